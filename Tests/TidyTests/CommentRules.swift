// What comments must say, and what they must not put off.

extension Rule {
    private static let proofLinesMax = 6
    private static let headerWordsMin = 4

    static let commentRules = [
        Rule(
            name: "nothing is put off",
            remedy: "Do it now, or open an issue and say in the comment what is true today.",
            findings: { file in
                postponements.flatMap { mark in
                    file.lineNumbers(ofComment: mark).map { Finding(line: $0, problem: "says \(mark)") }
                }
            }
        ),
        Rule(
            name: "a file says why it exists",
            remedy: "Begin with a comment of one to four lines: the file's one reason to exist.",
            findings: { file in
                guard file.language == .swift, file.name != "Package.swift" else { return [] }
                let header = file.lines.prefix { $0.hasPrefix("//") }.joined(separator: " ")
                let words = header.split { $0 == " " || $0 == "/" }
                return words.count < headerWordsMin ? [Finding(line: 1, problem: "no comment heads the file")] : []
            }
        ),
        Rule(
            name: "unsafe code carries its proof",
            remedy: "Write `// Safe: …` within the six lines above: which lock, owner or lifetime makes it so.",
            findings: { file in
                guard file.language == .swift else { return [] }
                return ["@unchecked Sendable", "nonisolated(unsafe)"].flatMap { word in
                    file.lineNumbers(ofCode: word).filter { !hasProof(file, atLine: $0) }
                        .map { Finding(line: $0, problem: "\(word) without a proof") }
                }
            }
        ),
        Rule(
            name: "public types are documented",
            remedy: "Say above it, with ///, what it is for whoever uses it: units, ranges, owner, what remains true.",
            findings: { file in
                guard file.language == .swift, file.isProduct else { return [] }
                return file.codeLines.indices.filter { file.declaresPublicType(at: $0) && !file.isDocumented(at: $0) }
                    .map { Finding(line: $0 + 1, problem: "a public type without a word about it") }
            }
        ),
    ]

    private static let postponements = ["TODO", "FIXME", "XXX", "HACK"]

    /// Whether a comment on this line, or just above it, says `Safe:`.
    private static func hasProof(_ file: SourceFile, atLine line: Int) -> Bool {
        file.commentLines[max(0, line - 1 - proofLinesMax)..<line].contains { $0.contains("Safe:") }
    }
}

extension SourceFile {
    private static let typeKeywords: Set<Substring> = ["struct", "class", "enum", "protocol", "actor"]

    /// A type of one line (a tag, an alias in a row of such) is explained by its neighbourhood.
    fileprivate func declaresPublicType(at index: Int) -> Bool {
        guard codeLines[index].contains("public "), !codeLines[index].contains("}") else { return false }
        let words = codeLines[index].split(separator: " ").drop { $0.hasPrefix("@") }
        guard let keyword = words.firstIndex(where: Self.typeKeywords.contains) else { return false }
        let modifiers: Set<Substring> = ["public", "final", "indirect"]
        return words[..<keyword].contains("public") && words[..<keyword].allSatisfy(modifiers.contains)
    }

    /// Whether a doc comment stands above the line; attributes and compiler conditions may stand between.
    fileprivate func isDocumented(at index: Int) -> Bool {
        let above = lines[..<index].reversed().map { $0.drop { $0 == " " } }
        return above.first { !$0.hasPrefix("@") && !$0.hasPrefix("#") }?.hasPrefix("///") ?? false
    }
}
