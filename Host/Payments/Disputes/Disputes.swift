// Disputes of one tenant: a payer asks their bank for the money back, and the
// provider holds it until the bank decides.

public import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// A dispute as it is stored.
public struct DisputeRow: Sendable, Hashable {
    public let id: DisputeID
    public let invoiceID: InvoiceID
    public let paymentID: PaymentID
    public let provider: String
    /// The provider's key of it.
    public let providerDisputeID: String
    public let amount: Money
    public let state: State
    /// In the provider's words.
    public let reason: String?
    /// Until when evidence counts; nil when the provider does not say.
    public let answerBy: Timestamp?
    public let createdAt: Timestamp
    public let updatedAt: Timestamp

    /// How it stands. It is decided once.
    public enum State: String, Sendable, CaseIterable {
        case open
        /// The money is the business's again.
        case won
        /// The money is gone.
        case lost
    }

    static let columns = """
        disputes.id, disputes.invoice_id, disputes.payment_id, payments.provider, disputes.provider_dispute_id, \
        disputes.amount_minor, disputes.currency, disputes.state, disputes.reason, disputes.answer_by, \
        disputes.created_at, disputes.updated_at
        """
    static let source = "disputes JOIN payments ON payments.id = disputes.payment_id"

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let state = State(rawValue: try row.text(7)) else { throw .failed("a dispute's row is damaged") }
        id = try row.identifier(0)
        invoiceID = try row.identifier(1)
        paymentID = try row.identifier(2)
        provider = try row.text(3)
        providerDisputeID = try row.text(4)
        amount = Money(minor: try row.integer(5), currency: try row.text(6))
        self.state = state
        reason = row.optionalText(8)
        answerBy = row.optionalTimestamp(9)
        createdAt = try row.timestamp(10)
        updatedAt = try row.timestamp(11)
    }

    /// For the API and for events.
    public func json(invoice: String?) -> JSON {
        [
            "id": .string(id.rawValue), "invoice": JSON(invoice), "payment": .string(paymentID.rawValue),
            "provider": .string(provider), "provider_dispute_id": .string(providerDisputeID), "amount": amount.json,
            "state": .string(state.rawValue), "reason": JSON(reason), "answer_by": JSON(answerBy?.description),
            "created_at": .string(createdAt.description), "at": .string(updatedAt.description),
        ]
    }
}

/// Reads and stores disputes. Nothing here decides.
public struct Disputes: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The disputes of an attempt, in the order in which they were opened.
    func disputes(of payment: PaymentID, in connection: any DatabaseConnection) throws(DatabaseError) -> [DisputeRow] {
        let rows = try connection.rows(
            """
            SELECT \(DisputeRow.columns) FROM \(DisputeRow.source)
            WHERE disputes.tenant_id = ? AND disputes.payment_id = ? ORDER BY disputes.created_at, disputes.id
            """,
            tenant.id,
            payment
        )
        var found: [DisputeRow] = []
        for row in rows { found.append(try DisputeRow(row)) }
        return found
    }

    /// A page of disputes, the latest opened first. Nil stands for any.
    public func list(
        state: DisputeRow.State? = nil,
        before cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (disputes: [DisputeRow], next: ActivityCursor?) {
        let bound = cursor ?? .end
        let rows = try connection.rows(
            """
            SELECT \(DisputeRow.columns) FROM \(DisputeRow.source)
            WHERE disputes.tenant_id = ? AND (disputes.created_at, disputes.id) < (?, ?)
                AND disputes.state = COALESCE(?, disputes.state)
            ORDER BY disputes.created_at DESC, disputes.id DESC LIMIT ?
            """,
            tenant.id,
            bound.at,
            bound.key,
            state?.rawValue,
            limit + 1
        )
        var found: [DisputeRow] = []
        for row in rows.prefix(limit) { found.append(try DisputeRow(row)) }
        let next = found.last.map { ActivityCursor(at: $0.createdAt, key: $0.id.rawValue) }
        return (found, rows.count > limit ? next : nil)
    }

    /// Stores what a provider reports, over what was known of the dispute.
    func store(
        _ report: DisputeReport,
        amountMinor: Int64,
        of payment: PaymentRow,
        id: DisputeID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO disputes (id, tenant_id, invoice_id, payment_id, provider_dispute_id, amount_minor, currency,
                state, reason, answer_by, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (payment_id, provider_dispute_id) DO UPDATE SET state = excluded.state,
                reason = COALESCE(excluded.reason, disputes.reason),
                answer_by = COALESCE(excluded.answer_by, disputes.answer_by), updated_at = excluded.updated_at
            """,
            id,
            tenant.id,
            payment.invoiceID,
            payment.id,
            report.id,
            amountMinor,
            payment.amount.currency,
            report.state.rawValue,
            report.reason,
            report.answerBy,
            moment,
            moment
        )
    }
}
