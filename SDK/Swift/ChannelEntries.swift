// What a channel reads from a provider's request: messages, and what became of
// earlier sends.

import OrkestaABI
public import OrkestaModel

/// A customer's message, normalized.
public struct InboundMessage: Sendable {
    /// The provider's id; the host deduplicates on it.
    public var messageID: String
    public var address: String
    public var name: String?
    public var locale: String?
    /// Of a tapped choice, its title.
    public var text: String
    /// The customer's telephone number, digits with `+`, as the provider vouches
    /// for it.
    public var phone: String?
    /// The address under which the same person may write another time: of somebody with a
    /// number, the id that stays when the number is hidden. Both are one customer.
    public var alias: String?
    /// The conversation that is answered, as ``OutboundMessage/conversationID`` named it, where
    /// the provider's thread tells. It goes on with this message when it is one of the same
    /// customer's: nobody becomes somebody else by it.
    public var conversationID: String?
    /// When it was written, where the provider says so.
    public var at: Timestamp?
    /// At most 10.
    public var attachments: [Attachment]
    /// A person of the business wrote to ``address`` outside Orkesta: the
    /// conversation is that person's now.
    public var isEcho: Bool
    /// The customer sent what the provider hands on to nobody: ``text`` is empty, and the host
    /// asks for words.
    public var isUnreadable: Bool

    public init(
        messageID: String,
        address: String,
        name: String? = nil,
        locale: String? = nil,
        text: String,
        phone: String? = nil,
        alias: String? = nil,
        conversationID: String? = nil,
        at: Timestamp? = nil,
        attachments: [Attachment] = [],
        isEcho: Bool = false,
        isUnreadable: Bool = false
    ) {
        self.messageID = messageID
        self.address = address
        self.name = name
        self.locale = locale
        self.text = text
        self.phone = phone
        self.alias = alias
        self.conversationID = conversationID
        self.at = at
        self.attachments = attachments
        self.isEcho = isEcho
        self.isUnreadable = isUnreadable
    }

    private var abiKind: UInt32 {
        if isEcho { return ORK_INBOUND_ECHO }
        return isUnreadable ? ORK_INBOUND_UNREADABLE : ORK_INBOUND_MESSAGE
    }

    /// A file that came with a message: see ``MediaChannelPlugin``.
    public struct Attachment: Sendable {
        /// The provider's name of it, 1 to 512 bytes.
        public var reference: String
        public var mime: String?
        public var name: String?

        public init(reference: String, mime: String? = nil, name: String? = nil) {
            self.reference = reference
            self.mime = mime
            self.name = name
        }
    }

    func withABI(_ body: (UnsafePointer<ork_inbound>) -> ork_status) -> ork_status {
        let own = [
            messageID, address, name ?? "", locale ?? "", text, phone ?? "", alias ?? "", conversationID ?? "",
        ]
        return withBorrowed(own + attachments.flatMap { [$0.reference, $0.mime ?? "", $0.name ?? ""] }) { strings in
            let files = stride(from: own.count, to: strings.count, by: 3).map {
                ork_attachment(
                    size: UInt32(MemoryLayout<ork_attachment>.size),
                    reserved: 0,
                    reference: strings[$0],
                    mime: strings[$0 + 1],
                    name: strings[$0 + 2]
                )
            }
            return files.withUnsafeBufferPointer { files in
                var inbound = ork_inbound()
                inbound.size = UInt32(MemoryLayout<ork_inbound>.size)
                (inbound.message_id, inbound.address, inbound.name) = (strings[0], strings[1], strings[2])
                (inbound.locale, inbound.text, inbound.phone) = (strings[3], strings[4], strings[5])
                (inbound.alias, inbound.conversation_id) = (strings[6], strings[7])
                inbound.at_ms = at?.milliseconds ?? 0
                inbound.attachments = files.baseAddress
                inbound.attachment_count = files.count
                inbound.attachment_stride = MemoryLayout<ork_attachment>.stride
                inbound.kind = abiKind
                return body(&inbound)
            }
        }
    }
}

/// What became of an earlier send. The host lets statuses only rise.
public struct DeliveryReceipt: Sendable {
    /// How far the message came.
    public enum Kind: Sendable {
        case sent, delivered, read
        /// With what helps, as ``ChannelPlugin/send(_:)`` would throw it.
        case failed(PluginError)
    }

    public var kind: Kind
    /// As ``ChannelPlugin/send(_:)`` returned it. Empty, with no ``idempotencyKey``: a failure
    /// of the sender itself, and of no message, whose remedy holds for whatever it sends.
    public var providerMessageID: String
    public var at: Timestamp
    /// Of the send, where the provider gives it back.
    public var idempotencyKey: String?

    public init(_ kind: Kind, providerMessageID: String, at: Timestamp, idempotencyKey: String? = nil) {
        self.kind = kind
        self.providerMessageID = providerMessageID
        self.at = at
        self.idempotencyKey = idempotencyKey
    }

    func withABI(_ body: (UnsafePointer<ork_receipt>) -> ork_status) -> ork_status {
        withBorrowed([providerMessageID, idempotencyKey ?? ""]) { strings in
            var receipt = ork_receipt()
            receipt.size = UInt32(MemoryLayout<ork_receipt>.size)
            (receipt.provider_message_id, receipt.idempotency_key) = (strings[0], strings[1])
            receipt.at_ms = at.milliseconds
            switch kind {
            case .sent: receipt.kind = ORK_RECEIPT_SENT
            case .delivered: receipt.kind = ORK_RECEIPT_DELIVERED
            case .read: receipt.kind = ORK_RECEIPT_READ
            case .failed(let failure):
                receipt.kind = ORK_RECEIPT_FAILED
                receipt.remedy = failure.remedy.rawValue
                var error = failure.abi
                return withUnsafePointer(to: &error) { error in
                    receipt.error = error
                    return body(&receipt)
                }
            }
            return body(&receipt)
        }
    }
}

/// What helps after a send that failed, beyond trying it again.
public enum SendRemedy: UInt32, Sendable {
    case none
    /// This customer had too many messages: the others need not wait.
    case waitForCustomer
    /// The whole sender waits.
    case waitForSender
    /// The window is closed: only a template goes out.
    case template
    /// The customer cannot be reached here.
    case otherChannel
    /// The customer wants no more messages.
    case optOut
    /// Nothing goes out before somebody mends the sender: its token, its account.
    case stop
    /// As ``stop``, but only what goes out as a template: free text is let through.
    case stopTemplates
    /// The provider holds this template back: nothing goes out as it before that is over.
    case otherTemplate
    /// Of a receipt: the provider may know the customer by the other form of the address. The
    /// host sends it once more, see ``OutboundMessage/isOtherForm``.
    case otherForm
    /// The customer had enough advertising: this template, and others that were held back so, do
    /// not go there for a day; by another channel they may.
    case restAdvertising
}
