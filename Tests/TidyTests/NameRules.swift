// Names that hide what a type is for.

extension Rule {
    private static let vagueEndings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities", "Impl"]
    private static let typeKeywords: Set<Substring> = ["class", "struct", "enum", "protocol", "actor", "typealias"]

    static let nameRules = [
        Rule(
            name: "types are named after what they are",
            remedy: "Name the thing it keeps or does (LeaseTable, RetryPolicy). If it has no name, it has no place.",
            findings: { file in
                guard file.language == .swift else { return [] }
                return file.codeLines.enumerated().flatMap { index, line in
                    declaredTypes(in: line).filter(isVague)
                        .map { Finding(line: index + 1, problem: "declares \($0)") }
                }
            }
        ),
        Rule(
            name: "files are named after what they hold",
            remedy: "A file is named after its main type, its aspects Type+aspect.swift.",
            findings: { file in
                let stem = file.name.prefix { $0 != "." && $0 != "+" }
                return isVague(stem) ? [Finding(line: 1, problem: "the file is named \(file.name)")] : []
            }
        ),
    ]

    private static func declaredTypes(in line: String) -> [Substring] {
        guard typeKeywords.contains(where: line.contains) else { return [] }
        let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        return zip(words, words.dropFirst()).filter { typeKeywords.contains($0.0) }.map(\.1)
    }

    private static func isVague(_ name: Substring) -> Bool {
        vagueEndings.contains(where: name.hasSuffix)
    }
}
