// That a customer's message was read, as a body of `POST /{phone number id}/messages`.

public import OrkestaModel

/// The ticks of a message turn blue, and those of all before it; and, where somebody
/// writes, the customer sees it for 25 seconds or until a message comes.
public struct ReadMark: Sendable {
    private let messageID: String
    private let isTyping: Bool

    /// Of the message that Meta named so.
    public init(_ messageID: String, isTyping: Bool) {
        self.messageID = messageID
        self.isTyping = isTyping
    }

    public var document: JSON {
        var members: [String: JSON] = [
            "messaging_product": "whatsapp", "status": "read", "message_id": .string(messageID),
        ]
        if isTyping { members["typing_indicator"] = ["type": "text"] }
        return .object(members)
    }
}
