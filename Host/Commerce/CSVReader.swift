// Reads CSV (RFC 4180) record by record: a state machine over UTF-8 bytes.
// Separators `,`, `;` and tab; line ends CR, LF and CRLF; quotes double.

/// A line of the file, or several when a quoted field holds line breaks.
struct CSVRecord: Equatable {
    /// Of its first byte, from 1.
    let line: Int
    var fields: [String]
    /// False when a quote was opened and never closed.
    var isComplete = true
}

/// Reads one record after the other. Blank lines are skipped.
struct CSVReader {
    private let bytes: [UInt8]
    private let separator: UInt8
    private var index = 0
    private var line = 1

    /// The separator is the one that the first line has most of.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        separator = CSVReader.separator(of: bytes)
    }

    /// Nil at the end.
    mutating func next() -> CSVRecord? {
        while index < bytes.count {
            let record = readRecord()
            if record.fields.contains(where: { !$0.isEmpty }) || !record.isComplete { return record }
        }
        return nil
    }

    private mutating func readRecord() -> CSVRecord {
        var record = CSVRecord(line: line, fields: [])
        while true {
            let (field, isClosed) = readField()
            record.fields.append(field)
            record.isComplete = record.isComplete && isClosed
            guard index < bytes.count, bytes[index] == separator else { break }
            index += 1
        }
        skipLineEnd()
        return record
    }

    /// Up to the separator or line end, which is left in place. A quote counts
    /// only where the field begins, as spreadsheets have it.
    private mutating func readField() -> (text: String, isClosed: Bool) {
        guard index < bytes.count, bytes[index] == quote else { return (readPlain(), true) }
        index += 1
        var content: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == lineFeed || (byte == carriageReturn && !(index < bytes.count && bytes[index] == lineFeed)) {
                line += 1
            }
            guard byte == quote else {
                content.append(byte)
                continue
            }
            guard index < bytes.count, bytes[index] == quote else {
                // Whatever stands between the closing quote and the separator belongs to the field.
                return (String(decoding: content, as: UTF8.self) + readPlain(), true)
            }
            content.append(quote)
            index += 1
        }
        return (String(decoding: content, as: UTF8.self), false)
    }

    private mutating func readPlain() -> String {
        let start = index
        while index < bytes.count, bytes[index] != separator, !isLineEnd(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skipLineEnd() {
        guard index < bytes.count, isLineEnd(bytes[index]) else { return }
        let isPair = bytes[index] == carriageReturn && index + 1 < bytes.count && bytes[index + 1] == lineFeed
        index += isPair ? 2 : 1
        line += 1
    }

    private static func separator(of bytes: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if isLineEnd(byte), !counts.isEmpty { break }
            if [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].contains(byte) {
                counts[byte, default: 0] += 1
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? UInt8(ascii: ",")
    }
}

private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private func isLineEnd(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }
