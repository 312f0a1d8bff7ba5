// What waits for a moment of a tenant's time: each kind is a source, which the time
// machine asks for what is due next.

public import HostCore
public import HostStorage
public import OrkestaModel

/// One thing that is due.
public struct DueThing: Sendable, Hashable {
    /// Unique within its source.
    public let id: String
    /// In the tenant's time.
    public let due: Timestamp
    /// What people call it.
    public let name: String
    /// It has to do with nothing else that stands apart: those that are due at one moment
    /// may happen beside each other.
    public let standsApart: Bool
    /// Whom it is about, where that is known before it happens.
    public let customer: CustomerID?

    public init(
        id: String,
        due: Timestamp,
        name: String,
        standsApart: Bool = false,
        customer: CustomerID? = nil
    ) {
        self.id = id
        self.due = due
        self.name = name
        self.standsApart = standsApart
        self.customer = customer
    }
}

/// Finishes what was taken, outside of any transaction.
public typealias DueFinish = @Sendable () async throws -> DueResult

/// Tells whoever works off what has come nearer, once that is committed.
public typealias DueWake = @Sendable () -> Void

/// Things of tenants that wait for their moment, all of one kind. Tenants in real time
/// are looked after by a loop of the source's own.
public protocol DueSource: Sendable {
    /// A plain word: `timer`, `hand_off`.
    var kind: String { get }

    /// The first thing of the tenant that is due by `moment`: in order of time, then of
    /// id, so that the same things happen in the same order again.
    func first(
        of tenant: TenantHandle,
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueThing?

    /// Takes what ``first(of:by:in:)`` found, in the transaction that sets the tenant's
    /// clock to `moment`. When it is finished, it is not due any more, or later. Nil:
    /// nothing came of it, and nobody needs to hear of it.
    func take(
        _ thing: DueThing,
        of tenant: SandboxTenant,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueFinish?

    /// So much of the tenant's time has passed in the transaction: what waits in the
    /// machine's time, such as an attempt to be made again, comes nearer by it. Nil:
    /// there was no such thing.
    func pass(
        _ milliseconds: Int64,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> DueWake?
}

extension DueSource {
    public func pass(
        _ milliseconds: Int64,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> DueWake? { nil }
}

/// The timers that plugins set: each becomes a turn.
struct TimerSource: DueSource {
    let work: any DueWork

    var kind: String { "timer" }

    func first(
        of tenant: TenantHandle,
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueThing? {
        try Timers(tenant).due(by: moment, limit: 1, in: connection).first.map { timer in
            let debtor = DebtorTimer.customer(of: timer)
            return DueThing(
                id: timer.id.rawValue,
                due: timer.due,
                name: timer.name,
                // Each debtor is a customer of their own.
                standsApart: debtor != nil,
                customer: debtor
            )
        }
    }

    func take(
        _ thing: DueThing,
        of tenant: SandboxTenant,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueFinish? {
        guard let timer = try Timers(tenant.handle).find(TimerID(thing.id), in: connection) else {
            throw DatabaseError.failed("a timer is gone that was there in the same transaction")
        }
        try Timers.remove(timer, in: connection)
        let made = try work.enqueue(timer, of: tenant.handle, at: moment, in: connection)
        guard let item = made.item else {
            if made.isNothing { return nil }
            return { made.result() }
        }
        return { [work] in made.result(with: try await work.finish(item)) }
    }
}
