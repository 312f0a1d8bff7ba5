// The guides' code is the code that is compiled and checked here.

import FoundationEssentials
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct GuideTests {
    private static let sdk =
        String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex)) + "/../../SDK"

    /// The blocks of a language in a Markdown page, one after the other.
    private static func code(_ language: String, in page: String) -> String {
        var code = ""
        var isInside = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") { isInside = line == "```\(language)" } else if isInside { code += line + "\n" }
        }
        return code
    }

    /// Compiles the channel of the guide, with other words in some place, and checks it.
    private func check(_ words: String = "", replacing other: String = "") async throws -> CheckerRun {
        let folder = try TemporaryFolder()
        let page = try String(contentsOfFile: Self.sdk + "/ABI/FIRST-CHANNEL.md", encoding: .utf8)
        var code = Self.code("c", in: page)
        if !other.isEmpty {
            try #require(code.contains(other))
            code = code.replacing(other, with: words)
        }
        let source = folder.file("pager.c")
        try Data(code.utf8).write(to: URL(filePath: source))
        let library = folder.file("libpager.so")
        let json = Self.sdk + "/Templates/shared-c/src"
        try await PluginCompiler.compile(
            source,
            to: library,
            headers: Self.sdk + "/ABI/include",
            ["-Wall", "-Wextra", "-Werror", "-fvisibility=hidden", "-I", json, json + "/json.c"]
        )
        return try await CheckerRun(library)
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
