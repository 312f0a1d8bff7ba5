// What a test counts on within a transaction. The body of one runs on a thread of the
// database's, where no test is known, and may run twice: an expectation that fails there
// is counted, but belongs to no test.

/// Something is not there.
public struct Missing: Error, CustomStringConvertible {
    public let description: String
}

/// As `#require`, for the body of a transaction: it throws, and the test tells of it.
public func required<Value>(_ value: Value?, file: String = #fileID, line: Int = #line) throws -> Value {
    guard let value else { throw Missing(description: "what \(file):\(line) requires is not there") }
    return value
}
