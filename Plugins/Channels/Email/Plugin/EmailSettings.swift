// The tenant's mail account, from settings that are valid against the manifest's
// schema.

import EmailWire
import OrkestaModel
import OrkestaSDK

struct EmailSettings: Sendable {
    let sender: OutgoingMail.Sender
    /// Nil: customers answer at the sender's address.
    let replyAddress: ReplyAddress?
    /// Whose word on senders counts, in lower case; nil: who writes is who is said to.
    let trustedServer: String?
    /// Of mail that answers none.
    let subject: String
    /// Nil until they are set.
    let outgoing: MailServer?
    let incoming: MailServer?
    let mailbox: String
    /// Where customers reach the hook; nil until it is set.
    let webhookURL: String?

    static let passwordName = "password"
    static let hookSecretName = "hook_secret"

    init(_ settings: JSON) {
        func text(_ name: String) -> String? { settings[name]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } }
        let user = text("user") ?? ""
        func server(_ name: String) -> MailServer? {
            text(name).map { MailServer(url: $0, user: user, secretName: Self.passwordName) }
        }
        sender = OutgoingMail.Sender(name: text("from_name") ?? "", address: text("from") ?? "")
        replyAddress = text("reply_address").flatMap { ReplyAddress($0) }
        trustedServer = text("trusted_authserv")?.lowercased()
        subject = text("subject") ?? "Mensaje para usted"
        outgoing = server("smtp_url")
        incoming = server("imap_url")
        mailbox = text("mailbox") ?? "INBOX"
        webhookURL = text("webhook_url")
    }

    /// Whether mail from this address, in lower case, comes from ourselves.
    func isOwn(_ address: String) -> Bool {
        address == sender.address.lowercased() || replyAddress?.isOwn(address) == true
    }

    /// What our ids end with.
    var domain: String { sender.address.split(separator: "@").last.map { $0.lowercased() } ?? "localhost" }
}
