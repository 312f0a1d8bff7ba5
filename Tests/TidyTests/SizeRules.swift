// How long a file and a function may be.

extension Rule {
    private static let fileLinesMax = 500
    private static let functionLinesMax = 70

    static let sizeRules = [
        Rule(
            name: "files stay under 500 lines",
            remedy: "Give each reason to exist a file of its own (Type+aspect.swift). A file of nothing but data says "
                + "`// Data: …` in its first line.",
            findings: { file in
                guard !file.isData, file.lines.count > fileLinesMax else { return [] }
                return [Finding(line: fileLinesMax + 1, problem: "the file has \(file.lines.count) lines")]
            }
        ),
        Rule(
            name: "functions stay under 70 lines",
            remedy: "Keep the branches here and move pure work into named functions below.",
            findings: { file in
                file.functions.filter { $0.lineCount > functionLinesMax }
                    .map { Finding(line: $0.line, problem: "the function has \($0.lineCount) lines") }
            }
        ),
    ]
}

extension SourceFile {
    fileprivate struct Function {
        /// From 1.
        let line: Int
        let lineCount: Int
    }

    /// The functions of a Swift file. The formatter keeps a body's end at its head's indentation, which is how the
    /// end is found.
    fileprivate var functions: [Function] {
        guard language == .swift else { return [] }
        return codeLines.indices.filter { codeLines[$0].beginsFunction }.compactMap { start in
            guard let end = endOfFunction(startingAt: start) else { return nil }
            return Function(line: start + 1, lineCount: end - start + 1)
        }
    }

    /// The index of the function's last line; nil for a declaration without a body or with one on its first line.
    private func endOfFunction(startingAt start: Int) -> Int? {
        let indentation = codeLines[start].indentation
        for index in codeLines.indices.dropFirst(start + 1) {
            let line = codeLines[index]
            let code = line.dropFirst(line.indentation)
            guard !code.isEmpty, line.indentation <= indentation else { continue }
            guard line.indentation == indentation else { return nil }
            if code.hasPrefix("}") { return index }
            guard [")", "{", "where ", "->"].contains(where: code.hasPrefix) else { return nil }
        }
        return nil
    }
}

extension String {
    fileprivate var indentation: Int { utf8.prefix { $0 == UInt8(ascii: " ") }.count }

    /// Whether this line of code is the head of a function, an initializer or a subscript.
    fileprivate var beginsFunction: Bool {
        guard utf8.contains(UInt8(ascii: "(")) || contains("func ") || contains("deinit") else { return false }
        let head = prefix { $0 != "(" && $0 != "<" && $0 != "=" && $0 != "." }
        let words = head.split { $0 == " " || $0 == "?" }
        return words.contains("func") || ["init", "deinit", "subscript"].contains(words.last)
            || (words.last == "{" && words.dropLast().last == "deinit")
    }
}
