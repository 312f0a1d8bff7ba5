// Where a page of a list ended. Their text goes to clients as `next_cursor`.

import HostCore
public import OrkestaModel

/// A place in a list ordered by time and key.
public struct ActivityCursor: Sendable, Hashable, CustomStringConvertible {
    public let at: Timestamp
    public let key: String

    /// After every row of a list that shows the newest first.
    public static let end = ActivityCursor(at: Timestamp(milliseconds: .max), key: "")

    public init(at moment: Timestamp, key: String) {
        at = moment
        self.key = key
    }

    /// Nil when `text` is no cursor.
    public init?(_ text: String) {
        let parts = text.split(separator: "_", maxSplits: 1)
        guard parts.count == 2, let milliseconds = Int64(parts[0]) else { return nil }
        self.init(at: Timestamp(milliseconds: milliseconds), key: String(parts[1]))
    }

    public var description: String { "\(at.milliseconds)_\(key)" }
}

/// A place in a history over several conversations.
public struct HistoryCursor: Sendable, Hashable, CustomStringConvertible {
    let at: Timestamp
    let conversation: ConversationID
    let sequence: Int64

    /// Before every message.
    static let first = HistoryCursor(at: Timestamp(milliseconds: .min), conversation: ConversationID(""), sequence: 0)
    /// After every message.
    static let last = HistoryCursor(at: Timestamp(milliseconds: .max), conversation: ConversationID(""), sequence: 0)

    init(at moment: Timestamp, conversation: ConversationID, sequence: Int64) {
        at = moment
        self.conversation = conversation
        self.sequence = sequence
    }

    init(_ message: Message) {
        self.init(at: message.at, conversation: message.conversationID, sequence: message.sequence)
    }

    /// Nil when `text` is no cursor.
    public init?(_ text: String) {
        let parts = text.split(separator: "_")
        guard parts.count == 3, let milliseconds = Int64(parts[0]), let sequence = Int64(parts[1]) else { return nil }
        self.init(
            at: Timestamp(milliseconds: milliseconds),
            conversation: ConversationID(String(parts[2])),
            sequence: sequence
        )
    }

    public var description: String { "\(at.milliseconds)_\(sequence)_\(conversation)" }
}
