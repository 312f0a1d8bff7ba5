// What only we can have made, given out and given back by somebody.

import OrkestaABI
import OrkestaSDK

/// Makes and compares proofs.
enum Proof {
    /// Of what is given out for `purpose`, so that it serves no other; `bytes` of it, up to 32.
    /// Nil on a host that makes none.
    static func make(
        of text: String,
        for purpose: String,
        bytes: Int,
        by crypto: CryptoService
    ) throws -> [UInt8]? {
        do {
            return Array(try crypto.authenticationCode(of: Array("\(purpose)\0\(text)".utf8)).prefix(bytes))
        } catch let error as PluginError where error.status == ORK_E_UNSUPPORTED {
            return nil
        }
    }

    /// In a time that tells nobody how much of a guess is right.
    static func isSame(_ given: [UInt8], _ proof: [UInt8]) -> Bool {
        guard given.count == proof.count else { return false }
        return zip(given, proof).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
