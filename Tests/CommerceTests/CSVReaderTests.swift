// CSV: quotes, separators, line ends and broken files.

import Testing

@testable import HostCommerce

struct CSVReaderTests {
    private func records(_ text: String) -> [CSVRecord] {
        var reader = CSVReader(Array(text.utf8))
        var records: [CSVRecord] = []
        while let record = reader.next() { records.append(record) }
        return records
    }

    @Test(arguments: [
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a;b\r1;2", [["a", "b"], ["1", "2"]]), ("a\tb\n1,5\t2\n", [["a", "b"], ["1,5", "2"]]),
        ("a,b\n\"x,\"\"y\"\"\",2\n", [["a", "b"], ["x,\"y\"", "2"]]), ("a,b\n,\n\n1,\n", [["a", "b"], ["1", ""]]),
        ("a,b\n5\" x 3\",2", [["a", "b"], ["5\" x 3\"", "2"]]), ("\"a;b\",c\n\"\",d", [["a;b", "c"], ["", "d"]]),
        ("a", [["a"]]), ("", []), ("\n\n", []), ("\"x\"y,z", [["xy", "z"]]),
    ])
    func reads(text: String, fields: [[String]]) {
        #expect(records(text).map(\.fields) == fields)
    }

    @Test func countsLinesAcrossQuotedBreaks() {
        let found = records("a,b\r\n\"x\r\ny\nz\",1\r\n\r\n2,3\r\n")
        #expect(found.map(\.line) == [1, 2, 6])
        #expect(found[1].fields == ["x\r\ny\nz", "1"])
    }

    @Test func tellsAnUnclosedQuote() {
        let found = records("a,b\n1,\"x\n2,3\n")
        #expect(found.map(\.isComplete) == [true, false])
        #expect(found[1].line == 2)
    }

    /// Whatever the bytes are, reading ends and loses no record's line order.
    @Test func everyByteSoupEnds() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("\",;\t\r\nab".utf8)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            let lines = records(String(decoding: bytes, as: UTF8.self)).map(\.line)
            #expect(lines == lines.sorted(), "\(bytes)")
        }
    }
}
