// The attempts of one tenant: what was begun, and how it went.

public import HostCore
public import HostStorage
import OrkestaModel

/// Reads attempts and stores how they go. Nothing here decides.
public struct Payments: Sendable {
    let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The attempts of an invoice, in the order in which they were begun.
    func attempts(of invoice: InvoiceID, in connection: any DatabaseConnection) throws(DatabaseError) -> [PaymentRow] {
        try attempts(of: [invoice], in: connection)[invoice] ?? []
    }

    func attempts(
        of invoices: [InvoiceID],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [InvoiceID: [PaymentRow]] {
        guard !invoices.isEmpty else { return [:] }
        let places = Array(repeating: "?", count: invoices.count).joined(separator: ", ")
        return try attempts(ofInvoices: places, invoices, in: connection)
    }

    /// Those of the invoices whose keys `keys`, places or a SELECT, stands for.
    func attempts(
        ofInvoices keys: String,
        _ arguments: [any DatabaseArgument],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [InvoiceID: [PaymentRow]] {
        let rows = try connection.rows(
            """
            SELECT \(PaymentRow.columns) FROM payments WHERE tenant_id = ? AND invoice_id IN (\(keys))
            ORDER BY created_at, id
            """,
            [tenant.id as any DatabaseArgument] + arguments
        )
        var found: [InvoiceID: [PaymentRow]] = [:]
        for row in rows {
            let attempt = try PaymentRow(row)
            found[attempt.invoiceID, default: []].append(attempt)
        }
        return found
    }

    /// The attempt with this key; nil when there is none.
    public func find(_ id: PaymentID, in connection: any DatabaseConnection) throws(DatabaseError) -> PaymentRow? {
        try one("id = ?", [id], in: connection)
    }

    /// The attempt that a provider speaks of: by our key where it gives that
    /// back, else by its session, else by its own key of the payment.
    func find(
        _ name: AttemptName,
        of provider: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> PaymentRow? {
        if let reference = name.reference {
            return try one("id = ? AND provider = ?", [reference, provider], in: connection)
        }
        if let session = name.session,
            let found = try one("session_id = ? AND provider = ?", [session, provider], in: connection)
        {
            return found
        }
        return try one("provider_payment_id = ? AND provider = ?", [name.paymentID, provider], in: connection)
    }

    /// The tenant of the attempt that a provider knows as this payment of its own;
    /// nil when there is none.
    static func tenant(
        paid paymentID: String,
        at provider: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> TenantID? {
        let row = try connection.row(
            "SELECT tenant_id FROM payments WHERE provider = ? AND provider_payment_id = ?",
            provider,
            paymentID
        )
        guard let row else { return nil }
        return TenantID(try row.text(0))
    }

    /// Keeps what a report says of how an attempt is paid and what nobody said
    /// before: the report that counted may have known less.
    func learn(
        from report: ProviderReport,
        about attempt: PaymentRow,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let tellsMethod = attempt.method == nil && report.method != nil
        let tellsPayment = attempt.providerPaymentID == nil && report.paymentID != nil
        let newVoucher = attempt.voucher == nil ? report.voucher : nil
        guard tellsMethod || tellsPayment || newVoucher != nil else { return }
        try connection.execute(
            """
            UPDATE payments SET method = COALESCE(method, ?), provider_payment_id = COALESCE(provider_payment_id, ?),
                voucher_number = COALESCE(?, voucher_number), voucher_url = COALESCE(?, voucher_url),
                expires_at = COALESCE(?, expires_at)
            WHERE tenant_id = ? AND id = ?
            """,
            report.method,
            report.paymentID,
            newVoucher?.number,
            newVoucher?.url,
            newVoucher?.expiresAt,
            tenant.id,
            attempt.id
        )
    }

    /// Tenants that have attempts with an open outcome.
    static func tenantsWithOpenAttempts(in connection: any DatabaseConnection) throws(DatabaseError) -> [TenantID] {
        let rows = try connection.rows(
            "SELECT DISTINCT tenant_id FROM payments WHERE state IN ('pending', 'processing')"
        )
        var found: [TenantID] = []
        for row in rows {
            guard let tenant = TenantID(try row.text(0)) else { throw .failed("a payment's row is damaged") }
            found.append(tenant)
        }
        return found
    }

    /// Takes up open attempts of which nothing was heard since `moment`, and those
    /// whose time has ended since they were looked at: at most `limit`, those that
    /// are silent for longest. They count as asked about at `now`, so that neither
    /// the next round nor another host asks again.
    func takeUp(
        silentSince moment: Timestamp,
        at now: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [PaymentRow] {
        let rows = try connection.rows(
            """
            UPDATE payments SET asked_at = ? WHERE id IN (
                SELECT id FROM payments WHERE tenant_id = ? AND state IN ('pending', 'processing')
                    AND (COALESCE(asked_at, updated_at) <= ?
                        OR (expires_at <= ? AND COALESCE(asked_at, updated_at) < expires_at))
                ORDER BY COALESCE(asked_at, updated_at), id LIMIT ? \(connection.dialect.claimSuffix)
            ) RETURNING \(PaymentRow.columns)
            """,
            now,
            tenant.id,
            moment,
            now,
            limit
        )
        var found: [PaymentRow] = []
        for row in rows { found.append(try PaymentRow(row)) }
        return found.sorted { $0.id < $1.id }
    }

    /// The first attempt whose time ends by `moment`, and at which nobody has looked since.
    func firstEnding(
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> PaymentRow? {
        let row = try connection.row(
            """
            SELECT \(PaymentRow.columns) FROM payments
            WHERE tenant_id = ? AND state IN ('pending', 'processing') AND expires_at <= ?
                AND COALESCE(asked_at, updated_at) < expires_at
            ORDER BY expires_at, id LIMIT 1
            """,
            tenant.id,
            moment
        )
        return try row.map { row throws(DatabaseError) in try PaymentRow(row) }
    }

    /// Somebody looks at an attempt now.
    func look(at id: PaymentID, now: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) {
        try connection.execute("UPDATE payments SET asked_at = ? WHERE tenant_id = ? AND id = ?", now, tenant.id, id)
    }

    /// Writes down an attempt before the provider hears of it.
    func insert(
        _ id: PaymentID,
        amount: Money,
        invoice: InvoiceID,
        link: PaymentLinkID?,
        provider: PluginID,
        expiresAt: Timestamp?,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> PaymentRow {
        let row = try connection.row(
            """
            INSERT INTO payments (id, tenant_id, invoice_id, link_id, provider, amount_minor, currency, state,
                expires_at, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?) RETURNING \(PaymentRow.columns)
            """,
            id,
            tenant.id,
            invoice,
            link,
            provider,
            amount.minor,
            amount.currency,
            expiresAt,
            moment,
            moment
        )
        guard let row else { throw .failed("a payment's row did not come back") }
        return try PaymentRow(row)
    }

    /// Keeps what the provider made for an attempt. False, and nothing kept, when the
    /// attempt was closed meanwhile.
    func store(
        _ session: ProviderSession,
        for attempt: PaymentID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        let changed = try connection.execute(
            """
            UPDATE payments SET session_id = ?, session_url = ? WHERE tenant_id = ? AND id = ? AND state <> 'failed'
            """,
            session.id,
            session.url,
            tenant.id,
            attempt
        )
        return changed == 1
    }

    /// Keeps where an attempt has come to, by `report`. What the provider has
    /// told before stays where it now says nothing.
    func store(
        _ state: Payment.State,
        of attempt: PaymentID,
        by report: ProviderReport,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> PaymentRow {
        let row = try connection.row(
            """
            UPDATE payments SET state = ?, provider_payment_id = COALESCE(?, provider_payment_id),
                session_id = COALESCE(session_id, ?), method = COALESCE(?, method), failure = ?, updated_at = ?,
                voucher_number = COALESCE(?, voucher_number), voucher_url = COALESCE(?, voucher_url),
                expires_at = COALESCE(?, expires_at), asked_at = NULL, arrived_at = COALESCE(arrived_at, ?)
            WHERE tenant_id = ? AND id = ? RETURNING \(PaymentRow.columns)
            """,
            state.rawValue,
            report.paymentID,
            report.session,
            report.method,
            report.failure,
            moment,
            report.voucher?.number,
            report.voucher?.url,
            report.voucher?.expiresAt,
            state.hasArrived ? moment : nil,
            tenant.id,
            attempt
        )
        guard let row else { throw .failed("a payment's row is gone") }
        return try PaymentRow(row)
    }

    /// Keeps what an attempt's refunds and disputes come to. What is given back
    /// whole is refunded, and only that.
    func store(
        refunds: [RefundRow],
        disputes: [DisputeRow],
        of attempt: PaymentID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> PaymentRow {
        func sum(_ state: RefundRow.State, to destination: RefundRow.Destination? = nil) -> Int64 {
            refunds.filter { $0.state == state && ($0.destination == destination || destination == nil) }
                .reduce(0) { $0 + $1.amount.minor }
        }
        func disputed(_ state: DisputeRow.State) -> Int64 {
            disputes.filter { $0.state == state }.reduce(0) { $0 + $1.amount.minor }
        }
        let row = try connection.row(
            """
            UPDATE payments SET refunded_minor = ?, credited_minor = ?, refunding_minor = ?, withheld_minor = ?,
                lost_minor = ?, updated_at = ?,
                state = CASE WHEN state NOT IN ('succeeded', 'refunded') THEN state
                    WHEN amount_minor <= ? THEN 'refunded' ELSE 'succeeded' END
            WHERE tenant_id = ? AND id = ? RETURNING \(PaymentRow.columns)
            """,
            sum(.succeeded),
            sum(.succeeded, to: .credit),
            sum(.pending),
            disputed(.open),
            disputed(.lost),
            moment,
            sum(.succeeded),
            tenant.id,
            attempt
        )
        guard let row else { throw .failed("a payment's row is gone") }
        return try PaymentRow(row)
    }

    private func one(
        _ condition: String,
        _ arguments: [any DatabaseArgument],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> PaymentRow? {
        let row = try connection.rows(
            "SELECT \(PaymentRow.columns) FROM payments WHERE tenant_id = ? AND \(condition)",
            [tenant.id] + arguments
        ).first
        guard let row else { return nil }
        return try PaymentRow(row)
    }
}
