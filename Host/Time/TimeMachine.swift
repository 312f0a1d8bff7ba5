// Moves the clock of a sandbox tenant, and lets everything happen that falls
// due on the way, in order.

import HostAccess
import HostCore
public import HostStorage
public import OrkestaModel
import Synchronization

/// The time machine. Forward only: what has happened has happened.
public final class TimeMachine: Sendable {
    let database: any Database
    let clocks: TenantClocks
    /// Of what is due at one moment, the earlier source's happens first.
    private let sources: [any DueSource]
    let calm: @Sendable (TenantHandle) async throws -> Void
    private let moving = Mutex<Set<TenantID>>([])

    /// `sources` are those besides timers, which `work` does. `calm` waits until what
    /// happens at a moment has come to its end: messages are sent, webhooks booked.
    public init(
        database: any Database,
        clocks: TenantClocks,
        work: any DueWork,
        sources: [any DueSource] = [],
        calm: @escaping @Sendable (TenantHandle) async throws -> Void = { _ in }
    ) {
        self.database = database
        self.clocks = clocks
        self.sources = [TimerSource(work: work)] + sources
        self.calm = calm
    }

    /// The tenant's time, and whether it is simulated.
    public func current(_ tenant: TenantHandle) async throws -> (now: Timestamp, isSimulated: Bool) {
        let clock = try await clocks.clock(for: tenant)
        return (clock.now(), clock.simulatedNow != nil)
    }

    /// Moves the tenant's clock to `target`, stopping at each thing that is due on the way
    /// until it is done (at things that stand apart, and are due at one moment, until all of
    /// them are), and at each moment until all is calm. The first move takes the tenant out
    /// of real time. Throws a problem for a tenant in production and for a moment in the
    /// tenant's past. A move that fails on its way does not tell what had happened by then.
    public func set(_ tenant: TenantHandle, to target: Timestamp, by actor: TimeMachineActor) async throws -> TimeMove {
        try await alone(with: tenant) {
            try await depart(tenant, for: target, by: actor)
            return try await travel(tenant, to: target)
        }
    }

    /// Throws a conflict problem when the tenant's clock is being moved.
    func alone<Value: Sendable>(with tenant: TenantHandle, _ body: () async throws -> Value) async throws -> Value {
        guard moving.withLock({ $0.insert(tenant.id).inserted }) else {
            throw Problem(
                .conflict,
                "the tenant's clock is being moved",
                field: "now",
                remedy: "Wait until that move has ended."
            )
        }
        defer { _ = moving.withLock { $0.remove(tenant.id) } }
        return try await body()
    }

    private func travel(_ tenant: TenantHandle, to target: Timestamp) async throws -> TimeMove {
        var move = TimeMove(to: target)
        // What was under way before belongs to the present.
        var isStirred = true
        var bounds = TimeBounds()
        while true {
            switch try await next(tenant, before: target, mayPass: !isStirred) {
            case .now(let things, let moment, let stirs):
                for one in things {
                    try bounds.count(one.thing, of: one.kind, at: moment)
                    isStirred = isStirred || stirs || one.finish != nil
                }
                for step in try await finish(things) { move.add(step) }
            case .stirred: isStirred = true
            case .afterCalm:
                try await calm(tenant)
                isStirred = false
            case .arrived: return move
            }
        }
    }

    /// Finishes what was taken together, at once; returns it in its order. Where something
    /// fails, the rest comes to its end all the same.
    private func finish(_ things: [TakenThing]) async throws -> [TimeStep] {
        typealias Ended = (place: Int, step: Result<TimeStep, any Error>)
        let ended = await withTaskGroup(of: Ended.self) { group in
            for (place, one) in things.enumerated() {
                guard let finish = one.finish else { continue }
                group.addTask {
                    do {
                        return (place, .success(TimeStep(kind: one.kind, thing: one.thing, result: try await finish())))
                    } catch {
                        return (place, .failure(error))
                    }
                }
            }
            var ended: [Ended] = []
            for await one in group { ended.append(one) }
            return ended
        }
        return try ended.sorted { $0.place < $1.place }.map { try $0.step.get() }
    }

    private struct TakenThing: Sendable {
        let kind: String
        let thing: DueThing
        let finish: DueFinish?
    }

    private enum Next: Sendable {
        /// The clock stands at `moment`. `stirs`: the time that passed up to it brought
        /// something else nearer.
        case now([TakenThing], at: Timestamp, stirs: Bool)
        /// The time that passed up to the target brought something nearer.
        case stirred
        /// Time passes only when all is calm, and a move ends only then.
        case afterCalm
        case arrived
    }

    /// Takes what is due next by `target`: the clock then stands at its moment. Where time
    /// would pass, or the move end, and may not yet, nothing is changed.
    private func next(_ handle: TenantHandle, before target: Timestamp, mayPass: Bool) async throws -> Next {
        let taken = try await database.write { [self] connection -> Taken in
            let sandbox = try SandboxTenant(handle, in: connection)
            let now = clocks.clock(for: sandbox.tenant).now()
            let due = try earliest(of: handle, by: target, in: connection)
            // What was set for the past is due now.
            let moment = max(due?.thing.due ?? target, now)
            guard moment == now && due != nil || mayPass else { return Taken(next: .afterCalm) }
            let wakes = try store(moment, after: now, for: sandbox, in: connection)
            var taken = Taken(next: wakes.isEmpty ? .arrived : .stirred, moved: (sandbox.tenant, moment), wakes: wakes)
            if let due {
                let things = try take(due, of: sandbox, at: moment, in: connection)
                taken.next = .now(things, at: moment, stirs: !wakes.isEmpty)
            }
            return taken
        }
        if let (tenant, moment) = taken.moved { clocks.move(tenant, to: moment) }
        for wake in taken.wakes { wake() }
        return taken.next
    }

    /// Takes a thing, and with one that stands apart those of its source that are due with
    /// it and do, too. Nothing of another source comes before them: it would have been first.
    private func take(
        _ first: (source: any DueSource, thing: DueThing),
        of sandbox: SandboxTenant,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [TakenThing] {
        let source = first.source
        var (taken, next): ([TakenThing], DueThing?) = ([], first.thing)
        while let thing = next {
            let finish = try source.take(thing, of: sandbox, at: moment, in: connection)
            taken.append(TakenThing(kind: source.kind, thing: thing, finish: finish))
            guard first.thing.standsApart, taken.count < Limits.timeTogetherMax else { break }
            next = try source.first(of: sandbox.handle, by: first.thing.due, in: connection)
            if next?.due != first.thing.due || next?.standsApart != true { break }
        }
        return taken
    }

    /// What one transaction of a move did.
    private struct Taken: Sendable {
        var next: Next
        /// The tenant's clock stands there.
        var moved: (tenant: Tenant, moment: Timestamp)?
        /// Tell whoever works off what came nearer.
        var wakes: [DueWake] = []
    }

    private func earliest(
        of tenant: TenantHandle,
        by target: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> (source: any DueSource, thing: DueThing)? {
        var earliest: (source: any DueSource, thing: DueThing)?
        for source in sources {
            guard let thing = try source.first(of: tenant, by: target, in: connection) else { continue }
            if earliest.map({ thing.due < $0.thing.due }) ?? true { earliest = (source, thing) }
        }
        return earliest
    }

    /// Checks and audits the move before anything of it happens.
    private func depart(_ handle: TenantHandle, for target: Timestamp, by actor: TimeMachineActor) async throws {
        let (tenant, now) = try await database.write { [self] connection in
            let sandbox = try SandboxTenant(handle, in: connection)
            let now = clocks.clock(for: sandbox.tenant).now()
            guard target >= now else { throw past(target, now: now) }
            _ = try store(now, after: now, for: sandbox, in: connection)
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

    /// Sets the tenant's clock. Returns whom to tell of what came nearer by it.
    private func store(
        _ moment: Timestamp,
        after now: Timestamp,
        for sandbox: SandboxTenant,
        in connection: any DatabaseConnection
    ) throws -> [DueWake] {
        var tenant = sandbox.tenant
        // Another host may have moved it further meanwhile.
        if let present = tenant.simulatedNow, moment <= present { return [] }
        tenant.simulatedNow = moment
        try TenantDirectory().update(tenant, at: moment, in: connection)
        guard moment > now else { return [] }
        return try sources.compactMap {
            try $0.pass(moment.milliseconds - now.milliseconds, of: sandbox.handle, in: connection)
        }
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

private func past(_ target: Timestamp, now: Timestamp) -> Problem {
    Problem(
        .conflict,
        "\(target) is before the tenant's present, \(now)",
        field: "now",
        remedy: "Time only goes forward: give a later moment, or branch from an earlier snapshot."
    )
}
