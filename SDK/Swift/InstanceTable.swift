// The C tables of an instance. Each function finds its instance and calls it.

import OrkestaABI
import OrkestaModel

/// Allocates the table of one instance; `destroy` frees both.
func makeInstanceTable(_ instance: Instance) -> UnsafePointer<ork_instance> {
    let table = UnsafeMutablePointer<ork_instance>.allocate(capacity: 1)
    let box = InstanceBox(instance: instance, table: table)
    table.initialize(
        to: ork_instance(
            size: UInt32(MemoryLayout<ork_instance>.size),
            reserved: 0,
            impl: Unmanaged.passRetained(box).toOpaque(),
            start: { instanceOf($0)?.start() ?? ORK_E_INVALID },
            activate: { instanceOf($0)?.activate($1) ?? ORK_E_INVALID },
            drain: nil,
            deactivate: { instanceOf($0)?.deactivate() },
            destroy: destroyInstance,
            on_post: { instanceOf($0)?.lane.run(token: $1) },
            get_extension: findExtension
        )
    )
    return UnsafePointer(table)
}

/// What `impl` points to.
private final class InstanceBox {
    let instance: Instance
    let table: UnsafeMutablePointer<ork_instance>

    init(instance: Instance, table: UnsafeMutablePointer<ork_instance>) {
        self.instance = instance
        self.table = table
    }
}

func instanceOf(_ impl: UnsafeMutableRawPointer?) -> Instance? {
    impl.map { Unmanaged<InstanceBox>.fromOpaque($0).takeUnretainedValue().instance }
}

private func destroyInstance(_ impl: UnsafeMutableRawPointer?) {
    guard let impl else { return }
    let box = Unmanaged<InstanceBox>.fromOpaque(impl).takeRetainedValue()
    box.table.deallocate()
}

private func findExtension(_ impl: UnsafeMutableRawPointer?, _ id: ork_str) -> UnsafeRawPointer? {
    guard let instance = instanceOf(impl) else { return nil }
    switch String(id) {
    case ORK_AGENT_1 where instance.isAgent: return UnsafeRawPointer(Tables.agent.pointer)
    case ORK_SEARCH_1 where instance.isSearch: return UnsafeRawPointer(Tables.search.pointer)
    case ORK_CHANNEL_1 where instance.isChannel: return UnsafeRawPointer(Tables.channel.pointer)
    case ORK_TOOLS_1: return instance.toolTable.map { UnsafeRawPointer($0.pointer) }
    default: return nil
    }
}

/// An immortal table.
///
/// Safe: initialized once, never written again.
private struct ImmortalTable<Table>: @unchecked Sendable {
    let pointer: UnsafePointer<Table>

    init(_ value: Table) {
        let allocated = UnsafeMutablePointer<Table>.allocate(capacity: 1)
        allocated.initialize(to: value)
        pointer = UnsafePointer(allocated)
    }
}

private enum Tables {
    static let agent = ImmortalTable(
        ork_agent(
            size: UInt32(MemoryLayout<ork_agent>.size),
            reserved: 0,
            start_turn: { impl, turn, input in
                guard let input else { return ORK_E_INVALID }
                guard input.pointee.kind == ORK_TURN_MESSAGE else { return ORK_E_UNSUPPORTED }
                return instanceOf(impl)?.startTurn(turn, sized(input)) ?? ORK_E_INVALID
            },
            cancel_turn: { instanceOf($0)?.cancelTurn($1) },
            wake: { impl, turn, input in
                guard let input else { return ORK_E_INVALID }
                guard [ORK_TURN_TIMER, ORK_TURN_EVENT].contains(input.pointee.kind) else { return ORK_E_UNSUPPORTED }
                return instanceOf(impl)?.startTurn(turn, sized(input)) ?? ORK_E_INVALID
            }
        )
    )

    static let search = ImmortalTable(
        ork_search(
            size: UInt32(MemoryLayout<ork_search>.size),
            reserved: 0,
            search: { runSearch($0, $1, $2, .search) },
            normalize: { runSearch($0, $1, $2, .normalize) },
            recommend: { runSearch($0, $1, $2, .recommend) }
        )
    )

    static let channel = ImmortalTable(
        ork_channel(
            size: UInt32(MemoryLayout<ork_channel>.size),
            reserved: 0,
            caps: { instanceOf($0)?.capabilities() },
            ingest: { impl, op, request in
                guard let request else { return ORK_E_INVALID }
                return instanceOf(impl)?.ingest(op, sized(request)) ?? ORK_E_INVALID
            },
            send: { impl, op, message in
                guard let message else { return ORK_E_INVALID }
                return instanceOf(impl)?.send(op, sized(message)) ?? ORK_E_INVALID
            },
            pull: { instanceOf($0)?.pull($1, $2) ?? ORK_E_INVALID },
            fetch_media: { instanceOf($0)?.fetchMedia($1, $2) ?? ORK_E_INVALID },
            show_presence: { impl, op, presence in
                guard let presence else { return ORK_E_INVALID }
                return instanceOf(impl)?.show(op, sized(presence)) ?? ORK_E_INVALID
            },
            list_templates: { instanceOf($0)?.listTemplates($1, $2) ?? ORK_E_INVALID }
        )
    )
}

private func runSearch(
    _ impl: UnsafeMutableRawPointer?,
    _ op: ork_op,
    _ request: UnsafePointer<ork_search_request>?,
    _ kind: SearchKind
) -> ork_status {
    guard let request else { return ORK_E_INVALID }
    return instanceOf(impl)?.search(op, sized(request), kind) ?? ORK_E_INVALID
}
