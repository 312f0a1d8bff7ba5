// The host's tables: what `get_service` finds. Immutable, immortal, the same for
// every instance; which instance calls, the handle says.

import HostTurns
import OrkestaABI
import OrkestaModel
import Synchronization

/// A table that lives as long as the process.
///
/// Safe: initialized once, never written again.
struct ImmortalTable<Table>: @unchecked Sendable {
    let pointer: UnsafePointer<Table>

    init(_ value: Table) {
        let allocated = UnsafeMutablePointer<Table>.allocate(capacity: 1)
        allocated.initialize(to: value)
        pointer = UnsafePointer(allocated)
    }
}

/// Every service of the host, each in the file of its name.
enum ServiceTables {
    /// The table of a service, or nil for one that the host does not have.
    static func find(_ id: String) -> UnsafeRawPointer? {
        switch id {
        case ORK_TURN_1: UnsafeRawPointer(turn.pointer)
        case ORK_STORAGE_1: UnsafeRawPointer(storage.pointer)
        case ORK_CATALOG_1: UnsafeRawPointer(catalog.pointer)
        case ORK_CONVERSATION_1: UnsafeRawPointer(conversation.pointer)
        case ORK_QUOTES_1: UnsafeRawPointer(quotes.pointer)
        case ORK_ORDERS_1: UnsafeRawPointer(orders.pointer)
        case ORK_STOCK_1: UnsafeRawPointer(stock.pointer)
        case ORK_CLOCK_1: UnsafeRawPointer(clock.pointer)
        case ORK_PAYMENTS_1: UnsafeRawPointer(payments.pointer)
        case ORK_DUNNING_1: UnsafeRawPointer(dunning.pointer)
        case ORK_LLM_1: UnsafeRawPointer(llm.pointer)
        case ORK_HTTP_1: UnsafeRawPointer(http.pointer)
        case ORK_CRYPTO_1: UnsafeRawPointer(crypto.pointer)
        case ORK_MAIL_1: UnsafeRawPointer(mail.pointer)
        case ORK_MEDIA_1: UnsafeRawPointer(media.pointer)
        case ORK_TEMPLATES_1: UnsafeRawPointer(templates.pointer)
        case ORK_LOG_1: UnsafeRawPointer(log.pointer)
        case ORK_METRICS_1: UnsafeRawPointer(metrics.pointer)
        case ORK_CHANNEL_HOST_1: UnsafeRawPointer(channelHost.pointer)
        default: nil
        }
    }

    /// The host itself, as instances see it.
    static let host = ImmortalTable(
        ork_host(
            size: UInt32(MemoryLayout<ork_host>.size),
            abi_major: UInt32(ORK_ABI_MAJOR),
            abi_minor: UInt32(ORK_ABI_MINOR),
            reserved: 0,
            name: immortal("orkesta"),
            version: immortal("1.0.0"),
            get_service: { handle, id in
                guard InstanceRegistry.shared.find(handle) != nil,
                    let id = try? String(checking: id, "id", limit: 100)
                else { return nil }
                return ServiceTables.find(id)
            },
            post: { handle, token in
                guard let instance = InstanceRegistry.shared.find(handle) else { return ORK_E_STALE }
                return instance.lane.enqueue(.post(token)) ? ORK_OK : ORK_E_STALE
            },
            complete: { handle, op, answer in
                InstanceRegistry.shared.find(handle)?.complete(op, answer) ?? ORK_E_STALE
            },
            cancel: { handle, op in
                // Most services answer from local facts within milliseconds: the truth
                // that on_done tells is that it was done. One that is done already is
                // no violation: the two cross.
                guard let instance = InstanceRegistry.shared.find(handle) else { return ORK_E_STALE }
                return instance.cancelCall(op) ? ORK_OK : ORK_E_STALE
            }
        )
    )

    static let turn = ImmortalTable(
        ork_turn_service(
            size: UInt32(MemoryLayout<ork_turn_service>.size),
            reserved: 0,
            emit: { InstanceRegistry.shared.find($0)?.emit($1, $2) ?? ORK_E_STALE },
            finish: { InstanceRegistry.shared.find($0)?.finish($1, $2, $3) ?? ORK_E_STALE },
            is_cancelled: { InstanceRegistry.shared.find($0)?.isCancelled($1) ?? ORK_E_STALE },
            random: { InstanceRegistry.shared.find($0)?.random($1) ?? 0 },
            now_ms: { InstanceRegistry.shared.find($0)?.running($1)?.context.now.milliseconds ?? 0 },
            observe: { InstanceRegistry.shared.find($0)?.observe($1, $2, $3) ?? ORK_E_STALE }
        )
    )

    static let channelHost = ImmortalTable(
        ork_channel_host_service(
            size: UInt32(MemoryLayout<ork_channel_host_service>.size),
            reserved: 0,
            deliver: { InstanceRegistry.shared.find($0)?.deliver($1, $2) ?? ORK_E_STALE },
            receipt: { InstanceRegistry.shared.find($0)?.receipt($1, $2) ?? ORK_E_STALE },
            respond: { InstanceRegistry.shared.find($0)?.respond($1, $2, $3, $4, $5) ?? ORK_E_STALE },
            complete: { InstanceRegistry.shared.find($0)?.completeSend($1, $2, $3) ?? ORK_E_STALE },
            template_state: { InstanceRegistry.shared.find($0)?.templateState($1, $2) ?? ORK_E_STALE },
            contact_news: { InstanceRegistry.shared.find($0)?.contactNews($1, $2) ?? ORK_E_STALE }
        )
    )
}
