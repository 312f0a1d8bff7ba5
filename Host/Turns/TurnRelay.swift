// The agents' part of a turn: the first agent, and those it hands over to.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import OrkestaModel

/// What the agents made of a turn, before any of it is real.
struct TurnDraft: Sendable {
    var status = TurnStatus.completed
    /// Who answered; nil when nobody did.
    var agent: PluginID?
    var intent: String?
    var locale: String?
    var state: JSON
    var change = AgentResult.ConversationChange.keep
    /// What the customer said of messages that come unasked.
    var subscription: SubscriptionWord?
    var products: [JSON] = []
    var replies: [StagedReply] = []
    var writes: [StagedWrite] = []
    var observations: [(name: String, version: Int64)] = []
    /// Documents of the host that support figures.
    var facts: [String] = []
    /// By their texts: what may go out as a template of the provider's.
    var templates: [String: JSON] = [:]
    /// Replies that the price firewall held back.
    var refusals: [PriceFirewall.Refusal] = []
    var visits: [(agent: PluginID, milliseconds: Int64)] = []
    /// What was asked of language models; see ``TurnModels/trace``.
    var models: [JSON] = []
    /// Why a person has to see to it.
    var problem: Problem?
}

/// Runs agent after agent until one ends the turn.
struct TurnRelay {
    let agents: any AgentDirectory
    let limits: TurnLimits

    static let orchestrator = PluginID("orchestrator")

    /// Never throws: what goes wrong is in the draft. Agents read `choice` in
    /// place of the number that the customer typed for it.
    func run(
        _ item: InboxItem,
        choosing choice: String?,
        from snapshot: TurnSnapshot,
        in context: TurnContext,
        attempt: Int
    ) async -> TurnDraft {
        var draft = TurnDraft(state: snapshot.conversation.context)
        let enabled = await agents.enabledAgents(of: snapshot.handle)
        guard let first = first(for: item, of: snapshot.tenant, among: enabled) else {
            draft.problem = nobody
            return failed(draft)
        }
        var input = input(item, choice, snapshot, enabled, attempt)
        var next = first
        for _ in 0...max(0, limits.handOffsMax) {
            guard enabled.contains(next) else {
                draft.problem = notEnabled(next)
                return failed(draft)
            }
            let started = SystemClock.monotonicMilliseconds()
            let outcome = await run(next, input, in: context, of: snapshot.handle)
            draft.visits.append((next, SystemClock.monotonicMilliseconds() - started))
            switch outcome {
            case .failed(let problem):
                draft.problem = problem
                return failed(draft)
            case .finished(let result):
                apply(result, of: next, to: &draft)
                guard let target = result.handOffTo else { return completed(draft, context) }
                input.handOff = HandOff(from: next, note: result.handOffNote)
                input.intent = draft.intent
                input.state = draft.state
                input.locale = draft.locale ?? input.locale
                next = target
            }
        }
        draft.problem = tooManyHandOffs
        return failed(draft)
    }

    private func first(for item: InboxItem, of tenant: Tenant, among enabled: [PluginID]) -> PluginID? {
        switch item.body {
        case .timer(let plugin, _, _), .event(let plugin, _, _): return plugin
        case .message, .question: break
        }
        if let orchestrator = Self.orchestrator, enabled.contains(orchestrator) { return orchestrator }
        guard let agent = tenant.defaultAgent, enabled.contains(agent) else { return nil }
        return agent
    }

    private func input(
        _ item: InboxItem,
        _ choice: String?,
        _ snapshot: TurnSnapshot,
        _ enabled: [PluginID],
        _ attempt: Int
    ) -> TurnInput {
        let conversation = snapshot.conversation
        var text = ""
        var kind = TurnInput.Kind.message
        switch item.body {
        case .message(let written, _, _): text = choice ?? written
        case .question(let asked): text = asked
        case .timer(_, let name, let payload): kind = .timer(name: name, payload: payload)
        case .event(_, let name, let payload): kind = .event(name: name, payload: payload)
        }
        return TurnInput(
            kind: kind,
            conversationID: conversation.id,
            customerID: snapshot.customer.id,
            customerName: snapshot.customer.name,
            channel: item.channel,
            locale: snapshot.locale(for: item),
            inboxID: item.id,
            text: text,
            state: conversation.context,
            stateRevision: conversation.stateRevision,
            currentAgent: conversation.agentID,
            handOff: nil,
            intent: nil,
            agents: enabled,
            businessName: snapshot.tenant.displayName,
            catalogRevision: snapshot.tenant.catalogRevision,
            attempt: attempt,
            utcOffsetMinutes: UTCOffset.minutes(of: snapshot.tenant.timeZone, at: item.receivedAt),
            isWithPerson: conversation.state == .paused
        )
    }

    private func run(
        _ id: PluginID,
        _ input: TurnInput,
        in context: TurnContext,
        of tenant: TenantHandle
    ) async -> AgentOutcome {
        context.enter(id)
        do throws(Problem) {
            // At its first use the agent is launched: loaded, started, its indexes filled.
            let agent = try await context.deadline.standingStill { () async throws(Problem) in
                try await agents.agent(id, for: tenant)
            }
            let outcome = await agent.run(input, in: context)
            return Task.isCancelled ? .failed(outOfTime(id)) : outcome
        } catch {
            return .failed(error)
        }
    }

    private func apply(_ result: AgentResult, of agent: PluginID, to draft: inout TurnDraft) {
        draft.agent = agent
        draft.intent = result.intent ?? draft.intent
        draft.locale = result.locale ?? draft.locale
        draft.change = result.conversation == .keep ? draft.change : result.conversation
        draft.products += result.products
        if let patch = result.statePatch { draft.state = draft.state.merging(patch) }
    }

    private func completed(_ draft: TurnDraft, _ context: TurnContext) -> TurnDraft {
        var draft = draft
        let outcome = context.outcome()
        draft.replies = outcome.replies
        draft.writes = outcome.writes
        draft.observations = outcome.observations
        draft.facts = outcome.facts
        draft.templates = outcome.templates
        return draft
    }

    /// Nothing that the agents staged remains.
    private func failed(_ draft: TurnDraft) -> TurnDraft {
        var failed = TurnDraft(state: .null)
        failed.status = .failed
        failed.visits = draft.visits
        failed.problem = draft.problem
        return failed
    }
}

extension TurnSnapshot {
    /// The best known language: what the conversation speaks, else what the
    /// channel reports, else the tenant's.
    func locale(for item: InboxItem) -> String {
        conversation.locale ?? item.body.sender.locale ?? customer.locale ?? tenant.locale
    }
}

private let nobody = Problem(
    .conflict,
    "no agent is enabled that could answer",
    field: "plugins",
    remedy: "Enable the orchestrator, or name an enabled default_agent."
)

private let tooManyHandOffs = Problem(
    .pluginFailure,
    "the agents handed the turn over too often",
    remedy: "Look at the turn's trace for the circle."
)

private func notEnabled(_ agent: PluginID) -> Problem {
    Problem(
        .conflict,
        "the turn was handed to \(agent), which is not enabled",
        field: "plugins",
        remedy: "Enable \(agent) for the tenant."
    )
}

private func outOfTime(_ agent: PluginID) -> Problem {
    Problem(.timeout, "\(agent) did not answer in time", remedy: "Look at the agent's log for what it waited for.")
}
