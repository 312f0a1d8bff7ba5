// The checker finds what is wrong with a plugin, by the rule that is broken, and
// nothing that is not.

import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct SpecimenTests {
    @Test("a broken plugin is caught by the rule that it breaks, and by no other", arguments: Specimen.broken)
    func brokenPluginIsCaught(specimen: Specimen) async throws {
        let folder = try TemporaryFolder()
        let run = try await CheckerRun(try await specimen.compile(in: folder))
        #expect(run.exitCode == 1)
        #expect(Set(run.findings.map(\.rule)) == Set(specimen.rules), "\(run.summary)")
        for finding in run.findings {
            #expect(finding.line ?? 0 > 0, "\(finding.rule) has no line in \(finding.header)")
            #expect(!finding.seen.isEmpty && !finding.checks.isEmpty, "\(finding.rule)")
        }
    }

    @Test(
        "a sound plugin conforms",
        arguments: [
            Specimen("honest"), Specimen(misdeed: "none"),
            Specimen("hello", source: "../../Misbehaving/Plugins/hello_agent"),
            Specimen("older", source: "../../ABITests/Older/agent"),
        ]
    )
    func soundPluginConforms(specimen: Specimen) async throws {
        let folder = try TemporaryFolder()
        let run = try await CheckerRun(try await specimen.compile(in: folder))
        #expect(run.exitCode == 0 && run.findings.isEmpty, "\(run.summary)")
    }

    @Test("a library that shares the host's Swift runtime must say so")
    func sharedSwiftRuntime() async throws {
        let compiler = try await CommandLineRun.orkesta(["clang", "-print-resource-dir"], executable: "/usr/bin/env")
        let resources = compiler.standardOutput.prefix { $0 != "\n" }
        let specimen = Specimen(
            "honest",
            breaks: "swift-runtime",
            flags: ["-Wl,--no-as-needed", "-L\(resources)/../../swift/linux", "-lswiftCore"]
        )
        let folder = try TemporaryFolder()
        let run = try await CheckerRun(try await specimen.compile(in: folder), ["--only", "binary"])
        #expect(run.findings.map(\.rule) == ["swift-runtime"], "\(run.summary)")
    }

    @Test("the plugins of the house conform", arguments: ["web", "orchestrator", "catalog", "quotation"])
    func pluginOfTheHouseConforms(plugin: String) async throws {
        let run = try await CheckerRun(BuildFolder.path + "/lib\(plugin).so")
        #expect(run.exitCode == 0 && run.findings.isEmpty, "\(run.summary)")
    }
}
