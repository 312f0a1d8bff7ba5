// Tools declared in Swift: the SDK's face of ork.tools/1 on the real runtime.

import HostCore
import HostInbox
import HostTurns
import OrkestaModel
import Synchronization
import Testing

@testable import HostPlugins

@Suite("Swift tools", .timeLimit(.minutes(10)))
struct SwiftToolTests {
    private func launch(_ host: ToolHost) async throws -> PluginInstance {
        let (manifest, factory) = swiftToolPlugin()
        let library = PluginLibrary(
            manifest: try PluginManifest(parsing: manifest),
            contentHash: "",
            factory: try #require(factory)
        )
        return try await PluginInstance.launch(
            library,
            tenant: host.tenant,
            settings: .object([:]),
            pool: host.runtime.pool,
            services: host.runtime.services
        )
    }

    private func call(
        _ instance: PluginInstance,
        _ name: String,
        _ arguments: JSON = [:],
        in turn: TurnContext? = nil
    ) async -> Result<String, Problem> {
        await withUnsafeContinuation { continuation in
            instance.callTool(name, arguments, in: turn) { continuation.resume(returning: $0) }
        }
    }

    @Test("what is declared is what the host reads")
    func declares() async throws {
        let host = try await ToolHost()
        let instance = try await launch(host)
        #expect(instance.tools.map(\.description.name) == ["keep", "kept", "heard", "fail"])
        #expect(instance.tools.map(\.description.changesState) == [true, false, false, false])
        let keep = try #require(instance.tools.first?.description)
        #expect(keep.summary == "Keeps a text." && keep.form == .turn)
        #expect(keep.parameters["additionalProperties"] == false && keep.parameters["required"] == ["text"])
        await instance.shutDown(withinMilliseconds: 300_000)
    }

    @Test("a call answers, and throws what the tool throws")
    func answers() async throws {
        let host = try await ToolHost()
        let instance = try await launch(host)
        #expect(try await call(instance, "kept").get() == "null")
        #expect(try await call(instance, "keep", ["text": "uno"]).get() == #"{"kept":true}"#)
        #expect(try await call(instance, "kept").get() == #"{"text":"uno"}"#)
        #expect(try await call(instance, "heard").get() == "null")
        guard case .failure(let problem) = await call(instance, "fail") else {
            Issue.record("it did not fail")
            return
        }
        #expect(problem.detail.contains("not today"))
        await instance.shutDown(withinMilliseconds: 300_000)
    }

    @Test("in another's turn a write is staged; in its own turn a tool sees the turn")
    func turns() async throws {
        let host = try await ToolHost()
        let instance = try await launch(host)
        let foreign = host.turn("i-1")
        #expect(try await call(instance, "keep", ["text": "dos"], in: foreign).get() == #"{"kept":true}"#)
        #expect(foreign.stagedWrites.count == 1)
        #expect(try await call(instance, "kept").get() == "null")
        let own = host.turn("i-2")
        async let outcome = PluginAgent(instance: instance).run(host.input("wait"), in: own)
        while instance.state.withLock({ $0.turns.count }) == 0 { await Task.yield() }
        #expect(try await call(instance, "heard", in: own).get() == #""wait""#)
        #expect(try await call(instance, "keep", ["text": "tres"], in: own).get() == #"{"kept":true}"#)
        guard case .failure = await call(instance, "keep", ["text": "tres"], in: own) else {
            Issue.record("a tool changed state twice in one turn")
            return
        }
        for turn in instance.state.withLock({ $0.turns.all.map(\.handle) }) { instance.cancelTurn(turn) }
        _ = await outcome
        await instance.shutDown(withinMilliseconds: 300_000)
    }

    @Test("the dialogue calls its own tools by the same rule")
    func dialogue() async throws {
        let host = try await ToolHost()
        let instance = try await launch(host)
        let turn = host.turn("i-1")
        let outcome = await PluginAgent(instance: instance).run(host.input("hola"), in: turn)
        guard case .finished = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(turn.outcome().replies.map(\.reply) == [.text("once, then -4")])
        #expect(turn.stagedWrites.count == 1)
        await instance.shutDown(withinMilliseconds: 300_000)
    }
}
