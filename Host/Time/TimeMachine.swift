// Moves the clock of a sandbox tenant, and lets everything happen that falls
// due on the way, in order.

import HostAccess
import HostCore
public import HostStorage
public import OrkestaModel
import Synchronization

/// The time machine. Forward only: what has happened has happened.
public final class TimeMachine: Sendable {
    /// Timers that one move may run: one that sets itself anew would never end.
    public static let stepsMax = 10_000

    private let database: any Database
    private let clocks: TenantClocks
    private let work: any DueWork
    private let moving = Mutex<Set<TenantID>>([])

    public init(database: any Database, clocks: TenantClocks, work: any DueWork) {
        self.database = database
        self.clocks = clocks
        self.work = work
    }

    /// The tenant's time, and whether it is simulated.
    public func current(_ tenant: TenantHandle) async throws -> (now: Timestamp, isSimulated: Bool) {
        let clock = try await clocks.clock(for: tenant)
        return (clock.now(), clock.simulatedNow != nil)
    }

    /// Moves the tenant's clock to `target`, stopping at each timer on the way
    /// until its work is done. The first move takes the tenant out of real
    /// time. Returns what ran, in order. Throws a problem for a tenant in
    /// production and for a moment in the tenant's past.
    public func set(_ tenant: TenantHandle, to target: Timestamp, by actor: TimeMachineActor) async throws -> [TimeStep]
    {
        guard moving.withLock({ $0.insert(tenant.id).inserted }) else {
            throw Problem(
                .conflict,
                "the tenant's clock is being moved",
                field: "now",
                remedy: "Wait until that move has ended."
            )
        }
        defer { _ = moving.withLock { $0.remove(tenant.id) } }
        try await depart(tenant, for: target, by: actor)
        var steps: [TimeStep] = []
        var taken = 0
        while let (timer, item) = try await next(tenant, before: target) {
            taken += 1
            guard taken < Self.stepsMax else { throw endless(taken) }
            guard let item else { continue }
            let result = try await work.finish(item)
            steps.append(TimeStep(at: timer.due, name: timer.name, result: result))
        }
        try await advance(tenant, to: target)
        return steps
    }

    /// Checks and audits the move before anything of it happens.
    private func depart(_ handle: TenantHandle, for target: Timestamp, by actor: TimeMachineActor) async throws {
        let (tenant, now) = try await database.write { [clocks] connection in
            let sandbox = try SandboxTenant(handle, in: connection)
            let now = clocks.clock(for: sandbox.tenant).now()
            guard target >= now else { throw past(target, now: now) }
            try Self.store(now, for: sandbox, in: connection)
            try AuditLog.record(
                AuditRecord(
                    id: AuditRecordID(at: now, randomness: SystemRandomness()),
                    tenant: handle.id,
                    actor: actor.id,
                    action: "time.set",
                    entityType: "tenant",
                    entityID: handle.id.rawValue,
                    before: ["now": .string(now.description)],
                    after: ["now": .string(target.description)],
                    ipAddress: actor.ipAddress,
                    userAgent: actor.userAgent,
                    at: now
                ),
                in: connection
            )
            return (sandbox.tenant, now)
        }
        clocks.move(tenant, to: now)
    }

    /// Takes the next timer that is due by `target`: the clock stands at its
    /// moment, and its work is an inbox item, unless it is done. Nil when none is left.
    private func next(
        _ handle: TenantHandle,
        before target: Timestamp
    ) async throws -> (TenantTimer, InboxItemID?)? {
        let taken = try await database.write {
            [clocks, work] connection -> (Tenant, Timestamp, TenantTimer, InboxItemID?)? in
            guard let timer = try Timers(handle).due(by: target, limit: 1, in: connection).first else { return nil }
            let sandbox = try SandboxTenant(handle, in: connection)
            // A timer set for the past is due now.
            let moment = max(timer.due, clocks.clock(for: sandbox.tenant).now())
            try Self.store(moment, for: sandbox, in: connection)
            try Timers.remove(timer, in: connection)
            return (sandbox.tenant, moment, timer, try work.enqueue(timer, of: handle, at: moment, in: connection))
        }
        guard let (tenant, moment, timer, item) = taken else { return nil }
        clocks.move(tenant, to: moment)
        return (timer, item)
    }

    private func advance(_ handle: TenantHandle, to target: Timestamp) async throws {
        let tenant = try await database.write { connection in
            let sandbox = try SandboxTenant(handle, in: connection)
            try Self.store(target, for: sandbox, in: connection)
            return sandbox.tenant
        }
        clocks.move(tenant, to: target)
    }

    private static func store(
        _ moment: Timestamp,
        for sandbox: SandboxTenant,
        in connection: any DatabaseConnection
    ) throws {
        var tenant = sandbox.tenant
        // Another host may have moved it further meanwhile.
        tenant.simulatedNow = max(moment, tenant.simulatedNow ?? moment)
        try TenantDirectory().update(tenant, at: moment, in: connection)
    }
}

/// Who moves a clock.
public struct TimeMachineActor: Sendable {
    public let id: String
    public let ipAddress: String?
    public let userAgent: String?

    public init(id: String, ipAddress: String? = nil, userAgent: String? = nil) {
        self.id = id
        self.ipAddress = ipAddress
        self.userAgent = userAgent
    }
}

/// Something that fell due during a move.
public struct TimeStep: Sendable, Hashable {
    /// When it was due, in the tenant's time.
    public let at: Timestamp
    public let name: String
    public let result: DueResult

    public var json: JSON {
        [
            "at": .string(at.description),
            "kind": "timer",
            "name": .string(name),
            "agent": JSON(result.agent?.rawValue),
            "conversation_id": JSON(result.conversationID?.rawValue),
            "result": .string(result.result),
        ]
    }
}

private func past(_ target: Timestamp, now: Timestamp) -> Problem {
    Problem(
        .conflict,
        "\(target) is before the tenant's present, \(now)",
        field: "now",
        remedy: "Time only goes forward: give a later moment, or make a new sandbox tenant."
    )
}

private func endless(_ steps: Int) -> Problem {
    Problem(
        .conflict,
        "\(steps) timers ran and more are due",
        field: "now",
        remedy: "Move the clock in shorter steps, and look for a timer that sets itself anew."
    )
}
