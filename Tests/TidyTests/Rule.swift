// What a house rule is: a question to one file, with the remedy for whoever
// breaks it. STYLE.md and ARCHITECTURE.md say why each rule is there.

import Testing

struct Rule: Sendable, CustomTestStringConvertible {
    /// A place that breaks a rule.
    struct Finding: Equatable {
        /// From 1.
        let line: Int
        /// What is wrong there.
        let problem: String
    }

    let name: String
    /// What to do instead, shown with every finding.
    let remedy: String
    let findings: @Sendable (SourceFile) -> [Finding]

    var testDescription: String { name }

    static let all = importRules + sizeRules + nameRules + callRules + commentRules + testRules
}

extension Rule {
    /// A rule against words of code, in the files that `applies` says.
    init(
        _ name: String,
        against words: [String],
        remedy: String,
        applies: @escaping @Sendable (SourceFile) -> Bool
    ) {
        self.init(name: name, remedy: remedy) { file in
            guard applies(file) else { return [] }
            return words.flatMap { word in
                file.lineNumbers(ofCode: word).map { Finding(line: $0, problem: "uses \(word)") }
            }
        }
    }
}
