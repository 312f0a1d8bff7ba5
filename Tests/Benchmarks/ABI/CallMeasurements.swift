// What one call across the ABI costs, measured by the plugin that makes it.

import HostConversations
import HostCore
import HostInbox
import HostPlugins
import HostStorage
import HostTurns
import OrkestaModel
import Synchronization

/// Calls of the benchmark's plugin into the host.
struct CallMeasurements {
    let runtime: PluginRuntime
    let tenant: TenantHandle
    /// Each figure is the median of so many runs.
    let runs: Int

    func measure() async throws -> [Measurement] {
        let rows: [(call: String, rounds: Int, name: String, aim: Double?)] = [
            ("direct", 10_000_000, "C function through a pointer", nil),
            ("mono_ms", 2_000_000, "sync: clock.mono_ms (no look-up)", 300),
            ("is_cancelled", 1_000_000, "sync: turn.is_cancelled (instance and turn)", 300),
            ("now_ms", 1_000_000, "sync: turn.now_ms (instance and turn)", 300),
            ("record", 1_000_000, "sync: metrics.record (instance and metric)", 300),
            ("post", 200_000, "async: post to on_post", 5_000),
            ("staged", 200_000, "async: storage.get, answered from the turn", 5_000),
            ("stored", 20_000, "async: storage.get, a read of SQLite", nil),
        ]
        let agent = try await runtime.agent(plugin(ABIBenchmark.pluginID), for: tenant)
        var figures: [Measurement] = []
        for row in rows {
            var values: [Double] = []
            for _ in 0..<runs { values.append(try await nanoseconds("\(row.call) \(row.rounds)", agent)) }
            figures.append(Measurement(name: row.name, value: values.median, unit: "ns", aim: row.aim))
        }
        return figures
    }

    /// The plugin's answer to one message.
    private func nanoseconds(_ message: String, _ agent: any Agent) async throws -> Double {
        let context = try context()
        let outcome = await agent.run(try input(message), in: context)
        guard case .finished = outcome, let text = context.outcome().replies.first?.reply.plainText,
            let value = Double(text)
        else {
            throw BenchmarkFailure("\(message): \(outcome)")
        }
        return value
    }

    private func context() throws -> TurnContext {
        TurnContext(
            tenant: tenant,
            inboxID: InboxItemID("i"),
            conversationID: ConversationID("c"),
            customerID: CustomerID("k"),
            channel: try plugin("web"),
            address: "a",
            now: Timestamp(milliseconds: 1_800_000_000_000),
            seed: 1,
            progress: nil
        )
    }

    private func input(_ message: String) throws -> TurnInput {
        TurnInput(
            kind: .message,
            conversationID: ConversationID("c"),
            customerID: CustomerID("k"),
            customerName: nil,
            channel: try plugin("web"),
            locale: "es",
            inboxID: InboxItemID("i"),
            text: message,
            state: .object([:]),
            stateRevision: 0,
            currentAgent: nil,
            handOff: nil,
            intent: nil,
            agents: [],
            businessName: "Bench",
            catalogRevision: 0,
            attempt: 1
        )
    }
}

/// A plugin's id, of the benchmark's own.
func plugin(_ name: String) throws -> PluginID {
    guard let id = PluginID(name) else { throw BenchmarkFailure("\(name) is no plugin id") }
    return id
}
