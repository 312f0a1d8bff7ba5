// The engine's front: messages in, receipts and answers out.

import HostConversations
public import HostCore
public import HostInbox
public import HostStorage
import HostTime
import OrkestaModel
import Synchronization

extension TurnEngine {
    /// Makes one message durable and lets its turn begin. The same message
    /// again has the same receipt and no second turn; another body under its
    /// id is a mismatch problem. `progress` gets what agents show meanwhile.
    public func submit(
        _ message: InboundMessage,
        channel: PluginID,
        tenant: TenantHandle,
        progress: (@Sendable (String) -> Void)? = nil
    ) async throws(Problem) -> TurnReceipt {
        guard let accepted = try await accept([message], channel, tenant, progress).first else {
            throw Problem(.internal, "the message left no receipt", remedy: "Send it again.")
        }
        guard accepted.hasSameBody else {
            throw Problem(
                .mismatch,
                "a message with this id and another body was accepted before",
                field: "message_id",
                remedy: "Give each message an id of its own; repeat a message unchanged."
            )
        }
        return accepted.receipt
    }

    /// Makes all messages of one provider request durable in one transaction,
    /// and lets their turns begin. Repetitions are receipts without a turn.
    /// `preparing` comes first in that transaction.
    public func accept(
        _ messages: [InboundMessage],
        channel: PluginID,
        tenant: TenantHandle,
        preparing: @escaping @Sendable (any DatabaseConnection) throws -> Void = { _ in }
    ) async throws(Problem) -> [TurnReceipt] {
        try await accept(messages, channel, tenant, nil, preparing).map(\.receipt)
    }

    /// The answer of a turn, waiting for it; nil when it is still running
    /// after `waitMilliseconds`, the engine's limit unless given. Throws a problem when
    /// it was given up.
    public func reply(
        for receipt: TurnReceipt,
        waitMilliseconds: Int64? = nil
    ) async throws(Problem) -> TurnReply? {
        let id = receipt.inboxID
        let (known, isHeldNow) = state.withLock { ($0.board.answer(of: id), $0.queues.holds(id)) }
        if let known { return known }
        if !isHeldNow, let stored = try await stored(receipt) { return stored }
        let deadline = SystemClock.monotonicMilliseconds() + max(0, waitMilliseconds ?? limits.waitMilliseconds)
        while true {
            // Another host may run the turn, and its notice may be lost: looked
            // for in the table too.
            let now = SystemClock.monotonicMilliseconds()
            let isHeld = state.withLock { $0.queues.holds(id) }
            let waited = await wait(for: id, until: isHeld ? deadline : min(deadline, now + limits.pollMilliseconds))
            switch waited {
            case .answered(let reply): return reply
            case .unknown:
                if let stored = try await stored(receipt) { return stored }
                guard SystemClock.monotonicMilliseconds() < deadline, !isStopping else { return nil }
            }
        }
    }

    private func wait(for id: InboxItemID, until deadline: Int64) async -> ReplyBoard.Waited {
        await withCheckedContinuation { waiter in
            let answered = state.withLock { state -> TurnReply? in
                if let answer = state.board.answer(of: id) { return answer }
                state.board.wait(for: id, until: deadline, waiter)
                return nil
            }
            if let answered { waiter.resume(returning: .answered(answered)) }
        }
    }

    private var isStopping: Bool { state.withLock { $0.queues.isStopping } }

    private struct Accepted: Sendable {
        let receipt: TurnReceipt
        var hasSameBody = true
        /// What is to run; nil for a repetition and for what waits in the table.
        var queued: QueuedItem?
        /// Whether the conversation's lease was written with it.
        var tookConversation = false
        /// Whether some host can take the row from the table now.
        var isWaiting = false
    }

    private func accept(
        _ messages: [InboundMessage],
        _ channel: PluginID,
        _ tenant: TenantHandle,
        _ progress: (@Sendable (String) -> Void)?,
        _ prepare: @escaping @Sendable (any DatabaseConnection) throws -> Void = { _ in }
    ) async throws(Problem) -> [Accepted] {
        for message in messages { try message.checkLimits() }
        guard !messages.isEmpty else { return [] }
        let keys = Set(messages.map { Address.canonical($0.address) }).sorted()
            .map { ConversationKey(tenant: tenant.id, channel: channel, address: $0) }
        for key in keys { await enter(key) }
        defer { for key in keys { leave(key) } }
        let isReserved = state.withLock { $0.queues.reserve(messages.count) }
        let now = clock.now()
        do {
            let accepted = try await database.write { [self] connection in
                try prepare(connection)
                return try store(messages, channel, tenant, hasRoom: isReserved, now: now, progress, in: connection)
            }
            start(
                state.withLock { state in
                    state.handles[tenant.id] = tenant
                    if isReserved { state.queues.release(messages.count) }
                    return accepted.compactMap { one in
                        guard let queued = one.queued else { return nil }
                        if one.tookConversation {
                            state.conversations.keep(ConversationKey(queued.item), since: now)
                        }
                        return state.admit(queued)
                    }
                }
            )
            if accepted.contains(where: \.isWaiting) { begin() }
            return accepted
        } catch {
            if isReserved { state.withLock { $0.queues.release(messages.count) } }
            throw Problem(mapping: error)
        }
    }

    /// One message of a conversation is accepted at a time; in the order of
    /// coming. Keys are entered in their order, so nobody waits in a circle.
    private func enter(_ key: ConversationKey) async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.accepting[key] != nil else {
                    state.accepting[key] = []
                    return true
                }
                state.accepting[key]?.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func leave(_ key: ConversationKey) {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.accepting[key]?.isEmpty == false else {
                state.accepting[key] = nil
                return nil
            }
            return state.accepting[key]?.removeFirst()
        }
        next?.resume()
    }

    private func store(
        _ messages: [InboundMessage],
        _ channel: PluginID,
        _ handle: TenantHandle,
        hasRoom: Bool,
        now: Timestamp,
        _ progress: (@Sendable (String) -> Void)?,
        in connection: any DatabaseConnection
    ) throws -> [Accepted] {
        let tenant = try TurnSnapshot.tenant(handle, in: connection)
        try checkService(of: tenant)
        let receivedAt = clocks.clock(for: tenant).now()
        let items = items(of: messages, channel, tenant, receivedAt)
        return try items.map { item in
            let isKnown = state.withLock { $0.conversations.holds(ConversationKey(item), at: now) }
            let isOurs = try hasRoom && (isKnown || conversations.take(item, now: now, in: connection))
            let acceptance = try Inbox(handle).accept(
                item,
                leaseOwner: isOurs ? owner : nil,
                now: now,
                in: connection
            )
            switch acceptance {
            case .duplicate(let id, _, let turn, let receivedAt, let hasSameBody):
                let turnID = turn ?? TurnID(at: receivedAt, randomness: TurnSeeds(id).randomness(.turn))
                let receipt = TurnReceipt(tenant: handle, inboxID: id, turnID: turnID, isDuplicate: true)
                return Accepted(receipt: receipt, hasSameBody: hasSameBody)
            case .accepted(let item, let isLeased):
                let receipt = TurnReceipt(tenant: handle, inboxID: item.id, turnID: item.turnID, isDuplicate: false)
                // A row that finds no room here waits until a turn makes some.
                guard isLeased else { return Accepted(receipt: receipt, isWaiting: hasRoom) }
                // A batch's later messages would begin from a stale snapshot.
                let snapshot = items.count > 1 ? nil : try TurnSnapshot.open(item, of: tenant, handle, in: connection)
                return Accepted(
                    receipt: receipt,
                    queued: QueuedItem(item: item, snapshot: snapshot, progress: progress),
                    tookConversation: !isKnown
                )
            }
        }
    }

    /// Ids of one batch rise with the order of its messages, which the table
    /// keeps by them.
    private func items(
        of messages: [InboundMessage],
        _ channel: PluginID,
        _ tenant: Tenant,
        _ receivedAt: Timestamp
    ) -> [InboxItem] {
        let addresses = messages.map { Address.canonical($0.address) }
        let ids = zip(messages, addresses).map { message, address in
            let thing = "\(channel)\u{1F}\(address)\u{1F}\(message.messageID)"
            return InboxItemID(at: receivedAt, randomness: clocks.randomness(for: tenant, thing: thing))
        }.sorted()
        return messages.indices.map { place in
            let message = messages[place]
            return InboxItem(
                id: ids[place],
                tenant: tenant.id,
                channel: channel,
                address: addresses[place],
                messageID: message.messageID,
                body: .message(text: message.text, name: message.name, locale: message.locale),
                receivedAt: receivedAt,
                // The provider's clock says nothing in a time of the tenant's own.
                writtenAt: tenant.simulatedNow == nil ? message.at : nil,
                answers: message.answers
            )
        }
    }

    private func checkService(of tenant: Tenant) throws(Problem) {
        switch tenant.status {
        case .active, .trial: return
        case .suspended, .churned:
            throw Problem(
                .forbidden,
                "the tenant \(tenant.id) is \(tenant.status.rawValue)",
                field: "tenant_id",
                remedy: "Ask the platform's operator to activate the tenant."
            )
        }
    }

    private func stored(_ receipt: TurnReceipt) async throws(Problem) -> TurnReply? {
        let found: (state: InboxState?, turn: TurnRecord?)
        do {
            found = try await database.read { connection in
                let item = try Inbox(receipt.tenant).state(of: receipt.inboxID, in: connection)
                return (item?.state, try item?.turn.flatMap { try Turns(receipt.tenant).find($0, in: connection) })
            }
        } catch {
            throw Problem(mapping: error)
        }
        guard found.state != .dead else {
            throw Problem(
                .internal,
                "the message could not be worked on and was given up",
                field: "message_id",
                remedy: "Send it again under another id, and look at the log."
            )
        }
        return found.turn?.answer
    }
}

extension Problem {
    /// What a caller is told of an error below: its own problem, or that the
    /// database is not to be had.
    init(mapping error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case DatabaseError.unavailable:
            self.init(.unavailable, "the database is busy or closing", remedy: "Try again in a moment.")
        default:
            self.init(.internal, "the message could not be stored", remedy: "Look at the log, then try again.")
        }
    }
}
