// The table of ork.tools/1 of one instance.

import OrkestaABI
import OrkestaModel
import Synchronization

/// What the host reads of a plugin's tools, for as long as the instance lives. The
/// host finds it after create, and reads it after start.
final class ToolTable: Sendable {
    /// Safe: written by `init` and `fill`, both before the host reads it.
    nonisolated(unsafe) let pointer: UnsafeMutablePointer<ork_tools>
    private let entries = Mutex<Entries?>(nil)

    init() {
        pointer = .allocate(capacity: 1)
        pointer.initialize(
            to: ork_tools(
                size: UInt32(MemoryLayout<ork_tools>.size),
                count: 0,
                tools: nil,
                stride: MemoryLayout<ork_tool>.stride,
                call: callTool
            )
        )
    }

    deinit {
        entries.withLock { $0?.deallocate() }
        pointer.deallocate()
    }

    /// Puts the plugin's tools in; called once, by start.
    func fill(_ tools: [Tool]) {
        let filled = Entries(tools)
        pointer.pointee.count = UInt32(clamping: tools.count)
        pointer.pointee.tools = UnsafePointer(filled.tools)
        entries.withLock { $0 = filled }
    }
}

/// The entries and the block of their texts.
///
/// Safe: written once in `init`, read by the host, freed by the one owner.
private struct Entries: @unchecked Sendable {
    let tools: UnsafeMutablePointer<ork_tool>
    private let texts: UnsafeMutableBufferPointer<UInt8>

    init(_ list: [Tool]) {
        let strings = list.map { [$0.name, $0.summary, $0.parameters.description] }
        texts = .allocate(capacity: strings.joined().reduce(1) { $0 + $1.utf8.count })
        tools = .allocate(capacity: max(1, list.count))
        var end = 0
        for (place, tool) in list.enumerated() {
            let kept = strings[place].map { string in
                let start = texts.baseAddress?.advanced(by: end)
                end = texts[end...].update(fromContentsOf: Array(string.utf8))
                return ork_str(
                    ptr: start.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) },
                    len: string.utf8.count
                )
            }
            var entry = ork_tool()
            entry.size = UInt32(MemoryLayout<ork_tool>.size)
            entry.effect = tool.effect == .reads ? ORK_TOOL_READS : ORK_TOOL_CHANGES_STATE
            (entry.name, entry.description, entry.parameters_json) = (kept[0], kept[1], kept[2])
            (tools + place).initialize(to: entry)
        }
    }

    func deallocate() {
        tools.deallocate()
        texts.deallocate()
    }
}

private func callTool(
    impl: UnsafeMutableRawPointer?,
    op: ork_op,
    turn: ork_turn,
    name: ork_str,
    arguments: ork_str
) -> ork_status {
    instanceOf(impl)?.callTool(op, turn, String(name), String(arguments)) ?? ORK_E_INVALID
}
