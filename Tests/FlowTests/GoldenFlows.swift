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
            "FAILED", "own.yaml:9  Ana says: quiero 2 martillos", "Ana hears “3 piezas de Martillo”",
            "came      assistant: Listo, te anoté 2 piezas", "so far    Ana: quiero 2 martillos", "0 of 1 flows passed",
        ] { #expect(said.contains(text), "\(said)") }
        try Data("title: x\nsteps:\n  - Beto says: hola\n".utf8).write(to: URL(filePath: folder.file("typo.yaml")))
        let typo = try await golden("run", "--file", folder.file("typo.yaml"))
        #expect(typo.exitCode == 2 && typo.standardError.contains("typo.yaml:3"), "\(typo)")
    }

    @Test func theControlTowerPlaysThem() async throws {
        let tower = try await FlowHost.tower()
        let run = try await tower.post("/api/golden-flows/run", ["yaml": .string(Self.broken)])
        #expect(run.status == 200 && run.json["passed"] == false, "\(run.text)")
        let results = try await tower.get("/api/golden-flows/results")
        #expect(results.json["runs"]?.arrayValue?.first == run.json && results.json["running"] == false)
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
