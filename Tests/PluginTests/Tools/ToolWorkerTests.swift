// What a tool may do to its worker, and what the host says of it. The host is
// this test process: it is still there afterwards.

import FoundationEssentials
import HostCore
import OrkestaModel
import TestHarness
import Testing

@testable import HostPlugins

@Suite("Tool workers", .timeLimit(.minutes(10)))
struct ToolWorkerTests {
    private static let endings: [(String, JSON, ToolFailure)] = [
        ("void crash()", [:], .crashed(signal: "SIGSEGV")), ("void abort_now()", [:], .crashed(signal: "SIGABRT")),
        ("void leave(i32 code)", ["code": 3], .exited(code: 3)),
        ("void leave(i32 code)", ["code": 0], .exited(code: 0)),
        ("void spin()", [:], .timedOut(milliseconds: 300)),
        ("void sleep_milliseconds(i32 n)", ["n": 60_000], .timedOut(milliseconds: 300)),
        ("void stop_itself()", [:], .timedOut(milliseconds: 300)),
        ("void leave_a_child_and_crash()", [:], .crashed(signal: "SIGSEGV")),
        ("i64 bomb_slowly()", [:], .outOfMemory(bytes: 64 << 20)),
        ("void bomb_at_once()", [:], .outOfMemory(bytes: 64 << 20)),
        ("void give_up_without_memory()", [:], .outOfMemory(bytes: 64 << 20)),
    ]

    @Test("each end is told by its name, and the next call works", arguments: endings)
    func ends(signature: String, arguments: JSON, expected: ToolFailure) async throws {
        let library = try await ToolLibrary()
        let limits = "{timeout_ms: \(isTimeout(expected) ? 300 : 8000), memory_mb: 64}"
        #expect(try await library.failure(signature, arguments, limits: limits) == expected)
        let sum = try await library.call(
            "i32 add(i32 a, i32 b)",
            ["a": 20, "b": 22],
            limits: "{timeout_ms: 8000, memory_mb: 64}"
        )
        #expect(sum == 42)
    }

    private func isTimeout(_ failure: ToolFailure) -> Bool { if case .timedOut = failure { true } else { false } }

    @Test(
        "a worker that says what is no answer is ended",
        arguments: ["void write_garbage()", "void close_everything()"]
    )
    func garbage(signature: String) async throws {
        let library = try await ToolLibrary()
        let failure = try await library.failure(signature)
        #expect(failure?.label == "garbled", "\(String(describing: failure))")
        #expect(try await library.call("str greeting()") == "¡qué tal!")
    }

    @Test("an answer too many never passes for the next call's")
    func forgery() async throws {
        let library = try await ToolLibrary()
        let forger = try await library.call("i64 process()")
        #expect(try await library.call("i32 forge_an_answer()") == 7)
        #expect(try await library.call("i32 add(i32 a, i32 b)", ["a": 1, "b": 1]) == 2)
        #expect(try await library.call("i64 process()") != forger)
    }

    @Test("a tool that bears a refused allocation answers")
    func survives() async throws {
        let library = try await ToolLibrary()
        let limits = "{timeout_ms: 8000, memory_mb: 64}"
        #expect(try await library.call("i32 survive_without_memory()", limits: limits) == 1)
    }

    @Test("a worker has nothing of its host but one socket")
    func confinement() async throws {
        let library = try await ToolLibrary()
        #expect(try await library.call("i64 environment_count()") == 0)
        #expect(try await library.call("i64 descriptor_count()") == 4)
        #expect(try await library.call("i64 core_limit()") == 0)
    }

    @Test("calls one after the other use one worker; workers of other libraries are others")
    func reuse() async throws {
        let library = try await ToolLibrary()
        let limits = "{timeout_ms: \(Limits.toolTimeoutMillisecondsMax)}"
        let first = try await library.call("i64 process()", limits: limits)
        // Often, for a worker may be about to wait again when the next call comes.
        for _ in 0..<500 { #expect(try await library.call("i64 process()", limits: limits) == first) }
        #expect(try await library.call("i32 getpid()", library: "libc.so.6", limits: limits) != first)
        #expect(library.pool.count == 2)
    }

    @Test("a hundred calls at once are answered by a bounded number of workers")
    func concurrency() async throws {
        let library = try await ToolLibrary()
        let tool = try library.tool("i64 process()")
        let processes = try await withThrowingTaskGroup(of: JSON.self) { group in
            for _ in 0..<100 { group.addTask { try await tool.call([:]) } }
            return try await group.reduce(into: Set<JSON>()) { $0.insert($1) }
        }
        #expect((1...Limits.toolWorkersMax).contains(processes.count))
        #expect(library.pool.count <= Limits.toolWorkersMax)
    }

    @Test("crashes and good calls side by side do not disturb each other")
    func mixture() async throws {
        let library = try await ToolLibrary()
        let (good, bad) = (
            try library.tool("i32 add(i32 a, i32 b)"),
            try library.tool("void crash()", limits: "{timeout_ms: 8000, memory_mb: 128}")
        )
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    do throws(ToolFailure) {
                        let sum = try await good.call(["a": .integer(Int64(number)), "b": 1])
                        #expect(sum == .integer(Int64(number + 1)))
                    } catch {
                        Issue.record("\(error)")
                    }
                }
                guard number % 10 == 0 else { continue }
                group.addTask {
                    do throws(ToolFailure) {
                        _ = try await bad.call([:])
                        Issue.record("it did not crash")
                    } catch {
                        #expect(error == .crashed(signal: "SIGSEGV"))
                    }
                }
            }
        }
    }

    @Test("a library whose functions hang leaves workers for others")
    func hanging() async throws {
        let library = try await ToolLibrary()
        let marks = try TemporaryFolder()
        let hangers = try hang(20, in: marks, library, milliseconds: Limits.toolTimeoutMillisecondsMax)
        defer { for hanger in hangers { hanger.cancel() } }
        try await awaitMarks(Limits.toolWorkersPerLibraryMax, in: marks)
        // If those that wait took the other workers too, this one would be given up
        // as busy before any of them ends.
        #expect(Limits.toolWaitMilliseconds < Limits.toolTimeoutMillisecondsMax)
        #expect(try await library.call("f64 floor(f64 x)", ["x": 2.5], library: "libm.so.6") == 2.0)
        #expect(try marked(in: marks) == Limits.toolWorkersPerLibraryMax)
    }

    /// Calls that hang, and how each ended; each makes a file in `marks` when it begins.
    private func hang(
        _ count: Int,
        in marks: TemporaryFolder,
        _ library: ToolLibrary,
        milliseconds: Int64
    ) throws -> [Task<String, Never>] {
        let tool = try library.tool("void mark_and_hang(str file)", limits: "{timeout_ms: \(milliseconds)}")
        return (0..<count).map { number in
            let file = JSON.string(marks.file("\(number)"))
            return Task {
                do throws(ToolFailure) {
                    _ = try await tool.call(["file": file])
                    return "ok"
                } catch {
                    return error.label
                }
            }
        }
    }

    private func marked(in marks: TemporaryFolder) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: marks.path).count
    }

    private func awaitMarks(_ count: Int, in marks: TemporaryFolder) async throws {
        while try marked(in: marks) < count { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test("a task that is cancelled gives up a call that has not begun")
    func cancellation() async throws {
        let library = try await ToolLibrary()
        let marks = try TemporaryFolder()
        let calls = try hang(8, in: marks, library, milliseconds: 5_000)
        try await awaitMarks(Limits.toolWorkersPerLibraryMax, in: marks)
        for call in calls { call.cancel() }
        var labels: [String: Int] = [:]
        for call in calls { labels[await call.value, default: 0] += 1 }
        #expect(labels == ["timed_out": 4, "cancelled": 4], "\(labels)")
    }

    @Test("without its program every call says so")
    func noProgram() async throws {
        let library = try await ToolLibrary(program: "/nowhere/orkesta-tool-worker")
        guard case .unusable(let problem)? = try await library.failure("str greeting()") else {
            Issue.record("it failed in another way")
            return
        }
        #expect(problem.kind == .unavailable && problem.remedy.contains("orkesta-tool-worker"))
    }

    @Test("a pool that is shut down takes no calls")
    func shutDown() async throws {
        let library = try await ToolLibrary()
        _ = try await library.call("str greeting()")
        library.pool.shutDown()
        #expect(try await library.failure("str greeting()") == .busy)
    }
}
