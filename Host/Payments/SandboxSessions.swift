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

    static let columns = "id, reference, amount_minor, currency, state"

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let state = State(rawValue: try row.text(4)) else { throw .failed("a sandbox session is damaged") }
        id = try row.text(0)
        reference = try row.text(1)
        amount = Money(minor: try row.integer(2), currency: try row.text(3))
        self.state = state
    }

    /// The session's news, as webhooks and syncs tell it.
    func report(_ report: AttemptReport) -> ProviderReport {
        ProviderReport(
            report,
            session: id,
            reference: PaymentID(reference),
            paymentID: "pay_\(id)",
            amount: amount,
            method: "card",
            failure: report == .failed ? (state == .expired ? PaymentFailure.expired : PaymentFailure.declined) : nil
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

    /// Moves a session. Throws a problem when it cannot get there.
    @discardableResult
    func move(
        _ id: String,
        to state: SandboxSession.State,
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
            "UPDATE sandbox_sessions SET state = ? WHERE tenant_id = ? AND id = ?",
            state.rawValue,
            tenant.id,
            id
        )
        guard let moved = try find(id, in: connection) else { throw DatabaseError.failed("a sandbox session is gone") }
        return moved
    }
}
