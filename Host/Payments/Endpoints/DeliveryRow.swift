// A webhook that goes out, and an attempt at it, as they are stored.

public import HostCore
import HostStorage
public import OrkestaModel

/// One event on its way to one endpoint.
public struct DeliveryRow: Sendable, Hashable {
    public let id: DeliveryID
    public let endpointID: EndpointID
    /// The receiver's idempotency key: the same in every attempt and replay.
    public let eventID: String
    public let type: String
    /// The raw body, as it is signed.
    public let body: String
    public let state: State
    /// Attempts so far, and those since it was last queued.
    public let attempts: Int64
    public let round: Int64
    /// The tenant's time.
    public let createdAt: Timestamp
    public let settledAt: Timestamp?

    /// What became of it.
    public enum State: String, Sendable, CaseIterable {
        case pending, delivered, failed, cancelled
    }

    static let columns = """
        id, endpoint_id, event_id, type, body, state, attempts, round, created_at, settled_at
        """

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let state = State(rawValue: try row.text(5)) else { throw .failed("a delivery's row is damaged") }
        id = try row.identifier(0)
        endpointID = try row.identifier(1)
        eventID = try row.text(2)
        type = try row.text(3)
        body = try row.text(4)
        self.state = state
        attempts = try row.integer(6)
        round = try row.integer(7)
        createdAt = try row.timestamp(8)
        settledAt = row.optionalTimestamp(9)
    }

    /// For lists of the API; without the body.
    public var json: JSON {
        [
            "id": .string(id.rawValue), "endpoint": .string(endpointID.rawValue), "event_id": .string(eventID),
            "type": .string(type), "state": .string(state.rawValue), "attempts": .integer(attempts),
            "created_at": .string(createdAt.description), "settled_at": JSON(settledAt?.description),
        ]
    }
}

/// One attempt at a delivery. Machine time.
public struct DeliveryAttempt: Sendable, Hashable {
    public let at: Timestamp
    public let milliseconds: Int64
    /// Nil when there was no answer.
    public let status: Int?
    public let error: String?
    /// The beginning of what was answered.
    public let response: String?

    public var json: JSON {
        [
            "at": .string(at.description), "milliseconds": .integer(milliseconds),
            "status": status.map { .integer(Int64($0)) } ?? .null, "error": JSON(error), "response": JSON(response),
        ]
    }
}
