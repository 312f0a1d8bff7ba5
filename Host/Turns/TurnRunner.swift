// One inbox item, from its snapshot to its commit, redone as often as it takes
// within bounds.

import HostConversations
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import Logging
import OrkestaModel

/// How an item left the runner.
enum TurnEnding: Sendable {
    case answered(TurnReply)
    /// Its turn was committed by someone else.
    case endedBefore
    /// Given up after too many attempts.
    case dead
}

/// Does turns. Knows nothing of queues.
struct TurnRunner: Sendable {
    let database: any Database
    let relay: TurnRelay
    let dispatcher: OutboxDispatcher
    let feed: ConversationFeed
    let clocks: TenantClocks
    let clock: any Clock
    let owner: String
    let limits: TurnLimits
    let metrics: TurnMetrics
    let publicURL: String
    let presence: PresenceSender
    /// Nil where nobody can write voice notes down.
    let voiceNotes: VoiceNotes?
    let log: Logger

    /// Never throws: an item whose turn cannot be committed is buried.
    func run(_ queued: QueuedItem, of handle: @Sendable () async throws -> TenantHandle) async -> TurnEnding {
        var attempt = queued.item.attempts
        var snapshot = queued.snapshot
        while true {
            attempt += 1
            do {
                return try await self.attempt(queued, from: snapshot, of: try await handle(), attempt: attempt)
            } catch {
                log.warning("a turn could not be committed", metadata: ["error": "\(error)", "attempt": "\(attempt)"])
                let isLast = attempt >= limits.attemptsMax
                await record(queued.item, error: "\(error)", isLast: isLast, attempt: attempt, handle)
                if isLast { return .dead }
                snapshot = nil
            }
        }
    }

    /// Redoes the turn while its conversation or documents change under it, or
    /// an agent changes over. Throws errors of the database.
    private func attempt(
        _ queued: QueuedItem,
        from given: TurnSnapshot?,
        of handle: TenantHandle,
        attempt: Int
    ) async throws -> TurnEnding {
        let started = SystemClock.monotonicMilliseconds()
        var snapshot = given
        var redos = 0
        while true {
            let present: TurnSnapshot
            if let snapshot { present = snapshot } else { present = try await open(queued.item, of: handle) }
            presence.turnBegins(queued.item, from: present)
            let heard = await heard(queued, from: present)
            let item = heard.item
            let made = try await draft(queued, heard, from: present, attempt: attempt)
            let draft = try await screened(made, item, present)
            if draft.problem?.kind == .unavailable, await mayWait(since: started) {
                snapshot = nil
                continue
            }
            do {
                return try await commit(draft, of: item, from: present, attempt: attempt, started: started)
            } catch is TurnEndedBefore {
                return .endedBefore
            } catch let conflict as StagedConflict where redos >= limits.attemptsMax {
                let problem = Problem(
                    .conflict,
                    "the document \(conflict.key) changed during every attempt",
                    remedy: "Keep documents that many conversations write small and apart."
                )
                return try await fail(draft, problem, item, from: present, attempt: attempt, started: started)
            } catch let problem as Problem {
                return try await fail(draft, problem, item, from: present, attempt: attempt, started: started)
            } catch  where (error is StaleConversation || error is StagedConflict) && redos < limits.attemptsMax {
                redos += 1
                snapshot = nil
            }
        }
    }

    /// What was said in a voice note, in words; the time is not the turn's.
    private func heard(_ queued: QueuedItem, from snapshot: TurnSnapshot) async -> HeardMessage {
        guard let voiceNotes, voiceNotes.mayBeOne(queued.item) else { return HeardMessage(queued.item) }
        return await queued.deadline.standingStill {
            await voiceNotes.hear(queued.item, of: snapshot.handle, locale: snapshot.locale(for: queued.item))
        }
    }

    private func draft(
        _ queued: QueuedItem,
        _ heard: HeardMessage,
        from snapshot: TurnSnapshot,
        attempt: Int
    ) async throws -> TurnDraft {
        let item = heard.item
        if case .message(let text, _, _) = item.body, let word = SubscriptionWord(text) {
            return answered(word, item, snapshot)
        }
        if snapshot.conversation.state == .paused, try await isForPerson(item, snapshot) {
            return silent(heard, snapshot)
        }
        guard heard.isUnderstood else { return unheard(heard, snapshot) }
        let context = TurnContext(
            tenant: snapshot.handle,
            inboxID: item.id,
            conversationID: snapshot.conversation.id,
            customerID: snapshot.customer.id,
            channel: item.channel,
            address: item.address,
            customerName: snapshot.customer.name,
            locale: snapshot.locale(for: item),
            now: item.receivedAt,
            seed: TurnSeeds(item.id).agents,
            deadline: queued.deadline,
            progress: queued.progress
        )
        let choice = try await choice(of: item, snapshot)
        var draft = await relay.run(item, choosing: choice, from: snapshot, in: context, attempt: attempt)
        draft.models = heard.trace + context.models.trace
        return draft
    }

    /// A person answers: agents are silent, the message is kept. Receipts and timers are
    /// the host's own business and go on, but for the one that waits for a person who has
    /// come meanwhile.
    private func isForPerson(_ item: InboxItem, _ snapshot: TurnSnapshot) async throws -> Bool {
        guard item.body.isUnprompted else { return true }
        guard case .timer(_, TurnEngine.handBackTimer, _) = item.body else { return false }
        let (tenant, conversation) = (snapshot.handle, snapshot.conversation.id)
        return try await database.read { try HandOffs(tenant).find(conversation, in: $0) } != nil
    }

    private func silent(_ heard: HeardMessage, _ snapshot: TurnSnapshot) -> TurnDraft {
        var draft = TurnDraft(state: snapshot.conversation.context)
        draft.models = heard.trace
        return draft
    }

    /// What the host says to a voice note that nobody could write down.
    private func unheard(_ heard: HeardMessage, _ snapshot: TurnSnapshot) -> TurnDraft {
        var draft = silent(heard, snapshot)
        let text = VoicePhrases.pleaseWrite(in: snapshot.locale(for: heard.item))
        draft.replies = [StagedReply(agent: nil, reply: .text(text), fallback: nil)]
        return draft
    }

    /// What the host itself says to it, whoever has the conversation.
    private func answered(_ word: SubscriptionWord, _ item: InboxItem, _ snapshot: TurnSnapshot) -> TurnDraft {
        var draft = TurnDraft(state: snapshot.conversation.context)
        draft.subscription = word
        let text = word.confirmation(in: snapshot.locale(for: item))
        draft.replies = [StagedReply(agent: nil, reply: .text(text), fallback: nil)]
        return draft
    }

    /// The choice whose number the customer typed; nil for any other message.
    private func choice(of item: InboxItem, _ snapshot: TurnSnapshot) async throws -> String? {
        guard case .message(let text, _, _) = item.body, let choice = NumberedChoice(text) else { return nil }
        let shown = try await database.read { connection in
            try Conversations(snapshot.handle).talk(
                in: snapshot.conversation,
                limit: Limits.repliesPerTurnMax,
                connection
            )
        }
        let said = shown.reversed().prefix { $0.role != .user }.map(\.content)
        guard let offer = said.first(where: { !$0.choices.isEmpty }) else { return nil }
        let channel = try? await dispatcher.channels.channel(item.channel, for: snapshot.handle)
        return channel?.capabilities.draws(offer) == true ? nil : choice.title(among: offer.choices)
    }

    /// What agents said, as the price firewall lets it go.
    private func screened(_ draft: TurnDraft, _ item: InboxItem, _ snapshot: TurnSnapshot) async throws -> TurnDraft {
        let source = ProvenanceSource(item: item, snapshot: snapshot, draft: draft, publicURL: publicURL)
        return try await PriceFirewall.screen(draft, source, in: database)
    }

    private func open(_ item: InboxItem, of handle: TenantHandle) async throws -> TurnSnapshot {
        if let known = try await database.read({ try TurnSnapshot.read(item, of: handle, in: $0) }) { return known }
        return try await database.write { try TurnSnapshot.open(item, of: handle, in: $0) }
    }

    /// Commits that the turn failed; of what it made, only what models cost remains.
    private func fail(
        _ made: TurnDraft,
        _ problem: Problem,
        _ item: InboxItem,
        from snapshot: TurnSnapshot,
        attempt: Int,
        started: Int64
    ) async throws -> TurnEnding {
        var draft = TurnDraft(state: .null)
        draft.status = .failed
        draft.problem = problem
        draft.models = made.models
        return try await commit(draft, of: item, from: snapshot, attempt: attempt, started: started)
    }

    private func commit(
        _ draft: TurnDraft,
        of item: InboxItem,
        from snapshot: TurnSnapshot,
        attempt: Int,
        started: Int64
    ) async throws -> TurnEnding {
        let askedAt = SystemClock.monotonicMilliseconds()
        let commit = TurnCommit(
            item: item,
            snapshot: snapshot,
            draft: draft,
            attempt: attempt,
            owner: owner,
            now: clock.now(),
            finishedAt: clocks.clock(for: snapshot.tenant).now(),
            joining: await joining(draft, item, snapshot)
        )
        let committed = try await write(commit)
        dispatcher.dispatch(committed.leased, askedAt: askedAt)
        if committed.hasUnleased { dispatcher.wake() }
        feed.publish(.messages, of: ConversationKey(item))
        database.hint([.turnEnded(item.id, tenant: item.tenant, channel: item.channel, address: item.address)])
        for refusal in draft.refusals {
            for kind in Set(refusal.figures.map(\.kind)) {
                metrics.replyRefused(refusal.agent, kind, refusal.sent.rawValue)
            }
        }
        metrics.turnFinished(draft.agent, draft.status, SystemClock.monotonicMilliseconds() - started)
        return .answered(committed.reply)
    }

    /// As the channel has it, where there is something to join.
    private func joining(
        _ draft: TurnDraft,
        _ item: InboxItem,
        _ snapshot: TurnSnapshot
    ) async -> OutgoingMessage.Joining {
        guard draft.replies.count > 1, item.channel != .api else { return .nothing }
        let channel = try? await dispatcher.channels.channel(item.channel, for: snapshot.handle)
        guard let capabilities = channel?.capabilities else { return .nothing }
        let charactersMax = capabilities.textLengthMax ?? Limits.messageCharactersMax
        if capabilities.isComposed { return .everything(charactersMax: charactersMax) }
        return capabilities.isBilled ? .texts(charactersMax: charactersMax) : .nothing
    }

    /// A turn that ran out of time is cancelled, and must be committed as
    /// failed all the same: in a task that is not.
    private func write(_ commit: TurnCommit) async throws -> CommittedTurn {
        guard Task.isCancelled else { return try await database.write { try commit.write(in: $0) } }
        return try await Task { try await database.write { try commit.write(in: $0) } }.value
    }

    private func mayWait(since started: Int64) async -> Bool {
        guard SystemClock.monotonicMilliseconds() - started < limits.changeOverMilliseconds else { return false }
        do {
            try await Task.sleep(for: .milliseconds(limits.changeOverPauseMilliseconds))
        } catch {
            return false
        }
        return true
    }

    /// Counts a failed attempt and waits before the next. The conversation
    /// waits with it, so that its order stays.
    private func record(
        _ item: InboxItem,
        error: String,
        isLast: Bool,
        attempt: Int,
        _ handle: () async throws -> TenantHandle
    ) async {
        let now = clock.now()
        let pause = limits.retry.delay(afterAttempts: attempt, chance: SystemRandomness().next())
        do {
            let inbox = Inbox(try await handle())
            try await database.write { connection in
                guard !isLast else { return try inbox.bury(item.id, error: error, now: now, in: connection) }
                let until = now.advanced(byMilliseconds: pause + Limits.leaseMilliseconds)
                try inbox.postpone(item.id, error: error, until: until, in: connection)
            }
        } catch {
            // The row keeps its lease and its count; whoever claims it later tries again.
            log.error("a failed attempt could not be recorded", metadata: ["error": "\(error)"])
        }
        guard !isLast else { return metrics.itemBuried() }
        try? await Task.sleep(for: .milliseconds(pause))
    }
}

extension InboxItem {
    /// The turn's key, the same on every redo.
    var turnID: TurnID { TurnID(at: receivedAt, randomness: TurnSeeds(id).randomness(.turn)) }
}
