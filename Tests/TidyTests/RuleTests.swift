// Shows that every rule fires on code that breaks it, at the right line, and
// keeps quiet over code that does not.

import Testing

@Suite("The house rules themselves")
struct RuleTests {
    @Test(arguments: RuleSample.all)
    func firesExactlyWhereItShould(sample: RuleSample) throws {
        let rule = try #require(Rule.all.first { $0.name == sample.rule })
        let findings = rule.findings(SourceFile(path: sample.path, text: sample.text))
        #expect(findings.map(\.line).sorted() == sample.lines, "\(findings)")
    }

    @Test(arguments: Rule.all)
    func hasSamplesOfBothKinds(rule: Rule) {
        let samples = RuleSample.all.filter { $0.rule == rule.name }
        #expect(samples.contains { !$0.lines.isEmpty })
        #expect(samples.contains { $0.lines.isEmpty })
    }

    @Test func stagesImportOnlyEarlierOnes() {
        for (place, stage) in ImportTable.stages.enumerated() {
            let allowed = ImportTable.hostImports[stage] ?? []
            #expect(allowed.isSuperset(of: ImportTable.stages[..<place]))
            #expect(allowed.isDisjoint(with: ImportTable.stages[place...]))
            #expect(allowed.isDisjoint(with: ["HostStorageSQLite", "HostStoragePostgres"]))
        }
    }

    @Test func codeAndCommentsAreToldApart() {
        let text = "a(\"//\") // b \"c\"\n/* d\ne */ f(\"\"\"\n  g\n  \"\"\")\n"
        let file = SourceFile(path: "Host/Core/A.swift", text: text)
        #expect(file.codeLines == ["a(\"  \")         ", "    ", "     f(\"\"\"", "   ", "  \"\"\")"])
        #expect(file.commentLines == ["        // b \"c\"", "/* d", "e */      ", "   ", "      "])
    }
}
