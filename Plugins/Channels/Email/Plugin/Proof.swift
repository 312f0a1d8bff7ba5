// What only we can have made, given back by somebody.

/// Compares proofs.
enum Proof {
    /// In a time that tells nobody how much of a guess is right.
    static func isSame(_ given: [UInt8], _ proof: [UInt8]) -> Bool {
        guard given.count == proof.count else { return false }
        return zip(given, proof).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
