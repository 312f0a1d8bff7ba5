// The checker finds what is wrong with a plugin, by the rule that is broken, and
// nothing that is not.

import OrkestaModel
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

    @Test("a sound plugin conforms", arguments: Specimen.sound)
    func soundPluginConforms(specimen: Specimen) async throws {
        let folder = try TemporaryFolder()
        let run = try await CheckerRun(try await specimen.compile(in: folder))
        #expect(run.exitCode == 0 && run.findings.isEmpty, "\(run.summary)")
    }

    @Test("what needs a service that the checker does not have is skipped, and why is said")
    func unknownService() async throws {
        let folder = try TemporaryFolder()
        let run = try await CheckerRun(try await Specimen("needs_what_is_not_there").compile(in: folder))
        #expect(run.exitCode == 0 && run.findings.isEmpty, "\(run.summary)")
        let checks = run.document["checks"]?.arrayValue ?? []
        func outcome(_ name: String) -> JSON? { checks.first { $0["check"]?.stringValue == name } }
        #expect(
            outcome("manifest.document")?["outcome"] == "passed" && outcome("discovery.tables")?["outcome"] == "passed"
        )
        for name in ["lifecycle.life", "async.answers", "faults.failures", "agent.replay"] {
            let found = outcome(name)
            #expect(found?["outcome"] == "skipped", "\(name)")
            #expect(found?["reason"]?.stringValue?.contains("ork.unheard-of/1") == true, "\(found ?? .null)")
        }
    }

    @Test("what a plugin starts goes with its check")
    func childProcessesGo() async throws {
        let folder = try TemporaryFolder()
        let nap = "86400.\(UInt32.random(in: 1_000_000...9_999_999))"
        let specimen = Specimen("leaves_a_child", flags: ["-D_GNU_SOURCE", #"-DNAP="\#(nap)""#])
        let run = try await CheckerRun(try await specimen.compile(in: folder), ["--only", "lifecycle.life"])
        #expect(run.exitCode == 0 && run.findings.isEmpty, "\(run.summary)")
        let left = try await CommandLineRun.orkesta(["pgrep", "-f", "sleep \(nap)"], executable: "/usr/bin/env")
        #expect(left.standardOutput.isEmpty, "a process is left: \(left.standardOutput)")
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

    @Test(
        "the plugins of the house conform",
        arguments: [
            "web", "whatsapp", "telegram", "sms", "email", "orchestrator", "catalog", "quotation", "sales",
            "dunning",
        ]
    )
    func pluginOfTheHouseConforms(plugin: String) async throws {
        let run = try await CheckerRun(BuildFolder.path + "/lib\(plugin).so")
        #expect(run.exitCode == 0 && run.findings.isEmpty, "\(run.summary)")
    }
}
