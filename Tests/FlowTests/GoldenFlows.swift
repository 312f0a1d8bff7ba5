// The golden flows, as `orkesta golden run` and the Control Tower play them.

import FoundationEssentials
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct GoldenFlows {
    private func golden(_ arguments: String...) async throws -> CommandLineRun {
        try await CommandLineRun.orkesta(["golden"] + arguments, timeoutMilliseconds: 600_000)
    }

    @Test func everyFlowOfTheHousePasses() async throws {
        let run = try await golden("run", "--json")
        let reports = try #require((try? JSON(parsing: run.standardOutput))?.arrayValue, "\(run)")
        // Those that a host could not play have not passed either.
        for report in reports { #expect(report["passed"] == true, "\(report)") }
        #expect(run.exitCode == 0)
        let list = try await golden("list", "--json")
        #expect(try JSON(parsing: list.standardOutput).arrayValue?.count == reports.count, "\(list)")
    }

    /// What failed is said with its line, what was expected, what came, and what was
    /// said until then; what somebody wrote wrong, with its line too.
    @Test func aBrokenFlowSaysWhatIsWrong() async throws {
        let folder = try TemporaryFolder()
        try Data(Self.broken.utf8).write(to: URL(filePath: folder.file("broken.yaml")))
        let run = try await golden("run", "--file", folder.file("broken.yaml"))
        #expect(run.exitCode == 1, "\(run)")
        let said = run.standardOutput
        for text in [
            "FAILED", "broken.yaml:9  Ana says: quiero 2 martillos",
            "Ana hears “3 piezas de Martillo”",
            "came      assistant: Listo, te anoté 2 piezas", "so far    Ana: quiero 2 martillos", "0 of 1 flows passed",
        ] { #expect(said.contains(text), "\(said)") }
        try Data("title: x\nsteps:\n  - Beto says: hola\n".utf8).write(to: URL(filePath: folder.file("typo.yaml")))
        let both = try await golden("run", "hand-off", "--file", folder.file("broken.yaml"))
        #expect(both.exitCode == 64 && both.standardError.contains("--file"), "\(both)")
        let typo = try await golden("run", "--file", folder.file("typo.yaml"))
        #expect(typo.exitCode == 2 && typo.standardError.contains("typo.yaml:3"), "\(typo)")
    }

    /// Where nothing more can come, nobody waits for it; what was expected is said as it
    /// would have come.
    @Test func aWrongWordIsNotWaitedFor() async throws {
        let folder = try TemporaryFolder()
        try Data(Self.wrong.utf8).write(to: URL(filePath: folder.file("wrong.yaml")))
        var waited = Int64.max
        // The machine may stand still in one run, but hardly in three.
        for _ in 0..<3 where waited >= 15_000 {
            let run = try await golden("run", "--json", "--file", folder.file("wrong.yaml"))
            let report = try #require((try? JSON(parsing: run.standardOutput))?.arrayValue?.first, "\(run)")
            #expect(report["file"]?.stringValue == folder.file("wrong.yaml") && report["number"] == 0, "\(report)")
            #expect(report["failure"]?["expected"] == ["Ana hears “Rezibo de golden-own”"], "\(report)")
            #expect(report["failure"]?["came"]?.arrayValue?.isEmpty == false, "\(report)")
            waited = report["steps"]?.arrayValue?.last?["milliseconds"]?.integerValue ?? .max
        }
        #expect(waited < 15_000)
    }

    private static let wrong = """
        number: 7
        title: A word that does not come
        shop:
          plugins: [orchestrator, sms]
        customers:
          Ana: {channel: sms, phone: "+525510000099"}
        steps:
          - it is: 2070-06-02T15:00:00Z
          - Ana says: hola
            hears: Rezibo de {tenant}
        """

    @Test func theControlTowerPlaysThem() async throws {
        let tower = try await FlowHost.tower()
        let run = try await tower.post("/api/golden-flows/run", ["yaml": .string(Self.broken)])
        #expect(run.status == 200 && run.json["passed"] == false, "\(run.text)")
        let results = try await tower.get("/api/golden-flows/results")
        #expect(results.json["runs"]?.arrayValue?.first == run.json && results.json["running"] == false)
        let both = try await tower.post("/api/golden-flows/run", ["flows": ["hand-off"], "yaml": .string(Self.broken)])
        #expect(both.isProblem(400) && both.json["field"] == "flows", "\(both.text)")
        let unknown = try await tower.post("/api/golden-flows/run", ["flows": ["nothing"]])
        #expect(unknown.isProblem(404), "\(unknown.text)")
    }

    private static let broken = """
        title: Two are three
        shop:
          goods: |
            sku,nombre,precio,unidad,categoria,existencia
            MAR-16,Martillo Uña Curva 16 oz Truper,189.00,PZA,Herramienta,12
        customers:
          Ana: {}
        steps:
          - Ana says: quiero 2 martillos
            hears: 3 piezas de Martillo
        """
}
