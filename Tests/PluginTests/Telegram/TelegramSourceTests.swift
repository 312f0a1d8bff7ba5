// The C sources of the Telegram channel, with a host and a Bot API that fail as no real
// one can be made to.

import TestHarness
import Testing

struct TelegramSourceTests {
    private static let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex))

    @Test func pollsAndLongTextsLoseNothing() async throws {
        let repository = Self.folder + "/../../.."
        let plugin = repository + "/Plugins/Channels/Telegram"
        let folder = try TemporaryFolder()
        let program = folder.file("telegram-cases")
        let allocators = ["malloc", "calloc", "realloc"].map { "-D\($0)=test_\($0)" }
        let build = try await CommandLineRun.orkesta(
            ["clang", "-std=c11", "-g", "-Wall", "-Wextra", "-Werror", "-fsanitize=address,undefined"]
                + ["-fno-sanitize-recover=all", "-I\(repository)/SDK/ABI/include", "-I\(plugin)"] + allocators
                + ["polling", "updates", "parts", "text", "json"].map { "\(plugin)/\($0).c" }
                + ["\(Self.folder)/source_cases.c", "-o", program],
            timeoutMilliseconds: 120_000,
            executable: "/usr/bin/env"
        )
        try #require(build.exitCode == 0, "\(build.standardError)")
        let run = try await CommandLineRun.orkesta([], executable: program)
        #expect(run.exitCode == 0, "\(run.standardOutput)\(run.standardError)")
    }
}
