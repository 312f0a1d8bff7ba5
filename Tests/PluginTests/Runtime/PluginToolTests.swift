// Tools of a plugin's own table, called in turns: whose handle they get, and what
// they may do with it.

import HostCore
import HostTurns
import OrkestaABI
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@testable import HostPlugins

@Suite("Plugin tools", .timeLimit(.minutes(10)))
struct PluginToolTests {
    private func call(
        _ instance: PluginInstance,
        _ name: String = "tool",
        in context: TurnContext?
    ) async -> Result<String, Problem> {
        await withUnsafeContinuation { continuation in
            instance.callTool(name, [:], in: context) { continuation.resume(returning: $0) }
        }
    }

    @Test("outside of turns there is no handle")
    func outside() async throws {
        let (plugin, host) = (FakePlugin(), try FakeHost())
        plugin.toolNames = ["tool"]
        plugin.onCallTool = { plugin, op, turn, name in
            plugin.note("\(name) \(turn)")
            return plugin.complete(op)
        }
        let instance = try await plugin.launch(host)
        #expect(instance.tools.map(\.description.name) == ["tool"])
        #expect(try await call(instance, in: nil).get().isEmpty)
        #expect(plugin.count("tool 0") == 1)
        await instance.shutDown(withinMilliseconds: 300_000)
    }

    @Test("in its own turn a tool gets that turn's handle")
    func ownTurn() async throws {
        let (plugin, host, context) = (FakePlugin(), try FakeHost(), try FakeHost().context)
        let handle = Mutex<ork_turn>(0)
        plugin.toolNames = ["tool"]
        plugin.onStartTurn = { _, turn in
            handle.withLock { $0 = turn }
            return ORK_OK
        }
        plugin.onCallTool = { plugin, op, turn, _ in
            plugin.note(turn == handle.withLock { $0 } ? "own" : "other")
            return plugin.complete(op)
        }
        let instance = try await plugin.launch(host)
        async let outcome = PluginAgent(instance: instance).run(host.input, in: context)
        #expect(await eventually { handle.withLock { $0 } != 0 })
        _ = try await call(instance, in: context).get()
        #expect(plugin.count("own") == 1)
        #expect(plugin.finish(handle.withLock { $0 }) == ORK_E_WRONG_THREAD)
        instance.lane.enqueue(.work { _ = plugin.finish(handle.withLock { $0 }) })
        guard case .finished = await outcome else {
            Issue.record("the turn failed")
            return
        }
        await instance.shutDown(withinMilliseconds: 300_000)
    }

    /// Another agent's turn: the tool speaks in it, cannot finish it, and its handle
    /// is stale once the tool has answered.
    @Test("in another agent's turn a tool gets a handle for the length of the call")
    func lentTurn() async throws {
        let (plugin, host, context) = (FakePlugin(), try FakeHost(), try FakeHost().context)
        let handle = Mutex<ork_turn>(0)
        plugin.toolNames = ["tool"]
        plugin.onCallTool = { plugin, op, turn, _ in
            handle.withLock { $0 = turn }
            let said = withBorrowed(["hola"]) { plugin.say(turn, $0[0]) }
            plugin.note("said \(said), finished \(plugin.finish(turn))")
            return plugin.complete(op)
        }
        let instance = try await plugin.launch(host)
        _ = try await call(instance, in: context).get()
        #expect(plugin.count("said \(ORK_OK), finished \(ORK_E_WRONG_STATE)") == 1, "\(plugin.events.withLock { $0 })")
        #expect(context.outcome().replies.count == 1)
        #expect(instance.running(handle.withLock { $0 }) == nil)
        #expect(instance.violations.count == 1)
        await instance.shutDown(withinMilliseconds: 300_000)
    }

    @Test("a tool that refuses, or ends with its instance, is a failure")
    func failures() async throws {
        let (plugin, host) = (FakePlugin(), try FakeHost())
        plugin.toolNames = ["tool", "silent"]
        plugin.onCallTool = { _, _, _, name in name == "silent" ? ORK_OK : ORK_E_DENIED }
        let instance = try await plugin.launch(host)
        guard case .failure(let refusal) = await call(instance, in: nil) else {
            Issue.record("a refused call answered")
            return
        }
        #expect(refusal.detail.contains("\(ORK_E_DENIED)"))
        async let silent = call(instance, "silent", in: host.context)
        #expect(await eventually { instance.state.withLock { $0.operations.count } == 1 })
        await instance.shutDown(withinMilliseconds: 10)
        guard case .failure = await silent else {
            Issue.record("a call that nobody answered succeeded")
            return
        }
        #expect(instance.state.withLock { $0.turns.count } == 0)
    }
}
