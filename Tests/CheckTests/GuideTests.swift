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

    @Test("the channel of the guide compiles without a warning and keeps the contract")
    func firstChannel() async throws {
        let folder = try TemporaryFolder()
        let page = try String(contentsOfFile: Self.sdk + "/ABI/FIRST-CHANNEL.md", encoding: .utf8)
        let source = folder.file("pager.c")
        try Data(Self.code("c", in: page).utf8).write(to: URL(filePath: source))
        let library = folder.file("libpager.so")
        let json = Self.sdk + "/Templates/shared-c/src"
        try await PluginCompiler.compile(
            source,
            to: library,
            headers: Self.sdk + "/ABI/include",
            ["-Wall", "-Wextra", "-Werror", "-fvisibility=hidden", "-I", json, json + "/json.c"]
        )
        let run = try await CheckerRun(library)
        #expect(run.exitCode == 0 && run.findings.isEmpty, "\(run.summary)")
    }
}
