// The address by which a customer ends mail with one click (RFC 8058): it names the
// customer, and proves that we made it.

import EmailWire
import OrkestaModel
import OrkestaSDK

/// Makes and reads those addresses.
struct Unsubscription: Sendable {
    private static let customer = "unsubscribe"
    private static let proof = "t"

    /// What nobody else knows.
    let secret: String
    let crypto: CryptoService

    /// Nil without a secret.
    func url(of address: String, below webhookURL: String) throws -> String? {
        guard let proof = try proof(of: address) else { return nil }
        return "\(webhookURL)?\(FormFields([(Self.customer, address), (Self.proof, proof)]).text)"
    }

    /// Whose request this is; nil when it is none, or not of our making.
    func customer(query: String) throws -> String? {
        let fields = FormFields(parsing: query, countMax: 10)
        guard let address = fields[Self.customer], let given = fields[Self.proof],
            let proof = try proof(of: address), Proof.isSame(Array(given.utf8), Array(proof.utf8))
        else { return nil }
        return address
    }

    private func proof(of address: String) throws -> String? {
        guard !secret.isEmpty else { return nil }
        let digest = try crypto.digest(Array("\(secret)\0unsubscribe\0\(address)".utf8))
        return digest.prefix(16).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0\(digits)" : digits
        }.joined()
    }
}
