// The sandbox gives money back, tells of disputes, and shows its books, as a real
// provider does.

import HostCore
public import HostStorage
public import OrkestaModel

extension SandboxProvider {
    public func canRefund(method: String?) -> Bool { method != Self.voucherMethod }

    public func refund(_ request: RefundRequest) async throws -> RefundReport {
        guard let session = request.payment.sessionID else { throw ProviderRefusal(reason: "there is no such payment") }
        return try await database.write { connection in
            try SandboxRefunds(request.tenant).make(request, of: session, in: connection)
        }
    }

    public func sync(refund: String, of payment: PaymentRow, _ tenant: TenantHandle) async throws -> RefundReport? {
        try await database.read { try SandboxRefunds(tenant).find(refund, of: payment, in: $0) }
    }

    public func transactions(
        from: Timestamp,
        until: Timestamp,
        of tenant: TenantHandle
    ) async throws -> [ProviderTransaction] {
        try await database.read { connection in
            try SandboxSessions(tenant).arrived(from: from, until: until, in: connection).map { session in
                let back =
                    session.state == .refunded
                    ? session.amount.minor : try SandboxRefunds(tenant).refunded(of: session.id, in: connection)
                return ProviderTransaction(session.report(.succeeded), refundedMinor: back)
            }
        }
    }

    // MARK: Disputes

    func delivery(
        of session: SandboxSession,
        _ state: DisputeRow.State,
        _ tenant: TenantID,
        _ now: Timestamp
    ) -> WebhookDelivery {
        let event: JSON = [
            "id": .string("evt_\(session.id)_dispute_\(state.rawValue)"),
            "type": .string("dispute.\(state.rawValue)"),
            "tenant": .string(tenant.rawValue),
            "data": [
                "dispute": .string("dp_\(session.id)"), "session": .string(session.id),
                "reference": .string(session.reference), "amount": session.amount.json, "reason": "fraudulent",
            ],
        ]
        return delivery(event, tenant, now)
    }

    /// The dispute that an event is about; nil when it is about none.
    static func dispute(_ event: JSON) throws -> DisputeReport? {
        guard let type = event["type"]?.stringValue, type.hasPrefix("dispute."),
            let state = DisputeRow.State(rawValue: String(type.dropFirst("dispute.".count)))
        else { return nil }
        let data = event["data"] ?? .null
        return DisputeReport(
            state,
            of: AttemptName(
                reference: PaymentID(try data.requiredText("reference")),
                session: try data.requiredText("session")
            ),
            id: try data.requiredText("dispute"),
            amount: try data.requiredMoney("amount"),
            reason: try data.optionalText("reason")
        )
    }
}

/// The sandbox's refunds of one tenant: its own books.
private struct SandboxRefunds {
    private let tenant: TenantHandle

    init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Makes a refund; the same reference again gives the same one. Throws a
    /// ``ProviderRefusal`` for more than was paid.
    func make(
        _ request: RefundRequest,
        of session: String,
        in connection: any DatabaseConnection
    ) throws -> RefundReport {
        let id = "re_\(request.reference)"
        if let made = try find(id, of: request.payment, in: connection) { return made }
        // Its books are kept from others who give back of the same payment.
        try connection.execute("UPDATE sandbox_sessions SET method = method WHERE id = ?", session)
        guard let paid = try SandboxSessions(tenant).find(session, in: connection), paid.state == .succeeded else {
            throw ProviderRefusal(reason: "the payment did not succeed")
        }
        guard request.amount.minor <= paid.amount.minor - (try refunded(of: session, in: connection)) else {
            throw ProviderRefusal(reason: "more than was paid")
        }
        try connection.execute(
            "INSERT INTO sandbox_refunds (id, tenant_id, session_id, reference, amount_minor) VALUES (?, ?, ?, ?, ?)",
            id,
            tenant.id,
            session,
            request.reference,
            request.amount.minor
        )
        guard let made = try find(id, of: request.payment, in: connection) else {
            throw DatabaseError.failed("a sandbox refund did not come back")
        }
        return made
    }

    func find(
        _ id: String,
        of payment: PaymentRow,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> RefundReport? {
        let row = try connection.row(
            "SELECT reference, amount_minor FROM sandbox_refunds WHERE tenant_id = ? AND id = ?",
            tenant.id,
            id
        )
        guard let row else { return nil }
        return RefundReport(
            .succeeded,
            of: AttemptName(reference: payment.id, session: payment.sessionID),
            id: id,
            reference: try row.identifier(0),
            amount: Money(minor: try row.integer(1), currency: payment.amount.currency)
        )
    }

    /// What of a session was given back in parts, in minor units.
    func refunded(of session: String, in connection: any DatabaseConnection) throws(DatabaseError) -> Int64 {
        try connection.row(
            """
            SELECT CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT) FROM sandbox_refunds
            WHERE tenant_id = ? AND session_id = ?
            """,
            tenant.id,
            session
        )?.integer(0) ?? 0
    }
}
