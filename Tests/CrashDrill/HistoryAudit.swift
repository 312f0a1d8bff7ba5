// Compares what the host stored with what it acknowledged.

public import OrkestaModel
public import TestHarness

/// One stored message, as the history route shows it.
public struct HistoryMessage: Sendable, Equatable {
    public let role: String
    public let turnID: String?
    public let reply: JSON

    public init(role: String, turnID: String?, reply: JSON) {
        self.role = role
        self.turnID = turnID
        self.reply = reply
    }

    var text: String { reply["text"]?.stringValue ?? "" }
}

/// Reads histories.
public enum History {
    /// The route did not answer as it should.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// Every message of a customer, oldest first.
    public static func read(_ phone: String, _ client: APIClient) async throws -> [HistoryMessage] {
        var messages: [HistoryMessage] = []
        var cursor: String? = nil
        repeat {
            let after = cursor.map { "&cursor=\($0)" } ?? ""
            let page = try await client.get("/api/chat/history/\(phone)?limit=200\(after)")
            guard page.status == 200, let items = page.json["items"]?.arrayValue else {
                throw Failure(description: "the history of \(phone) answered \(page.status): \(page.text.prefix(300))")
            }
            messages += items.map { item in
                HistoryMessage(
                    role: item["role"]?.stringValue ?? "",
                    turnID: item["turn_id"]?.stringValue,
                    reply: item["reply"] ?? .null
                )
            }
            cursor = page.json["next_cursor"]?.stringValue
        } while cursor != nil
        return messages
    }
}

/// The verdict on one customer's history.
public struct HistoryAudit: Sendable {
    /// Acknowledged messages that are not in the history, and turns without their replies.
    public private(set) var missing: [String] = []
    /// Messages and replies that are there more than once.
    public private(set) var doubled: [String] = []
    /// Messages nobody acknowledged, replies other than the answer's, a wrong order.
    public private(set) var strange: [String] = []

    /// Compares; `history` is oldest first.
    public init(_ record: CustomerRecord, _ history: [HistoryMessage]) {
        let written = history.filter { $0.role == "user" }
        let said = Dictionary(grouping: history.filter { $0.role != "user" }) { $0.turnID ?? "" }
        checkMessages(record, written)
        for message in record.acknowledged { checkAnswer(to: message, of: record, said[message.turnID] ?? []) }
        let turns = Set(record.acknowledged.map(\.turnID))
        if turns.count < record.acknowledged.count {
            strange.append("\(record.phone): two messages were answered by one turn")
        }
        for turn in said.keys.sorted() where !turns.contains(turn) {
            strange.append("\(record.phone): replies of the turn '\(turn)', which answers no acknowledged message")
        }
    }

    private mutating func checkMessages(_ record: CustomerRecord, _ written: [HistoryMessage]) {
        let counts = Dictionary(grouping: written, by: \.text).mapValues(\.count)
        for message in record.acknowledged {
            switch counts[message.text] ?? 0 {
            case 0: missing.append("\(record.phone): the message \(message.id)")
            case 1: break
            case let count: doubled.append("\(record.phone): the message \(message.id), \(count) times")
            }
        }
        let texts = Set(record.acknowledged.map(\.text))
        for text in counts.keys.sorted() where !texts.contains(text) {
            strange.append("\(record.phone): the message '\(text)' was not acknowledged")
        }
        guard missing.isEmpty, doubled.isEmpty, strange.isEmpty else { return }
        if written.map(\.text) != record.acknowledged.map(\.text) {
            strange.append("\(record.phone): the messages stand in another order")
        }
    }

    private mutating func checkAnswer(
        to message: AcknowledgedMessage,
        of record: CustomerRecord,
        _ replies: [HistoryMessage]
    ) {
        let name = "\(record.phone): the answer to \(message.id) (turn \(message.turnID))"
        if message.replies.isEmpty || replies.count < message.replies.count {
            missing.append("\(name) has \(replies.count) of \(message.replies.count) replies")
        } else if replies.count > message.replies.count {
            doubled.append("\(name) has \(replies.count) replies instead of \(message.replies.count)")
        } else if replies.map(\.reply) != message.replies {
            strange.append("\(name) is stored in other words than it was given")
        }
    }
}
