// A matter that a person has to see to.

public import HostCore
import HostStorage
public import OrkestaModel

/// A case for a person. At most one of a kind is open in a conversation.
public struct Case: Sendable, Hashable {
    public let id: CaseID
    /// Sequential within the tenant; shown as `CASE-3`.
    public let number: Int64
    public let conversationID: ConversationID
    public let customerID: CustomerID
    /// A plain word, such as `complaint`.
    public let kind: String
    public let summary: String
    public let state: State
    public let createdAt: Timestamp
    public let updatedAt: Timestamp

    /// Who is to act.
    public enum State: String, Sendable, CaseIterable {
        case open
        /// A person is on it.
        case taken
        case closed
    }

    /// `CASE-3`.
    public var shownNumber: String { "CASE-\(number)" }

    public var json: JSON {
        [
            "id": .string(id.rawValue),
            "number": .string(shownNumber),
            "conversation_id": .string(conversationID.rawValue),
            "customer_id": .string(customerID.rawValue),
            "kind": .string(kind),
            "summary": .string(summary),
            "state": .string(state.rawValue),
            "created_at": .string(createdAt.description),
            "updated_at": .string(updatedAt.description),
        ]
    }

    /// The condition of rows that keep their customer from being asked for money: a person
    /// is to see to the matter first. What an agent failed at is none of the customer's.
    public static let isHolding = "state <> 'closed' AND kind <> 'agent-failure'"

    /// `cases` columns, in the order that ``init(row:)`` reads.
    static let columns = "id, number, conversation_id, customer_id, kind, summary, state, created_at, updated_at"

    init(row: DatabaseRow) throws(DatabaseError) {
        guard let state = State(rawValue: try row.text(6)) else { throw .failed("a case's state is damaged") }
        self.id = try row.identifier(0)
        self.number = try row.integer(1)
        self.conversationID = try row.identifier(2)
        self.customerID = try row.identifier(3)
        self.kind = try row.text(4)
        self.summary = try row.text(5)
        self.state = state
        self.createdAt = try row.timestamp(7)
        self.updatedAt = try row.timestamp(8)
    }
}
