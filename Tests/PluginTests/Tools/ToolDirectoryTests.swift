// A tenant's tools through the port, in turns and outside: the real runtime and
// loader, a database, a C plugin with tools of its own, and bound functions.

import FoundationEssentials
import HostAccess
import HostCore
import HostInbox
import HostStorage
import HostStorageSQLite
import HostTurns
import Logging
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@testable import HostPlugins

@Suite("Tool directory", .timeLimit(.minutes(10)))
struct ToolDirectoryTests {
    @Test("a tenant has the tools of the plugins that it has enabled")
    func lists() async throws {
        let host = try await ToolHost()
        #expect(try await host.names() == [])
        try await host.enable("sums")
        #expect(try await host.names() == ["add", "crash", "total"])
        try await host.enable("tooled")
        #expect(
            try await host.names() == ["add", "crash", "hypotenuse", "initials", "never", "note", "recall", "total"]
        )
        try await host.enable("sums", false)
        #expect(try await host.names() == ["hypotenuse", "initials", "never", "note", "recall"])
        #expect(await host.runtime.boundTools().map(\.description.name) == ["add", "add", "crash", "total"])
        await host.runtime.shutDown()
    }

    @Test("each form of tool answers")
    func forms() async throws {
        let host = try await ToolHost()
        try await host.enable("sums")
        try await host.enable("tooled")
        #expect(try await host.tool("add").call(["left": 1, "right": 2]) == 3)
        #expect(try await host.tool("hypotenuse").call(["a": 3, "b": 4]) == 5.0)
        #expect(try await host.tool("initials").call(["name": "Ana María Ruiz"]) == ["letters": "AMR"])
        #expect(try await host.tool("recall").call([:]) == .null)
        #expect(try await host.tool("note").call(["text": "hola"]) == ["noted": true])
        #expect(try await host.tool("recall").call([:]) == ["text": "hola"])
        for (name, arguments) in [("hypotenuse", ["a": 3]), ("initials", ["name": 7]), ("note", [:])]
            as [(String, JSON)]
        {
            let tool = try await host.tool(name)
            await #expect(throws: ToolFailure.self, "\(name)") { try await tool.call(arguments) }
        }
        #expect(host.counted("ok") == 6 && host.counted("arguments") == 3)
        await host.runtime.shutDown()
    }

    @Test("a turn's writes wait for its commit, and what changes state runs once in it")
    func onceATurn() async throws {
        let host = try await ToolHost()
        try await host.enable("sums")
        try await host.enable("tooled")
        let turn = host.turn("i-1")
        let note = try await host.tool("note", in: turn)
        #expect(try await note.call(["text": "en el turno"]) == ["noted": true])
        #expect(turn.stagedWrites.count == 1)
        #expect(try await host.tool("recall", in: turn).call([:]) == ["text": "en el turno"])
        #expect(try await host.tool("recall").call([:]) == .null)
        let again = try await host.tool("note", in: turn)
        await #expect(throws: ToolFailure.usedThisTurn) { try await again.call(["text": "otra vez"]) }
        // What does not fit is refused first, and does not use the tool up.
        let total = try await host.tool("total", in: turn)
        await #expect(throws: ToolFailure.self) { try await total.call(["left": "x"]) }
        #expect(try await total.call(["left": 2, "right": 3]) == 5)
        #expect(try await host.tool("note", in: host.turn("i-2")).call(["text": "x"]) == ["noted": true])
        await host.runtime.shutDown()
    }

    /// A redo of the same inbox item: what a bound function did is not done again.
    @Test("a redo of a turn repeats the answer of a bound tool, not its call")
    func redo() async throws {
        let host = try await ToolHost()
        try await host.enable("sums")
        #expect(try await host.tool("total", in: host.turn("i-1")).call(["left": 2, "right": 3]) == 5)
        #expect(try await host.tool("total", in: host.turn("i-1")).call(["left": 2, "right": 3]) == 5)
        let other = try await host.tool("total", in: host.turn("i-1"))
        do throws(ToolFailure) {
            _ = try await other.call(["left": 2, "right": 4])
            Issue.record("the redo went another way, and was answered")
        } catch {
            #expect(error.problem(of: "total").kind == .conflict, "\(error)")
        }
        // Begun, and then the host stopped: nobody knows.
        let crash = try await host.tool("crash", in: host.turn("i-3"))
        await #expect(throws: ToolFailure.crashed(signal: "SIGSEGV")) { try await crash.call([:]) }
        let redone = try await host.tool("crash", in: host.turn("i-3"))
        await #expect(throws: ToolFailure.unknownOutcome) { try await redone.call([:]) }
        await host.runtime.shutDown()
    }

    @Test("a name that another plugin's tool has is refused, and nothing changes")
    func duplicates() async throws {
        let host = try await ToolHost()
        try await host.enable("sums")
        do {
            try await host.enable("twin")
            Issue.record("two tools have one name")
        } catch let problem as Problem {
            #expect(problem.kind == .conflict && problem.description.contains("add"), "\(problem)")
        }
        #expect(try await host.names() == ["add", "crash", "total"])
        await host.runtime.shutDown()
    }

    @Test("a file that only binds tools is no agent")
    func noAgent() async throws {
        let host = try await ToolHost()
        try await host.enable("sums")
        await #expect(throws: Problem.self) { try await host.runtime.agent(host.id("sums"), for: host.tenant) }
        #expect(await host.runtime.enabledAgents(of: host.tenant).isEmpty)
        #expect(try await host.runtime.statuses(of: host.tenant).map(\.state) == ["ready"])
        await host.runtime.shutDown()
    }

    @Test("a file that was spoilt meanwhile is refused with its line, and the tools stay")
    func spoilt() async throws {
        let host = try await ToolHost()
        try await host.enable("sums")
        try host.write(
            "sums",
            "tools:\n  - name: add\n    description: d\n    library: libtool.so\n    signature: f32 add()\n"
        )
        do {
            try await host.enable("sums")
            Issue.record("a wrong signature was taken")
        } catch let problem as Problem {
            #expect(problem.field?.hasSuffix("sums.yaml:5") == true, "\(problem)")
        }
        #expect(try await host.tool("add").call(["left": 1, "right": 1]) == 2)
        await host.runtime.shutDown()
    }
}
