// What the sandbox provider remembers of its sessions: its own books, apart from
// the ledger as a real provider's are.

import HostCore
import HostStorage
import OrkestaModel

/// A session at the sandbox.
struct SandboxSession: Sendable, Hashable {
    let id: String
    /// The attempt's key, given back with every event.
    let reference: String
    let amount: Money
    let state: State
    /// `card`, or `oxxo` once a voucher was asked for.
    let method: String

    enum State: String, Sendable {
        case open, processing, succeeded, failed, expired, refunded

        /// What a sync tells; nil while nobody has done anything.
        var report: AttemptReport? {
            switch self {
            case .open: nil
            case .processing: .processing
            case .succeeded: .succeeded
            case .failed, .expired: .failed
            case .refunded: .refunded
            }
        }

        /// States from which this one can be reached.
        var origins: [State] {
            switch self {
            case .open: []
            case .processing: [.open, .processing]
            case .succeeded: [.open, .processing, .succeeded]
            case .failed: [.open, .processing, .failed]
            case .expired: [.open, .expired]
            case .refunded: [.succeeded, .refunded]
            }
        }
    }

    static let columns = "id, reference, amount_minor, currency, state, method"

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let state = State(rawValue: try row.text(4)) else { throw .failed("a sandbox session is damaged") }
        id = try row.text(0)
        reference = try row.text(1)
        amount = Money(minor: try row.integer(2), currency: try row.text(3))
        self.state = state
        method = try row.text(5)
    }

    /// The provider's key of its payment.
    var paymentID: String { "pay_\(id)" }

    /// Its voucher was asked for, and not paid yet.
    var waitsAtTheTill: Bool { state == .processing && method == SandboxProvider.voucherMethod }

    /// The voucher of a session that is paid at a till: a number of 14 digits, made
    /// of the reference so that it is the same whenever it is shown.
    func voucher(at now: Timestamp) -> PaymentVoucher? {
        guard method == SandboxProvider.voucherMethod else { return nil }
        let digits = reference.utf8.suffix(14).map { String($0 % 10) }.joined()
        return PaymentVoucher(
            number: digits,
            url: nil,
            expiresAt: now.advanced(byMilliseconds: Limits.voucherMilliseconds)
        )
    }

    /// The session's news, as webhooks and syncs tell it.
    func report(_ report: AttemptReport, voucher: PaymentVoucher? = nil) -> ProviderReport {
        ProviderReport(
            report,
            session: id,
            reference: PaymentID(reference),
            paymentID: paymentID,
            amount: amount,
            method: method,
            failure: report == .failed ? (state == .expired ? PaymentFailure.expired : PaymentFailure.declined) : nil,
            voucher: voucher
        )
    }
}

/// The sandbox's sessions of one tenant.
struct SandboxSessions {
    private let tenant: TenantHandle

    init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The session of this reference, made when there is none.
    func open(
        reference: String,
        amount: Money,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> SandboxSession {
        try connection.execute(
            """
            INSERT INTO sandbox_sessions (id, tenant_id, reference, amount_minor, currency, state, created_at)
            VALUES (?, ?, ?, ?, ?, 'open', ?) ON CONFLICT (tenant_id, reference) DO NOTHING
            """,
            "sbx_\(reference)",
            tenant.id,
            reference,
            amount.minor,
            amount.currency,
            moment
        )
        guard let session = try find("sbx_\(reference)", in: connection) else {
            throw .failed("a sandbox session is another tenant's")
        }
        return session
    }

    func find(_ id: String, in connection: any DatabaseConnection) throws(DatabaseError) -> SandboxSession? {
        let row = try connection.row(
            "SELECT \(SandboxSession.columns) FROM sandbox_sessions WHERE tenant_id = ? AND id = ?",
            tenant.id,
            id
        )
        guard let row else { return nil }
        return try SandboxSession(row)
    }

    /// Sessions of a stretch of time whose money arrived, given back or not.
    func arrived(
        from: Timestamp,
        until: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [SandboxSession] {
        let rows = try connection.rows(
            """
            SELECT \(SandboxSession.columns) FROM sandbox_sessions
            WHERE tenant_id = ? AND created_at >= ? AND created_at < ? AND state IN ('succeeded', 'refunded')
            ORDER BY created_at, id
            """,
            tenant.id,
            from,
            until
        )
        var found: [SandboxSession] = []
        for row in rows { found.append(try SandboxSession(row)) }
        return found
    }

    /// Throws a conflict problem for a session whose money is not there.
    func requirePaid(_ id: String, in connection: any DatabaseConnection) throws {
        guard try find(id, in: connection)?.state == .succeeded else {
            throw Problem(
                .conflict,
                "only a payment that succeeded can be disputed",
                field: "outcome",
                remedy: "Let it succeed first."
            )
        }
    }

    /// Nobody came to the till in time. A session that was paid just now stays paid.
    func endVoucher(_ id: String, in connection: any DatabaseConnection) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE sandbox_sessions SET state = 'expired'
            WHERE tenant_id = ? AND id = ? AND state = 'processing' AND method = ?
            """,
            tenant.id,
            id,
            SandboxProvider.voucherMethod
        )
    }

    /// Moves a session. Throws a problem when it cannot get there.
    @discardableResult
    func move(
        _ id: String,
        to state: SandboxSession.State,
        method: String? = nil,
        in connection: any DatabaseConnection
    ) throws -> SandboxSession {
        guard let session = try find(id, in: connection) else {
            throw Problem(.notFound, "the sandbox has no such session", field: "payment", remedy: "Begin a payment.")
        }
        guard state.origins.contains(session.state) else {
            throw Problem(
                .conflict,
                "the session is \(session.state.rawValue) and cannot become \(state.rawValue)",
                field: "outcome",
                remedy: "Begin another payment, or choose an outcome that can follow."
            )
        }
        try connection.execute(
            "UPDATE sandbox_sessions SET state = ?, method = COALESCE(?, method) WHERE tenant_id = ? AND id = ?",
            state.rawValue,
            method,
            tenant.id,
            id
        )
        guard let moved = try find(id, in: connection) else { throw DatabaseError.failed("a sandbox session is gone") }
        return moved
    }
}
