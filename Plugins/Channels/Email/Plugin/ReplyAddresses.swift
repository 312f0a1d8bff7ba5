// Which conversation a mail answers: the address that it was sent to proves it, or it names
// a message of ours.

import EmailWire
import OrkestaSDK

/// Makes the addresses at which customers answer, and reads them.
struct ReplyAddresses: Sendable {
    /// Nil: customers answer at the address from which mail comes.
    let base: ReplyAddress?
    let crypto: CryptoService

    /// Where what is said in `conversation` is answered: at an address of its own, where one
    /// can be made. Nil: at the sender's.
    func address(of conversation: String) throws -> String? {
        guard let base else { return nil }
        return try proof(of: conversation).flatMap { base.address(of: conversation, proof: $0) } ?? base.plain
    }

    /// Nil for a mail that answers none. It says nothing of who writes: who got the mail
    /// forwarded has the address and the ids too. Whose the conversation is, the host knows.
    func conversation(of mail: ReceivedMail) throws -> String? {
        for named in base?.named(in: mail.recipients) ?? [] {
            guard let proof = try proof(of: named.conversation), Proof.isSame(named.proof, proof) else { continue }
            return named.conversation
        }
        return mail.references.reversed().lazy.compactMap { MessageIdentifier.conversation(of: $0) }.first
    }

    private func proof(of conversation: String) throws -> [UInt8]? {
        try Proof.make(of: conversation, for: "reply", bytes: ReplyAddress.proofBytes, by: crypto)
    }
}
