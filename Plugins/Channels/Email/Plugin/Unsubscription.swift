// The address by which a customer ends mail with one click (RFC 8058): it names the
// customer, and proves that we made it.

import OrkestaModel
import OrkestaSDK

/// Makes and reads those addresses.
struct Unsubscription: Sendable {
    private static let customer = "unsubscribe"
    private static let proof = "t"
    private static let proofBytes = 16
    private static let fieldsMax = 10

    let crypto: CryptoService

    /// Nil on a host that makes no proofs.
    func url(of address: String, below webhookURL: String) throws -> String? {
        guard let proof = try proof(of: address) else { return nil }
        return WebAddress.adding(FormFields([(Self.customer, address), (Self.proof, proof)]), to: webhookURL)
    }

    /// Whose request this is; nil when it is none, or not of our making.
    func customer(query: String) throws -> String? {
        let fields = FormFields(parsing: query, countMax: Self.fieldsMax)
        guard let address = fields[Self.customer], let given = fields[Self.proof],
            let proof = try proof(of: address), Proof.isSame(Array(given.utf8), Array(proof.utf8))
        else { return nil }
        return address
    }

    private func proof(of address: String) throws -> String? {
        try Proof.make(of: address, for: "unsubscribe", bytes: Self.proofBytes, by: crypto)?.hexadecimal
    }
}

extension StorageService {
    /// The number of a customer's click, from 1.
    func countClick(of address: String) async throws -> Int64 {
        let key = "clicks/\(address)"
        let number = (try await get(key)?.value["count"]?.integerValue ?? 0) &+ 1
        try await put(key, ["count": .integer(number)])
        return number
    }
}
