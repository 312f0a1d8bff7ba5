// What only a person can decide: news that do not fit, disputes, refunds that
// failed, and differences between a provider's books and the ledger's.

public import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// Something that waits for a person, or did.
public struct ReviewRow: Sendable, Hashable {
    public let id: ReviewID
    public let kind: Kind
    /// The provider's or our key of what it is about.
    public let subject: String
    /// For people, in a sentence.
    public let summary: String
    public let invoiceID: InvoiceID?
    /// The webhook that brought it up.
    public let webhookID: WebhookID?
    public let isOpen: Bool
    /// What the person wrote.
    public let resolution: String?
    public let resolvedBy: String?
    public let createdAt: Timestamp
    public let resolvedAt: Timestamp?

    /// Why a person has to look.
    public enum Kind: String, Sendable, CaseIterable {
        /// A provider's news does not fit what was expected: amount, currency, session.
        case mismatch
        case dispute
        /// A refund failed, or more went back than came.
        case refund
        case reconciliation
        /// A tenant's endpoint for webhooks was switched off because it failed.
        case endpoint
    }

    static let columns = """
        id, kind, subject, summary, invoice_id, webhook_id, state, resolution, resolved_by, created_at, resolved_at
        """

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let kind = Kind(rawValue: try row.text(1)) else { throw .failed("a review's row is damaged") }
        id = try row.identifier(0)
        self.kind = kind
        subject = try row.text(2)
        summary = try row.text(3)
        invoiceID = row.optionalIdentifier(4)
        webhookID = row.optionalIdentifier(5)
        isOpen = try row.text(6) == "open"
        resolution = row.optionalText(7)
        resolvedBy = row.optionalText(8)
        createdAt = try row.timestamp(9)
        resolvedAt = row.optionalTimestamp(10)
    }

    /// For the API.
    public func json(invoice: String?) -> JSON {
        [
            "id": .string(id.rawValue), "kind": .string(kind.rawValue), "subject": .string(subject),
            "summary": .string(summary), "invoice": JSON(invoice), "webhook": JSON(webhookID?.rawValue),
            "state": isOpen ? "open" : "resolved", "resolution": JSON(resolution), "resolved_by": JSON(resolvedBy),
            "created_at": .string(createdAt.description), "resolved_at": JSON(resolvedAt?.description),
        ]
    }
}

/// The review queue of one tenant.
public struct Reviews: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Puts something into the queue; what is there about the same subject stays
    /// as it is, resolved or not.
    func open(
        _ kind: ReviewRow.Kind,
        subject: String,
        _ summary: String,
        invoice: InvoiceID? = nil,
        webhook: WebhookID? = nil,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO payment_reviews
                (id, tenant_id, kind, subject, summary, invoice_id, webhook_id, state, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?) ON CONFLICT (tenant_id, kind, subject) DO NOTHING
            """,
            ReviewID(at: moment, randomness: randomness),
            tenant.id,
            kind.rawValue,
            subject,
            String(summary.prefix(Limits.reviewTextCharactersMax)),
            invoice,
            webhook,
            moment
        )
    }

    /// The review with this key; nil when there is none.
    public func find(_ id: ReviewID, in connection: any DatabaseConnection) throws(DatabaseError) -> ReviewRow? {
        let row = try connection.row(
            "SELECT \(ReviewRow.columns) FROM payment_reviews WHERE tenant_id = ? AND id = ?",
            tenant.id,
            id
        )
        guard let row else { return nil }
        return try ReviewRow(row)
    }

    /// A page of the queue, the latest first. Nil stands for both states.
    public func list(
        isOpen: Bool?,
        before cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (reviews: [ReviewRow], next: ActivityCursor?) {
        let bound = cursor ?? .end
        let rows = try connection.rows(
            """
            SELECT \(ReviewRow.columns) FROM payment_reviews
            WHERE tenant_id = ? AND (created_at, id) < (?, ?) AND state = COALESCE(?, state)
            ORDER BY created_at DESC, id DESC LIMIT ?
            """,
            tenant.id,
            bound.at,
            bound.key,
            isOpen.map { $0 ? "open" : "resolved" },
            limit + 1
        )
        var found: [ReviewRow] = []
        for row in rows.prefix(limit) { found.append(try ReviewRow(row)) }
        let next = found.last.map { ActivityCursor(at: $0.createdAt, key: $0.id.rawValue) }
        return (found, rows.count > limit ? next : nil)
    }

    /// A person has decided. Throws a problem when there is no such review, or
    /// somebody else was faster.
    public func resolve(
        _ id: ReviewID,
        _ resolution: String,
        by actor: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> ReviewRow {
        let row = try connection.row(
            """
            UPDATE payment_reviews SET state = 'resolved', resolution = ?, resolved_by = ?, resolved_at = ?
            WHERE tenant_id = ? AND id = ? AND state = 'open' RETURNING \(ReviewRow.columns)
            """,
            resolution,
            actor,
            moment,
            tenant.id,
            id
        )
        if let row { return try ReviewRow(row) }
        guard try find(id, in: connection) != nil else {
            throw Problem(.notFound, "there is no such review", field: "id", remedy: "List the queue for its key.")
        }
        throw Problem(
            .conflict,
            "the review is resolved",
            field: "id",
            remedy: "Look at it again: somebody else may have worked on it."
        )
    }
}
