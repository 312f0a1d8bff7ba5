// Accepting and finishing: every item is a row before it is worked on, once,
// and leaves by the transaction that holds its effects.

public import HostCore
public import HostStorage
import HostTime
public import OrkestaModel

/// The inbox of one tenant.
public struct Inbox: Sendable {
    private static let insert = """
        INSERT INTO inbox (\(InboxItem.columns), body_hash, state, available_at, lease_owner, lease_until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?)
        ON CONFLICT (tenant_id, channel, address, provider_message_id) DO NOTHING
        """

    /// The same where other hosts put rows into the table as well: an item is
    /// not leased ahead of one of its conversation that `leaseOwner` does not have.
    private static let insertInOrder = """
        INSERT INTO inbox (\(InboxItem.columns), body_hash, state, available_at, lease_owner, lease_until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?,
            CASE WHEN EXISTS (SELECT 1 FROM inbox AS earlier WHERE earlier.tenant_id = ? AND earlier.channel = ?
                    AND earlier.address = ? AND earlier.state = 'pending'
                    AND (earlier.lease_owner IS NULL OR earlier.lease_owner <> ?)) THEN NULL ELSE ? END,
            ?)
        ON CONFLICT (tenant_id, channel, address, provider_message_id) DO NOTHING RETURNING lease_owner
        """

    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Stores an item unless one with this channel, address and message id is
    /// there. With a `leaseOwner` that node has it at once and need not claim
    /// it, unless an earlier one of its conversation waits. `now` is the
    /// database's time.
    public func accept(
        _ item: InboxItem,
        leaseOwner: String?,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Acceptance {
        let body = item.document.utf8
        let hash = Self.hash(of: body)
        var arguments: [any DatabaseArgument] = [
            item.id, tenant.id, item.channel, item.address, item.messageID, item.body.kind,
            String(decoding: body, as: UTF8.self), item.attempts, item.receivedAt, hash, now,
        ]
        let leaseUntil =
            leaseOwner == nil ? Timestamp(milliseconds: 0) : now.advanced(byMilliseconds: Limits.leaseMilliseconds)
        if connection.dialect.isShared, let leaseOwner {
            arguments += [tenant.id, item.channel, item.address, leaseOwner, leaseOwner, leaseUntil]
            if let row = try connection.rows(Self.insertInOrder, arguments).first {
                return .accepted(item, isLeased: row.optionalText(0) != nil)
            }
        } else {
            arguments += [leaseOwner, leaseUntil]
            if try connection.execute(Self.insert, arguments) == 1 {
                return .accepted(item, isLeased: leaseOwner != nil)
            }
        }
        let row = try connection.row(
            """
            SELECT id, state, turn_id, received_at, body_hash FROM inbox
            WHERE tenant_id = ? AND channel = ? AND address = ? AND provider_message_id = ?
            """,
            tenant.id,
            item.channel,
            item.address,
            item.messageID
        )
        guard let row, let state = InboxState(rawValue: try row.text(1)) else {
            throw .unavailable("an inbox item is being changed")
        }
        return .duplicate(
            of: try row.identifier(0),
            state: state,
            turn: row.optionalIdentifier(2),
            receivedAt: try row.timestamp(3),
            hasSameBody: try row.text(4) == hash
        )
    }

    /// Stores an item for whichever node is free. `now` is the database's time; who does not
    /// know it leaves it out, and the item may be taken at once. Returns the key of this
    /// one, or of the earlier one of its channel, address and message id.
    @discardableResult
    public func post(
        _ item: InboxItem,
        now: Timestamp = Timestamp(milliseconds: 0),
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> InboxItemID {
        switch try accept(item, leaseOwner: nil, now: now, in: connection) {
        case .accepted(let accepted, _): accepted.id
        case .duplicate(let earlier, _, _, _, _): earlier
        }
    }

    /// Ends an item with its turn. False when it had ended before: then the
    /// caller's transaction must not commit.
    public func finish(
        _ item: InboxItemID,
        turn: TurnID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        try connection.execute(
            """
            UPDATE inbox SET state = 'done', turn_id = ?, finished_at = ?, lease_owner = NULL
            WHERE id = ? AND tenant_id = ? AND state = 'pending'
            """,
            turn,
            now,
            item,
            tenant.id
        ) == 1
    }

    /// Counts a failed attempt; the node keeps the item until `until`, when it
    /// or another may try again.
    public func postpone(
        _ item: InboxItemID,
        error: String,
        until: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE inbox SET attempts = attempts + 1, last_error = ?, lease_until = ?
            WHERE id = ? AND tenant_id = ? AND state = 'pending'
            """,
            error,
            until,
            item,
            tenant.id
        )
    }

    /// Gives an item up.
    public func bury(
        _ item: InboxItemID,
        error: String,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE inbox SET state = 'dead', last_error = ?, finished_at = ?, lease_owner = NULL
            WHERE id = ? AND tenant_id = ? AND state = 'pending'
            """,
            error,
            now,
            item,
            tenant.id
        )
    }

    /// How far an item has come, and its turn; nil when there is none.
    public func state(
        of item: InboxItemID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (state: InboxState, turn: TurnID?)? {
        let row = try connection.row(
            "SELECT state, turn_id FROM inbox WHERE id = ? AND tenant_id = ?",
            item,
            tenant.id
        )
        guard let row else { return nil }
        guard let state = InboxState(rawValue: try row.text(0)) else { throw .failed("an item's state is damaged") }
        return (state, row.optionalIdentifier(1))
    }

    private static func hash(of body: [UInt8]) -> String {
        var hash = StableHash()
        hash.combine(body)
        return hash.hexadecimal
    }
}
