// One run of the built `orkesta-check`, as an integrator would make it.

import OrkestaModel
import TestHarness

/// What a run told, read from its JSON.
struct CheckerRun {
    struct Finding {
        let rule: String
        let checks: [String]
        let header: String
        let line: Int64?
        let seen: String
    }

    let exitCode: Int32
    let findings: [Finding]
    let document: JSON

    /// Every rule that was found broken, and what was seen: for failing tests.
    var summary: String { findings.map { "\($0.rule) (\($0.checks)): \($0.seen)" }.joined(separator: "\n") }

    private static let slots = CheckerSlots(2)
    private static let executable = BuildFolder.path + "/orkesta-check"

    /// Checks a library, two at a time: the checker measures time.
    init(_ library: String, _ arguments: [String] = []) async throws {
        let run = try await Self.slots.use {
            try await CommandLineRun.orkesta(
                [library, "--json", "--seed", "7"] + arguments,
                timeoutMilliseconds: 240_000,
                executable: Self.executable
            )
        }
        exitCode = run.exitCode
        document = try JSON(parsing: run.standardOutput.isEmpty ? "{}" : run.standardOutput)
        findings = (document["findings"]?.arrayValue ?? []).map { finding in
            Finding(
                rule: finding["rule"]?.stringValue ?? "",
                checks: finding["checks"]?.arrayValue?.compactMap(\.stringValue) ?? [],
                header: finding["header"]?.stringValue ?? "",
                line: finding["line"]?.integerValue,
                seen: finding["seen"]?.stringValue ?? ""
            )
        }
    }

    /// Runs the program with any arguments.
    static func program(_ arguments: [String]) async throws -> CommandLineRun {
        try await CommandLineRun.orkesta(arguments, executable: executable)
    }
}

/// So many at a time; the others wait.
private actor CheckerSlots {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func use<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
        defer { if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() } }
        return try await work()
    }
}
