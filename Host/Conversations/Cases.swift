// The cases of one tenant: opened by turns, taken and closed by people.

public import HostCore
public import HostStorage
import HostTime
public import OrkestaModel

/// Opens, lists, takes and closes cases.
public struct Cases: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Opens a case, or returns the one of this kind that is open already in
    /// the conversation, unchanged.
    public func open(
        kind: String,
        summary: String,
        conversation: Conversation,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> (case: Case, isNew: Bool) {
        if let open = try findOpen(kind, conversation.id, in: connection) { return (open, false) }
        let number = try Counters(tenant).next("case", in: connection)
        let inserted = try connection.row(
            """
            INSERT INTO cases
                (id, tenant_id, number, conversation_id, customer_id, kind, summary, state, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)
            ON CONFLICT (tenant_id, conversation_id, kind) WHERE state = 'open' DO NOTHING
            RETURNING \(Case.columns)
            """,
            CaseID(at: moment, randomness: randomness),
            tenant.id,
            number,
            conversation.id,
            conversation.customerID,
            kind,
            summary,
            moment,
            moment
        )
        if let inserted {
            try DebtorTimer(tenant).lookNow(conversation.customerID, at: moment, in: connection)
            return (try Case(row: inserted), true)
        }
        guard let open = try findOpen(kind, conversation.id, in: connection) else {
            throw DatabaseError.unavailable("a case is being changed")
        }
        return (open, false)
    }

    /// The case named by a key or by `CASE-3`; nil when there is none.
    public func find(_ name: String, in connection: any DatabaseConnection) throws -> Case? {
        let (column, argument): (String, any DatabaseArgument) =
            switch RowName(name, prefix: "CASE") {
            case .number(let number): ("number", number)
            case .key(let key): ("id", key)
            }
        return try connection.row(
            "SELECT \(Case.columns) FROM cases WHERE tenant_id = ? AND \(column) = ?",
            tenant.id,
            argument
        ).map { row in try Case(row: row) }
    }

    /// A page of the cases in `state` (of all when nil), newest first, and the
    /// cursor of the next page (nil at the end).
    public func list(
        state: Case.State? = nil,
        after cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> (cases: [Case], next: ActivityCursor?) {
        let bound = cursor ?? .end
        let limit = pageLimit(limit)
        let (condition, states): (String, [any DatabaseArgument]) =
            state.map { ("AND state = ?", [$0.rawValue]) } ?? ("", [])
        let found = try connection.rows(
            """
            SELECT \(Case.columns) FROM cases
            WHERE tenant_id = ? AND (created_at, id) < (?, ?) \(condition)
            ORDER BY created_at DESC, id DESC LIMIT ?
            """,
            [tenant.id, bound.at, bound.key] + states + [limit + 1]
        ).map { row in try Case(row: row) }
        let page = Array(found.prefix(limit))
        let next = page.last.map { ActivityCursor(at: $0.createdAt, key: $0.id.rawValue) }
        return (page, found.count > limit ? next : nil)
    }

    /// A person takes an open case. Throws a problem when it is not open.
    public func take(_ name: String, at moment: Timestamp, in connection: any DatabaseConnection) throws -> Case {
        try move(name, from: [.open], to: .taken, at: moment, in: connection)
    }

    /// Closes a case that is open or taken. Throws a problem when it is closed.
    public func close(_ name: String, at moment: Timestamp, in connection: any DatabaseConnection) throws -> Case {
        try move(name, from: [.open, .taken], to: .closed, at: moment, in: connection)
    }

    /// The cases of a conversation that are not closed, oldest first.
    public func unclosed(
        in conversation: ConversationID,
        _ connection: any DatabaseConnection
    ) throws -> [Case] {
        try connection.rows(
            """
            SELECT \(Case.columns) FROM cases
            WHERE tenant_id = ? AND conversation_id = ? AND state <> 'closed' ORDER BY created_at, id
            """,
            tenant.id,
            conversation
        ).map { row in try Case(row: row) }
    }

    /// The oldest case that keeps a customer from being asked for money; nil: none does.
    public func holding(_ customer: CustomerID, in connection: any DatabaseConnection) throws -> Case? {
        try connection.row(
            """
            SELECT \(Case.columns) FROM cases
            WHERE tenant_id = ? AND customer_id = ? AND \(Case.isHolding) ORDER BY created_at, id LIMIT 1
            """,
            tenant.id,
            customer
        ).map { row in try Case(row: row) }
    }

    /// Moves all cases of a conversation that are not closed, with it: to
    /// `taken` when a person takes it, to `closed` when they give it back. Who owes is
    /// looked at anew where the conversation's own state changes.
    public func moveAll(
        of conversation: ConversationID,
        to state: Case.State,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE cases SET state = ?, updated_at = ?
            WHERE tenant_id = ? AND conversation_id = ? AND state <> 'closed' AND state <> ?
            """,
            state.rawValue,
            moment,
            tenant.id,
            conversation,
            state.rawValue
        )
    }

    private func findOpen(
        _ kind: String,
        _ conversation: ConversationID,
        in connection: any DatabaseConnection
    ) throws -> Case? {
        try connection.row(
            """
            SELECT \(Case.columns) FROM cases
            WHERE tenant_id = ? AND conversation_id = ? AND kind = ? AND state = 'open'
            """,
            tenant.id,
            conversation,
            kind
        ).map { row in try Case(row: row) }
    }

    private func move(
        _ name: String,
        from states: [Case.State],
        to state: Case.State,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Case {
        guard let present = try find(name, in: connection) else {
            throw Problem(
                .notFound,
                "there is no case \(name)",
                field: "case",
                remedy: "Give a key or a number such as CASE-3."
            )
        }
        guard states.contains(present.state),
            let moved = try connection.row(
                """
                UPDATE cases SET state = ?, updated_at = ? WHERE tenant_id = ? AND id = ? AND state = ?
                RETURNING \(Case.columns)
                """,
                state.rawValue,
                moment,
                tenant.id,
                present.id,
                present.state.rawValue
            )
        else {
            throw Problem(
                .conflict,
                "\(present.shownNumber) is \(present.state.rawValue)",
                field: "case",
                remedy: "Look at the case again; somebody else may have worked on it."
            )
        }
        try DebtorTimer(tenant).lookNow(present.customerID, at: moment, in: connection)
        return try Case(row: moved)
    }
}
