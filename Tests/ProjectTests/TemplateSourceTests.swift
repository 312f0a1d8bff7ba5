// The C sources that projects begin with, on their own.

import TestHarness
import Testing

struct TemplateSourceTests {
    @Test func theJSONReaderReadsWhatItShouldAndNothingElse() async throws {
        let folder = try ProjectFolder()
        let sources = ProjectFolder.repository + "/SDK/Templates/shared-c/src"
        let program = folder.path("json-cases")
        let build = try await CommandLineRun.orkesta(
            ["clang", "-std=c11", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
                + ["-I\(ProjectFolder.repository)/SDK/ABI/include", "-I\(sources)", "\(sources)/json.c"]
                + ["\(ProjectFolder.repository)/Tests/ProjectTests/json_cases.c", "-o", program],
            executable: "/usr/bin/env"
        )
        try #require(build.exitCode == 0, "\(build.standardError)")
        let run = try await CommandLineRun.orkesta([], executable: program)
        #expect(run.exitCode == 0, "\(run.standardOutput)\(run.standardError)")
    }
}
