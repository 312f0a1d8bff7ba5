// The parts that messages pass through: channels to turns, turns to the outbox,
// the outbox to channels.

import HostCore
import HostLLM
import HostOperations
import HostOutbox
import HostPlugins
import HostStorage
import HostTime
import HostTurns
import Logging
import ServiceLifecycle

/// The parts that carry messages in and out.
struct MessagingAssembly: Sendable {
    let engine: TurnEngine
    let dispatcher: OutboxDispatcher
    private let puller: ChannelPuller
    private let timer: HandOffTimer
    private let fetcher: AttachmentFetcher

    init(
        _ database: any Database,
        _ runtime: PluginRuntime,
        _ clocks: TenantClocks,
        _ clock: any Clock,
        owner: String,
        _ publicURL: String,
        transcriber: (any Transcriber)?,
        _ metrics: MetricsRegistry,
        log: Logger
    ) {
        dispatcher = OutboxDispatcher(
            database: database,
            channels: runtime,
            owner: owner,
            clock: clock,
            clocks: clocks,
            metrics: .counting(in: metrics),
            log: log
        )
        engine = TurnEngine(
            database: database,
            agents: runtime,
            dispatcher: dispatcher,
            feed: ConversationFeed(),
            clocks: clocks,
            owner: owner,
            clock: clock,
            metrics: .counting(in: metrics),
            publicURL: publicURL,
            transcriber: transcriber,
            log: log
        )
        puller = ChannelPuller(
            database: database,
            channels: runtime,
            engine: engine,
            dispatcher: dispatcher,
            owner: owner,
            clock: clock,
            log: log
        )
        timer = HandOffTimer(database: database, engine: engine, clock: clock, log: log)
        fetcher = AttachmentFetcher(database: database, channels: runtime, clock: clock, log: log)
    }

    /// What runs until the host stops, in the order in which it starts.
    var services: [any Service] { [dispatcher, engine, puller, timer, fetcher] }
}

extension OutboxMetrics {
    fileprivate static func counting(in registry: MetricsRegistry) -> OutboxMetrics {
        OutboxMetrics(
            settled: { channel, outcome in
                registry.counter(
                    "orkesta_outbox_settled_total",
                    help: "Sends by how they ended.",
                    labels: ["channel": channel.rawValue, "outcome": label(outcome)]
                ).add()
            },
            stopped: { channel in
                registry.counter(
                    "orkesta_channel_stops_total",
                    help: "Channels that their provider stopped until somebody mends something.",
                    labels: ["channel": channel.rawValue]
                ).add()
            }
        )
    }
}

/// A bounded word for how a send ended.
private func label(_ outcome: Settlement.Outcome) -> String {
    switch outcome {
    case .sent: "sent"
    case .ended(let state, _, _): state.rawValue
    case .later: "later"
    case .unreachable: "unreachable"
    }
}

extension TurnMetrics {
    fileprivate static func counting(in registry: MetricsRegistry) -> TurnMetrics {
        let buried = registry.counter("orkesta_inbox_dead_total", help: "Messages that were given up.")
        return TurnMetrics(
            turnFinished: { agent, status, milliseconds in
                let labels = ["agent": agent?.rawValue ?? "none", "status": status.rawValue]
                registry.counter("orkesta_turns_total", help: "Turns by agent and how they ended.", labels: labels)
                    .add()
                registry.histogram("orkesta_turn_seconds", help: "How long turns took.", labels: [:])
                    .observe(Double(milliseconds) / 1000)
            },
            itemBuried: { buried.add() },
            replyRefused: { agent, kind, sent in
                registry.counter(
                    "orkesta_replies_refused_total",
                    help: "Replies that the price firewall held back, by agent, kind of figure, and what was sent.",
                    labels: ["agent": agent?.rawValue ?? "none", "kind": kind, "sent": sent]
                ).add()
            },
            entryPassedOver: { channel in
                registry.counter(
                    "orkesta_channel_entries_passed_over_total",
                    help: "Messages of providers that could not be kept, by channel.",
                    labels: ["channel": channel.rawValue]
                ).add()
            }
        )
    }
}
