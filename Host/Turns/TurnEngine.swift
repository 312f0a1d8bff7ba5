// The turn engine: takes messages in, runs their turns, gives the answers.

public import HostCore
import HostInbox
public import HostLLM
public import HostOutbox
public import HostStorage
public import HostTime
public import Logging
import OrkestaModel
public import ServiceLifecycle
import Synchronization

/// One turn at a time for each conversation, many conversations at once. What
/// is accepted is a row and survives the process.
public final class TurnEngine: Service {
    struct State {
        var queues: ConversationQueues
        var board = ReplyBoard()
        var turns: [InboxItemID: (task: Task<Void, Never>, deadline: TurnDeadline)] = [:]
        var handles: [TenantID: TenantHandle] = [:]
        var conversations = HeldConversations()
        /// Who waits to accept a message of a conversation in which another is
        /// being accepted: messages are queued in the order of their moments.
        var accepting: [ConversationKey: [CheckedContinuation<Void, Never>]] = [:]
        /// While a claim brings older rows, what was accepted meanwhile.
        var isClaiming = false
        var afterClaim: [QueuedItem] = []

        /// Takes an accepted item in. Returns it when it runs now.
        mutating func admit(_ queued: QueuedItem) -> QueuedItem? {
            guard isClaiming else { return add(queued) }
            afterClaim.append(queued)
            return nil
        }

        /// Queues an item, unless its turn was done here: who brings it may have found it before
        /// that, and taken its time since. Returns it when it runs now.
        mutating func add(_ queued: QueuedItem) -> QueuedItem? {
            board.answer(of: queued.item.id) == nil ? queues.add(queued) : nil
        }

        /// A claim is over. Returns what runs of what waited for it.
        mutating func claimEnded() -> [QueuedItem] {
            defer { afterClaim = [] }
            isClaiming = false
            return afterClaim.compactMap { waiting in
                var queued = waiting
                queued.snapshot = nil
                return add(queued)
            }
        }
    }

    /// Where committed messages are published.
    public let feed: ConversationFeed
    let database: any Database
    let clocks: TenantClocks
    let clock: any Clock
    let owner: String
    let limits: TurnLimits
    let runner: TurnRunner
    let leases: InboxLeases
    let conversations: ConversationLeases
    let log: Logger
    let state: Mutex<State>
    let wakeUps = WakeUp()

    /// `owner` names the node, the same after a restart. `clock` is the
    /// database's; tenants have theirs from `clocks`. `publicURL` is where the world
    /// sees the host: links to its pages may be sent. Without a `transcriber`, voice
    /// notes are files like others.
    public init(
        database: any Database,
        agents: any AgentDirectory,
        dispatcher: OutboxDispatcher,
        feed: ConversationFeed,
        clocks: TenantClocks,
        owner: String,
        clock: any Clock = SystemClock(),
        limits: TurnLimits = TurnLimits(),
        metrics: TurnMetrics = TurnMetrics(),
        publicURL: String = "",
        transcriber: (any Transcriber)? = nil,
        log: Logger
    ) {
        self.database = database
        self.feed = feed
        self.clocks = clocks
        self.clock = clock
        self.owner = owner
        self.limits = limits
        self.log = log
        leases = InboxLeases(owner: owner)
        conversations = ConversationLeases(owner: owner)
        runner = TurnRunner(
            database: database,
            relay: TurnRelay(agents: agents, limits: limits),
            dispatcher: dispatcher,
            feed: feed,
            clocks: clocks,
            clock: clock,
            owner: owner,
            limits: limits,
            metrics: metrics,
            publicURL: publicURL,
            presence: PresenceSender(
                database: database,
                channels: dispatcher.channels,
                clocks: clocks,
                typingAfterMilliseconds: limits.typingAfterMilliseconds,
                log: log
            ),
            voiceNotes: transcriber.map {
                VoiceNotes(database: database, transcriber: $0, clock: clock, log: log)
            },
            log: log
        )
        state = Mutex(State(queues: ConversationQueues(inFlightMax: limits.inFlightMax, heldMax: limits.heldMax)))
    }

    /// Takes up what a crash left, then what other nodes leave, until the
    /// shutdown; then turns that run are finished.
    public func run() async throws {
        try await database.write { [leases] in try leases.release(in: $0) }
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.wakeUps.tick(every: self.limits.pollMilliseconds) }
                group.addTask { await self.sweepUntilCancelled() }
                group.addTask { await self.renewUntilCancelled() }
                for await _ in wakeUps.signals { await claim() }
                await drain()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.stop()
        }
        stop()
        for waiter in state.withLock({ $0.board.removeAll() }) { waiter.resume(returning: .unknown) }
        try await database.write { [leases] in try leases.release(in: $0) }
    }

    /// Another host committed the turn of this item: who waits for it here reads
    /// the answer, and who watches the conversation its messages.
    public func turnEnded(_ item: InboxItemID, tenant: TenantID, channel: PluginID, address: String) {
        let waiters = state.withLock { $0.board.end(item, with: nil) }
        for waiter in waiters { waiter.resume(returning: .unknown) }
        messagesCame(tenant: tenant, channel: channel, address: address)
    }

    /// Another host committed messages of a conversation: who watches it here
    /// reads them.
    public func messagesCame(tenant: TenantID, channel: PluginID, address: String) {
        feed.publish(.messages, of: ConversationKey(tenant: tenant, channel: channel, address: address))
    }

    /// Looks into the table now: another host put work there.
    public func wake() { wakeUps.signal() }

    /// Items in memory, waiting and running.
    public var depth: Int { state.withLock { $0.queues.depth } }

    /// A turn outlives the request that brought its message, so it is a task
    /// of its own; the state holds it until it ends. Taking messages in goes before
    /// answering them: providers wait for the one, customers for the other.
    func start(_ queued: [QueuedItem]) {
        guard !queued.isEmpty else { return }
        let now = SystemClock.monotonicMilliseconds()
        state.withLock { state in
            for one in queued {
                one.deadline.begin(at: now, milliseconds: limits.deadlineMilliseconds)
                state.turns[one.item.id] = (Task(priority: .utility) { await self.work(one) }, one.deadline)
            }
        }
    }

    private func work(_ queued: QueuedItem) async {
        let item = queued.item
        feed.publish(.typing(true), of: ConversationKey(item))
        let ending = await runner.run(queued) { try await self.handle(of: item.tenant) }
        feed.publish(.typing(false), of: ConversationKey(item))
        runner.presence.turnEnds(item.id, ending)
        var reply: TurnReply?
        if case .answered(let answer) = ending { reply = answer }
        let (waiters, next, mustClaim) = state.withLock { state in
            state.turns[item.id] = nil
            let next = state.queues.finish(item)
            let mustClaim = state.queues.hasOverflow && state.queues.room >= limits.heldMax / 2
            return (state.board.end(item.id, with: reply), next, mustClaim)
        }
        for waiter in waiters { waiter.resume(returning: reply.map(ReplyBoard.Waited.answered) ?? .unknown) }
        start(next)
        if mustClaim { wakeUps.signal() }
    }

    func handle(of tenant: TenantID) async throws -> TenantHandle {
        if let known = state.withLock({ $0.handles[tenant] }) { return known }
        let handle = try await database.read { try TenantDirectory().handle(for: tenant, in: $0) }
        state.withLock { $0.handles[tenant] = handle }
        return handle
    }

    /// Takes items from the table while there is room.
    private func claim() async {
        do {
            while true {
                let limit = min(state.withLock { $0.queues.room }, Limits.claimBatchMax)
                guard limit > 0 else { return }
                let now = clock.now()
                state.withLock { $0.isClaiming = true }
                defer { start(state.withLock { $0.claimEnded() }) }
                let items = try await database.write { [leases] in try leases.claim(limit: limit, now: now, in: $0) }
                start(
                    state.withLock { state in
                        if items.count < limit { state.queues.overflowEnded() }
                        return items.compactMap { state.add(QueuedItem(item: $0)) }
                    }
                )
                if items.count < limit { return }
            }
        } catch {
            log.error("the inbox could not be claimed", metadata: ["error": "\(error)"])
        }
    }

    /// Ends turns and waits whose time is over, and shows which answers take theirs. One
    /// loop for all is cheaper than a timer for each.
    private func sweepUntilCancelled() async {
        var standstill = Standstill(graceMilliseconds: limits.deadlineMilliseconds)
        while !Task.isCancelled {
            let now = SystemClock.monotonicMilliseconds()
            let mayJudge = standstill.mayJudge(at: now)
            let (late, expired) = state.withLock { state in
                let late = mayJudge ? state.turns.values.filter { $0.deadline.hasPassed(at: now) } : []
                return (late.map(\.task), state.board.expire(at: now))
            }
            for task in late { task.cancel() }
            for waiter in expired { waiter.resume(returning: .unknown) }
            runner.presence.showTyping(at: now)
            do {
                try await Task.sleep(for: .milliseconds(limits.sweepMilliseconds))
            } catch {
                // Cancelled: the loop ends.
                return
            }
        }
    }

    /// Keeps the leases of work that takes longer than they last: a lease is
    /// used for half of its time without a look, and renewed in the second half.
    private func renewUntilCancelled() async {
        var before: Set<InboxItemID> = []
        while !Task.isCancelled {
            let held = state.withLock { $0.queues.heldItems }
            let lasting = held.filter(before.contains)
            before = Set(held)
            let now = clock.now()
            do {
                if !held.isEmpty {
                    try await database.write { [conversations] connection in
                        try conversations.renew(lasting, now: now, in: connection)
                    }
                }
            } catch {
                log.error("leases could not be renewed", metadata: ["error": "\(error)"])
            }
            do {
                try await Task.sleep(for: .milliseconds(Limits.conversationLeaseMilliseconds / 6))
            } catch {
                // Cancelled: the loop ends.
                return
            }
        }
    }

    private func stop() {
        state.withLock { $0.queues.stop() }
        wakeUps.finish()
    }

    /// Waits for the turns that run; those that do not end are redone by
    /// whoever starts next.
    private func drain() async {
        let deadline = SystemClock.monotonicMilliseconds() + limits.drainMilliseconds
        while state.withLock({ !$0.turns.isEmpty }), SystemClock.monotonicMilliseconds() < deadline {
            do { try await Task.sleep(for: .milliseconds(5)) } catch { return }
        }
    }
}
