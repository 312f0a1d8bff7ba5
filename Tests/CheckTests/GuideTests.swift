// The guides' code is the code that is compiled and checked here.

import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct GuideTests {
    /// Compiles the channel of the guide, with other words in some place, and checks it.
    private func check(_ words: String = "", replacing other: String = "") async throws -> CheckerRun {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        return try await CheckerRun(try await GuideChannel.compile(into: folder, words, replacing: other))
    }

    @Test("the channel of the guide compiles without a warning and keeps the contract")
    func firstChannel() async throws {
        let run = try await check()
        #expect(run.exitCode == 0 && run.findings.isEmpty, "\(run.summary)")
    }

    @Test("the same, which sends again what may have arrived, does not")
    func firstChannelThatDoublesMessages() async throws {
        let run = try await check("status = ORK_E_UNAVAILABLE;", replacing: "status = ORK_E_UNKNOWN_OUTCOME;")
        #expect(run.exitCode == 1 && run.findings.map(\.rule) == ["doubts-are-told"], "\(run.summary)")
    }
}
