// What a customer is shown of it that somebody is there.

import OrkestaABI

/// That a customer's message was read, or that an answer to it is being written.
public struct Presence: Sendable {
    /// How much is shown.
    public enum Kind: Sendable {
        case read
        /// Read, and somebody is writing.
        case typing
    }

    public let kind: Kind
    /// The customer at the provider, as ``OutboundMessage/address``.
    public let address: String
    /// The customer's message, as ``InboundMessage/messageID`` named it.
    public let messageID: String

    init(_ presence: ork_presence) {
        kind = presence.kind == ORK_PRESENCE_TYPING ? .typing : .read
        address = String(presence.address)
        messageID = String(presence.message_id)
    }
}
