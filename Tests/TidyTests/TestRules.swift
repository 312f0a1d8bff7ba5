// What only tests can do wrong.

extension Rule {
    static let testRules = [
        Rule(
            name: "expectations stand outside of transactions",
            remedy: "Return what was read and expect it outside; `required` stands for #require. A transaction's body "
                + "runs on a thread of the database's, where no test is known, and may run twice.",
            findings: { file in file.language == .swift && file.isTest ? file.expectationsInTransactions : [] }
        )
    ]
}

extension SourceFile {
    private static let expectations = ["#expect", "#require", "Issue.record"].map { Array($0.utf8) }

    /// The body of a transaction is the closure behind `read` or `write`.
    fileprivate var expectationsInTransactions: [Rule.Finding] {
        var findings: [Rule.Finding] = []
        // Of the braces that are open: whether a transaction begins there.
        var transactions: [Bool] = []
        for (index, line) in codeLines.enumerated() {
            let code = Array(line.utf8)
            for (place, byte) in code.enumerated() {
                if byte == UInt8(ascii: "{") {
                    transactions.append(code[..<place].namesTransaction)
                } else if byte == UInt8(ascii: "}") {
                    _ = transactions.popLast()
                } else if transactions.contains(true), Self.expectations.contains(where: code[place...].starts) {
                    findings.append(Rule.Finding(line: index + 1, problem: "expects within a transaction"))
                }
            }
        }
        return findings
    }
}

extension ArraySlice<UInt8> {
    /// Whether this is code whose last word is `read` or `write`.
    fileprivate var namesTransaction: Bool {
        let gaps: Set = [UInt8(ascii: " "), UInt8(ascii: "(")]
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let word = reversed().drop { gaps.contains($0) }.prefix { letters.contains($0) }
        return ["read", "write"].contains(String(decoding: word.reversed(), as: UTF8.self))
    }
}
