// The checker as a program: its help, its exit codes, its list, its JSON.

import OrkestaModel
import TestHarness
import Testing

struct CheckerCommandTests {
    private let web = BuildFolder.path + "/libweb.so"

    @Test func helpShowsExamplesAndExitCodes() async throws {
        let run = try await CheckerRun.program(["--help"])
        #expect(run.exitCode == 0)
        for part in ["USAGE", "EXAMPLES", "EXIT CODES", "--only", "--seed", "--json"] {
            #expect(run.standardOutput.contains(part))
        }
    }

    @Test(
        "what cannot be checked is said on standard error, with status 2",
        arguments: [
            ([], "name the plugin's library"), (["/nowhere/lib.so"], "No such file"),
            (["/etc/passwd"], "no 64-bit ELF"),
            (["--seed", "x", "a.so"], "--seed takes a number"), (["--frobnicate"], "unknown option --frobnicate"),
            (["a.so", "b.so"], "more than one plugin"),
            (["--only", "nothing", "a.so"], "there is no group or check nothing"),
            (["--timeout"], "--timeout needs a value"),
        ]
    )
    func misuseIsExplained(arguments: [String], reason: String) async throws {
        let run = try await CheckerRun.program(arguments)
        #expect(run.exitCode == 2 && run.standardOutput.isEmpty)
        #expect(run.standardError.contains(reason), "\(run.standardError)")
    }

    /// Rules quote the headers: one whose words are gone has no line any more.
    @Test func everyRuleStandsInAHeader() async throws {
        let run = try await CheckerRun.program(["--list", "--json"])
        let rules = try #require(try JSON(parsing: run.standardOutput)["rules"]?.arrayValue)
        #expect(rules.count > 40)
        for rule in rules {
            let place = "\(rule["header"] ?? .null) \(rule["quotation"] ?? .null)"
            #expect(rule["line"]?.integerValue ?? 0 > 0, "\(rule["rule"] ?? .null): not in \(place)")
            #expect(rule["remedy"]?.stringValue?.isEmpty == false)
        }
        #expect(Set(rules.compactMap { $0["rule"]?.stringValue }).count == rules.count, "two rules have one name")
    }

    @Test func groupsRunAlone() async throws {
        let run = try await CheckerRun(web, ["--only", "manifest", "--only", "discovery.tables"])
        let checks = run.document["checks"]?.arrayValue?.compactMap { $0["check"]?.stringValue }
        #expect(checks == ["manifest.document", "discovery.tables"])
    }

    @Test func theTableNamesEachCheckAndTheVerdict() async throws {
        let run = try await CheckerRun.program([web, "--seed", "3"])
        #expect(run.exitCode == 0)
        #expect(run.standardOutput.contains("lifecycle.tenants") && run.standardOutput.contains("It conforms"))
        #expect(!run.standardOutput.contains("\u{1B}"), "colours where there is no terminal")
    }
}
