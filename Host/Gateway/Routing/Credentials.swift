// Who asks: keys and tenants, kept in memory for a second so that a busy
// tenant costs no read of the database per request.

import HostAccess
public import HostCore
public import HostStorage
import OrkestaModel
import Synchronization

/// A tenant that a caller may act for.
struct TenantAccess: Sendable {
    let handle: TenantHandle
    let tenant: Tenant

    /// Throws a problem when the tenant gets no service.
    func requireService() throws(Problem) {
        guard tenant.status == .suspended || tenant.status == .churned else { return }
        throw Problem(
            .forbidden,
            "the tenant \(tenant.id) is \(tenant.status.rawValue)",
            field: "tenant_id",
            remedy: "Ask the operator of the platform to set its status to active."
        )
    }
}

/// Who is behind a request.
struct GatewayCaller: Sendable {
    /// For the audit log: a key's id, `operator`, `anonymous`.
    let actor: String
    /// Nil for the platform and for callers without a key.
    let tenant: TenantAccess?
    let permissions: Set<Permission>

    /// Whoever came over the operator's socket: as mighty as the platform's own keys.
    static let platformOperator = GatewayCaller(actor: "operator", tenant: nil, permissions: .platform)
    /// Nobody in particular.
    static let anonymous = GatewayCaller(actor: "anonymous", tenant: nil, permissions: [])
}

/// The callers behind keys, and the tenants by their ids.
public final class Credentials: Sendable {
    private static let entriesMax = 10_000
    /// A change made by another process is seen after this time.
    private static let lifetimeMilliseconds: Int64 = 1_000

    private let database: any Database
    private let clock: any Clock
    private let state = Mutex<State>(State())

    private struct State {
        var callers: [String: Entry<GatewayCaller>] = [:]
        var tenants: [TenantID: Entry<TenantAccess>] = [:]
    }

    private struct Entry<Value: Sendable>: Sendable {
        let value: Value
        let until: Timestamp
    }

    /// `clock` is the platform's.
    public init(database: any Database, clock: any Clock) {
        self.database = database
        self.clock = clock
    }

    /// Forgets everything: call it when a key or a tenant has changed.
    public func invalidate() {
        state.withLock { $0 = State() }
    }

    /// The caller that presents `key`; nil when it is no key of ours. Only the
    /// key's digest is compared and kept.
    func caller(presenting key: String) async throws -> GatewayCaller? {
        guard key.utf8.count <= 200 else { return nil }
        let digest = Digests.sha256Hex(key)
        let now = clock.now()
        if let known = state.withLock({ $0.callers[digest] }), known.until > now { return known.value }
        let found = try await database.read { connection -> GatewayCaller? in
            guard let caller = try APIKeys().caller(presenting: key, in: connection) else { return nil }
            let tenant = try caller.tenant.flatMap { try TenantDirectory().find($0, in: connection) }
            return GatewayCaller(
                actor: caller.keyID.rawValue,
                tenant: tenant.map { TenantAccess(handle: $0.handle, tenant: $0.tenant) },
                permissions: caller.permissions
            )
        }
        guard let found else { return nil }
        let entry = Entry(value: found, until: now.advanced(byMilliseconds: Self.lifetimeMilliseconds))
        state.withLock { state in
            if state.callers.count >= Self.entriesMax { state.callers = [:] }
            state.callers[digest] = entry
        }
        return found
    }

    /// The tenant with this id; nil when there is none.
    func tenant(_ id: TenantID) async throws -> TenantAccess? {
        let now = clock.now()
        if let known = state.withLock({ $0.tenants[id] }), known.until > now { return known.value }
        let found = try await database.read { try TenantDirectory().find(id, in: $0) }
        guard let found else { return nil }
        let access = TenantAccess(handle: found.handle, tenant: found.tenant)
        let entry = Entry(value: access, until: now.advanced(byMilliseconds: Self.lifetimeMilliseconds))
        state.withLock { state in
            if state.tenants.count >= Self.entriesMax { state.tenants = [:] }
            state.tenants[id] = entry
        }
        return access
    }
}
