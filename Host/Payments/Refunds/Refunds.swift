// The refunds of one tenant, as rows. What they do to the books is the ledger's.

public import HostConversations
public import HostCore
public import HostStorage
import OrkestaModel

/// Reads and stores refunds. Nothing here decides.
public struct Refunds: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The refund with this key; nil when there is none.
    public func find(_ id: RefundID, in connection: any DatabaseConnection) throws(DatabaseError) -> RefundRow? {
        try rows("id = ?", [id], in: connection).first
    }

    /// The refunds of an attempt, in the order in which they were begun.
    func refunds(of payment: PaymentID, in connection: any DatabaseConnection) throws(DatabaseError) -> [RefundRow] {
        try rows("payment_id = ?", [payment], in: connection)
    }

    /// A page of refunds, the latest begun first. Nil stands for any.
    public func list(
        state: RefundRow.State? = nil,
        invoice: InvoiceID? = nil,
        before cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (refunds: [RefundRow], next: ActivityCursor?) {
        let bound = cursor ?? .end
        let rows = try connection.rows(
            """
            SELECT \(RefundRow.columns) FROM refunds
            WHERE tenant_id = ? AND (created_at, id) < (?, ?) AND state = COALESCE(?, state)
                AND invoice_id = COALESCE(?, invoice_id)
            ORDER BY created_at DESC, id DESC LIMIT ?
            """,
            tenant.id,
            bound.at,
            bound.key,
            state?.rawValue,
            invoice,
            limit + 1
        )
        var found: [RefundRow] = []
        for row in rows.prefix(limit) { found.append(try RefundRow(row)) }
        let next = found.last.map { ActivityCursor(at: $0.createdAt, key: $0.id.rawValue) }
        return (found, rows.count > limit ? next : nil)
    }

    /// What a new refund's row says.
    struct Draft {
        let payment: PaymentRow
        let amountMinor: Int64
        let destination: RefundRow.Destination
        var state = RefundRow.State.pending
        var providerRefundID: String?
        var reason: String?
        var failure: String?
    }

    func insert(
        _ draft: Draft,
        id: RefundID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> RefundRow {
        let row = try connection.row(
            """
            INSERT INTO refunds (id, tenant_id, invoice_id, payment_id, amount_minor, currency, destination, state,
                provider_refund_id, reason, failure, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING \(RefundRow.columns)
            """,
            id,
            tenant.id,
            draft.payment.invoiceID,
            draft.payment.id,
            draft.amountMinor,
            draft.payment.amount.currency,
            draft.destination.rawValue,
            draft.state.rawValue,
            draft.providerRefundID,
            draft.reason,
            draft.failure,
            moment,
            moment
        )
        guard let row else { throw .failed("a refund's row did not come back") }
        return try RefundRow(row)
    }

    /// Keeps where a refund has come to. The provider's key stays once it is known.
    func store(
        _ state: RefundRow.State,
        of refund: RefundID,
        providerRefundID: String?,
        failure: String?,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> RefundRow {
        let row = try connection.row(
            """
            UPDATE refunds SET state = ?, provider_refund_id = COALESCE(provider_refund_id, ?), failure = ?,
                updated_at = ?
            WHERE tenant_id = ? AND id = ? RETURNING \(RefundRow.columns)
            """,
            state.rawValue,
            providerRefundID,
            failure,
            moment,
            tenant.id,
            refund
        )
        guard let row else { throw .failed("a refund's row is gone") }
        return try RefundRow(row)
    }

    /// Takes a part out of a refund that named no part: a refund of its own
    /// stands for that part now.
    func lessen(
        _ refund: RefundID,
        byMinor minor: Int64,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "UPDATE refunds SET amount_minor = amount_minor - ? WHERE tenant_id = ? AND id = ?",
            minor,
            tenant.id,
            refund
        )
    }

    /// Takes up refunds that a provider is to be asked for now, of any tenant; they
    /// are not taken up again before `until`. One that was asked for too often, and
    /// of which the provider has told no key, is left to a person. Times are the
    /// machine's.
    static func takeUp(
        at now: Timestamp,
        until: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [(tenant: TenantID, refund: RefundRow)] {
        let rows = try connection.rows(
            """
            UPDATE refunds SET attempts = attempts + 1, next_at = ? WHERE id IN (
                SELECT id FROM refunds WHERE state = 'pending' AND destination = 'provider' AND next_at <= ?
                    AND (attempts < ? OR provider_refund_id IS NOT NULL)
                ORDER BY next_at, id LIMIT ? \(connection.dialect.claimSuffix)
            ) RETURNING \(RefundRow.columns), tenant_id
            """,
            until,
            now,
            Limits.refundAttemptsBeforeReview,
            limit
        )
        var found: [(tenant: TenantID, refund: RefundRow)] = []
        for row in rows {
            guard let tenant = TenantID(try row.text(13)) else { throw .failed("a refund's row is damaged") }
            found.append((tenant, try RefundRow(row)))
        }
        return found.sorted { $0.refund.id < $1.refund.id }
    }

    /// When the provider is asked again. Machine time.
    func postpone(
        _ refund: RefundID,
        until moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "UPDATE refunds SET next_at = ? WHERE tenant_id = ? AND id = ? AND state = 'pending'",
            moment,
            tenant.id,
            refund
        )
    }

    /// A person wants the provider to be asked once more. Throws a conflict problem
    /// when the outcome is known.
    public func askAgain(_ refund: RefundID, in connection: any DatabaseConnection) throws {
        let changed = try connection.execute(
            """
            UPDATE refunds SET next_at = 0, attempts = 0
            WHERE tenant_id = ? AND id = ? AND state = 'pending' AND destination = 'provider'
            """,
            tenant.id,
            refund
        )
        guard changed == 1 else {
            throw Problem(
                .conflict,
                "the refund's outcome is known",
                field: "id",
                remedy: "Begin another refund if there is something to give back."
            )
        }
    }

    private func rows(
        _ condition: String,
        _ arguments: [any DatabaseArgument],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [RefundRow] {
        let rows = try connection.rows(
            "SELECT \(RefundRow.columns) FROM refunds WHERE tenant_id = ? AND \(condition) ORDER BY created_at, id",
            [tenant.id] + arguments
        )
        var found: [RefundRow] = []
        for row in rows { found.append(try RefundRow(row)) }
        return found
    }
}
