// Which statements a body may not run: those that would end the transaction
// that it runs in.

extension String {
    /// Whether this SQL begins with BEGIN, COMMIT, SAVEPOINT or their like.
    /// Looks at the first byte first, because it is asked before every statement.
    public var controlsTransaction: Bool {
        guard let first = utf8.first(where: { $0 > UInt8(ascii: " ") }) else { return false }
        switch first & 0xDF {
        case UInt8(ascii: "A"), UInt8(ascii: "B"), UInt8(ascii: "C"), UInt8(ascii: "E"), UInt8(ascii: "P"),
            UInt8(ascii: "R"), UInt8(ascii: "S"):
            let code = utf8.drop { $0 <= UInt8(ascii: " ") }
            return transactionWords.contains { word in code.starts(with: word.utf8) { $0 & 0xDF == $1 } }
        default: return false
        }
    }
}

/// No statement that a body may run begins with one of these, in either engine.
private let transactionWords = [
    "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "START", "ABORT", "PREPARE",
]
