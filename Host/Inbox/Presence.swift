// What a customer is shown of it that somebody is there.

/// That a customer's message was read, or that an answer to it is being written.
public struct Presence: Sendable, Hashable {
    /// How much is shown.
    public enum Kind: Sendable {
        case read
        /// Read, and somebody is writing.
        case typing
    }

    public var kind: Kind
    /// The customer at the provider.
    public var address: String
    /// The provider's id of the customer's message.
    public var messageID: String

    public init(_ kind: Kind, address: String, messageID: String) {
        self.kind = kind
        self.address = address
        self.messageID = messageID
    }
}
