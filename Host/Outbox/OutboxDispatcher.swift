// Sends what the outbox holds: fresh rows from memory, all others by claims.
// Within a conversation and a channel one message goes out after the other.

public import HostCore
public import HostInbox
public import HostStorage
public import HostTime
public import Logging
import OrkestaModel
public import ServiceLifecycle
import Synchronization

/// The sending half of the pipeline.
public final class OutboxDispatcher: Service {
    /// Messages of one conversation on one channel follow each other.
    struct Lane: Hashable, Sendable {
        let route: Route
        let conversation: ConversationID

        init(_ item: OutboxItem) { (route, conversation) = (Route(item), item.conversationID) }
    }

    /// Sends of one tenant's channel share a bound.
    struct Route: Hashable, Sendable {
        let tenant: TenantID
        let channel: PluginID

        init(_ item: OutboxItem) { (tenant, channel) = (item.tenant, item.channel) }
    }

    /// A lease, less what clocks may differ by: a send that begins within it has a longer one.
    static let beginMilliseconds = Limits.leaseMilliseconds - Limits.outboxLeaseMarginMilliseconds

    let database: any Database
    /// By which messages go out; turns ask it how a channel shows things.
    public let channels: any ChannelDirectory
    let clock: any Clock
    let clocks: TenantClocks?
    let leases: OutboxLeases
    let retry: RetryPolicy
    let heldMax: Int
    let log: Logger
    let metrics: OutboxMetrics
    let settlements: Settlements
    let state: Mutex<State>
    /// Of which other hosts use their parts.
    let shared: SharedRates
    let paced: PacedSenders
    let stops: ChannelStops
    /// Tenants are never deleted, so a handle stays good.
    let handles = Mutex<[TenantID: TenantHandle]>([:])
    let wakeUps = WakeUp()

    /// `owner` names the node, the same after a restart. `heldMax` bounds the
    /// rows in memory; what is beyond it waits in the table. `clocks` are the tenants',
    /// in whose time rates count; without them all live in the machine's.
    public init(
        database: any Database,
        channels: any ChannelDirectory,
        owner: String,
        clock: any Clock = SystemClock(),
        clocks: TenantClocks? = nil,
        retry: RetryPolicy = RetryPolicy(firstMilliseconds: 1_000, longestMilliseconds: 300_000),
        heldMax: Int = Limits.turnsHeldMax,
        metrics: OutboxMetrics = OutboxMetrics(),
        log: Logger
    ) {
        self.database = database
        self.channels = channels
        self.clock = clock
        self.clocks = clocks
        leases = OutboxLeases(owner: owner)
        self.retry = retry
        self.heldMax = heldMax
        self.metrics = metrics
        self.log = log
        settlements = Settlements(database: database, leases: leases, clock: clock, log: log)
        shared = SharedRates(database: database, owner: owner, clock: clock, log: log)
        state = Mutex(State(held: HeldRows(heldMax: heldMax)))
        paced = PacedSenders(clock: clock, clocks: clocks, shared: shared)
        stops = ChannelStops(database: database, clock: clock, metrics: metrics, log: log)
        settlements.tellOfFailures { [weak self] told in
            await self?.restSenders(after: told.receipts, by: told.channel, of: told.tenant)
        }
    }

    /// Claims what earlier runs left, then looks every second, or when woken,
    /// for rows that nobody holds. On shutdown what runs is finished.
    public func run() async throws {
        let now = clock.now()
        try await database.write { [leases] in try leases.release(now: now, in: $0) }
        await logDamage()
        await shared.join()
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.wakeUps.tick(every: Limits.pollIntervalMilliseconds) }
                group.addTask { await self.shared.keep() }
                for await _ in wakeUps.signals { await claim() }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.stop()
        }
        await drain()
    }

    /// Looks into the table now.
    public func wake() { wakeUps.signal() }

    /// So many messages of customers came: they count for the sender's rate where its provider
    /// counts them.
    public func heard(_ count: Int, by channel: PluginID, of tenant: TenantHandle) async {
        guard count > 0, let capabilities = try? await channels.channel(channel, for: tenant).capabilities,
            capabilities.rates.countsIncoming
        else { return }
        paced.heard(count, of: tenant.id, channel, capabilities)
    }

    /// Takes committed rows that this node has a lease of. `askedAt`, monotonic
    /// milliseconds, is from before the moment that the lease counts from: the
    /// lease runs while its own commit takes its time.
    public func dispatch(_ items: [OutboxItem], askedAt: Int64) {
        let beginUntil = askedAt + Self.beginMilliseconds
        let (started, refused) = state.withLock { state -> ([OutboxItem], [OutboxItem]) in
            var started: [OutboxItem] = []
            var refused: [OutboxItem] = []
            for item in items {
                guard !state.held.contains(item.id) else { continue }
                let lane = Lane(item)
                if state.isStopping || state.held.count >= heldMax || state.detours[lane] != nil {
                    refused.append(item)
                    continue
                }
                state.held.insert(item, beginUntil: beginUntil)
                let first = state.routes[
                    lane.route,
                    default: SerialLanes(runningMax: Limits.outboxConcurrencyPerChannel)
                ].add(item, to: lane)
                if let first { started.append(first) }
            }
            return (started, refused)
        }
        for item in started { start(item) }
        giveBack(refused)
    }

    /// Stops what a kill switch covers whose row is committed: real traffic
    /// leaves this node's memory, and calls under way are cancelled. One that
    /// does not say then that it was sent has an unknown outcome.
    public func stopTraffic(_ scope: KillSwitchScope) async throws {
        let covered = state.withLock { state in
            Set(state.routes.keys.filter { scope.covers($0.tenant, $0.channel) })
        }
        channels.stopTraffic { scope.covers($0, $1) }
        guard !covered.isEmpty else { return }
        let tenants = Set(covered.map(\.tenant))
        let real = try await database.read { connection in
            try tenants.filter { try TenantDirectory().environment(of: $0, in: connection) == .production }
        }
        let (waiting, tasks) = state.withLock { state -> ([OutboxItem], [Task<Void, Never>]) in
            var waiting: [OutboxItem] = []
            for route in covered where real.contains(route.tenant) {
                waiting += state.routes[route]?.removeWaiting() ?? []
            }
            for item in waiting { state.held.remove(item) }
            let sends = state.sends.values.filter { covered.contains($0.route) && real.contains($0.route.tenant) }
            return (waiting, sends.map(\.task))
        }
        for task in tasks { task.cancel() }
        giveBack(waiting)
    }

    /// How many rows this node holds in memory.
    public var depth: Int { state.withLock { $0.held.count } }

    /// Leases of rows that do not go out from memory end at once.
    func giveBack(_ items: [OutboxItem]) {
        guard !items.isEmpty else { return }
        let now = clock.now()
        settlements.add(
            items.map { Settlement(item: $0, outcome: .later(until: now, reason: nil, countsAttempt: false)) }
        )
    }

    /// Takes rows from the table until there are no more, or no room for them: then a
    /// send that makes room calls it again.
    private func claim() async {
        do {
            try await passOnUndelivered()
            var taken = Limits.outboxClaimMax
            while taken > 0 {
                // A host that stops gives rows back at once: claiming them
                // again would never end.
                let (room, busy) = state.withLock { $0.isStopping ? (0, []) : $0.held.room() }
                guard room > 0 else { return }
                forgetDetours()
                let askedAt = SystemClock.monotonicMilliseconds()
                let now = clock.now()
                let claim = try await database.write { [leases] connection in
                    try leases.claim(limit: room, busy: busy, now: now, in: connection)
                }
                taken = claim.takenCount
                for id in claim.damaged {
                    log.error("a row of the outbox is damaged, and given up", metadata: ["message": "\(id)"])
                }
                dispatch(claim.items, askedAt: askedAt)
                await settlements.settled()
            }
        } catch {
            log.error("the outbox could not be claimed", metadata: ["error": "\(error)"])
        }
    }

    /// A claim respects the order by itself, so what it brings needs no detour.
    private func forgetDetours() {
        let now = SystemClock.monotonicMilliseconds()
        state.withLock { state in
            guard !state.detours.isEmpty else { return }
            state.detours = state.detours.filter { $0.value > now }
        }
    }

    private func stop() {
        let waiting = state.withLock { state -> [OutboxItem] in
            state.isStopping = true
            var waiting: [OutboxItem] = []
            for route in Array(state.routes.keys) { waiting += state.routes[route]?.removeWaiting() ?? [] }
            for item in waiting { state.held.remove(item) }
            return waiting
        }
        giveBack(waiting)
        wakeUps.finish()
    }

    /// Waits a while for what is being sent.
    private func drain() async {
        let deadline = SystemClock.monotonicMilliseconds() + Limits.outboxDrainMilliseconds
        while depth > 0, SystemClock.monotonicMilliseconds() < deadline {
            do { try await Task.sleep(for: .milliseconds(10)) } catch { break }
        }
        await settlements.settled()
    }
}
