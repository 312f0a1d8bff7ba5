// What a step throws when the host does not do what it should.

import OrkestaModel

/// What was expected, and what came.
struct FlowMismatch: Error {
    let expected: [String]
    let came: [String]

    init(expected: String..., came: String...) { (self.expected, self.came) = (expected, came) }
    init(expected: [String], came: [String]) { (self.expected, self.came) = (expected, came) }
}

extension GoldenHouse.Answer {
    /// Throws unless the host did what it was asked.
    @discardableResult
    func checked(_ what: String) throws(FlowMismatch) -> JSON {
        guard isFine else { throw FlowMismatch(expected: "\(what) is done", came: "\(status) \(text)") }
        return json
    }
}

extension JSON {
    /// What stands at `items.0.status`; nil: nothing.
    func value(at path: String) -> JSON? {
        var found: JSON? = self
        for part in path.split(separator: ".") {
            if let place = Int(part), let array = found?.arrayValue {
                found = array.indices.contains(place) ? array[place] : nil
            } else {
                found = found?[String(part)]
            }
        }
        return found
    }
}
