// A customer who goes on by another channel, and messages that come late.

extension Schema {
    static let continuity = [
        // When the customer wrote a message that came later, where the provider says so.
        "ALTER TABLE messages ADD COLUMN written_at BIGINT",
        // The customer's other conversation, where what was begun there goes on here.
        "ALTER TABLE conversations ADD COLUMN continues TEXT",
    ]
}
