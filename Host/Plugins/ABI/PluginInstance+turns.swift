// ork.turn/1 on the host's side: an agent's turn from start to finish.

import HostCore
import HostTurns
import OrkestaABI
import OrkestaModel
import Synchronization

extension PluginInstance {
    /// Gives a turn to the agent; `completion` runs exactly once.
    func startTurn(
        _ input: TurnInput,
        _ context: TurnContext,
        completion: @escaping @Sendable (AgentOutcome) -> Void
    )
        -> ork_turn?
    {
        let running = RunningTurn(
            context: context,
            deadline: monotonicMilliseconds() + Limits.turnDeadlineMilliseconds,
            completion: completion
        )
        let opened = state.withLock { state -> ork_turn? in
            state.lifecycle.acceptsWork ? state.turns.insert(running) : nil
        }
        guard let turn = opened else {
            completion(.failed(changingOver))
            return nil
        }
        onLane { [self] impl, tables in
            // Given up while it waited for the lane: nothing to begin.
            guard self.running(turn) != nil else { return }
            let status = callAgent(tables.agent, impl, turn, input)
            guard status != ORK_OK else { return }
            endTurn(turn, .failed(pluginProblem("it refused the turn with status \(status)")))
        } refused: { [self] in
            endTurn(turn, .failed(changingOver))
        }
        return turn
    }

    /// What whoever comes while the instance is going or not there yet is told.
    var changingOver: Problem {
        Problem(.unavailable, "Plugin \(plugin) is being changed over", remedy: "Try again in a moment")
    }

    private func callAgent(
        _ agent: UnsafePointer<ork_agent>?,
        _ impl: UnsafeMutableRawPointer?,
        _ turn: ork_turn,
        _ input: TurnInput
    ) -> ork_status {
        guard let agent else { return ORK_E_UNSUPPORTED }
        return withABI(input) { abi in
            switch input.kind {
            case .message: agent.pointee.start_turn?(impl, turn, abi) ?? ORK_E_UNSUPPORTED
            case .timer, .event: agent.pointee.wake?(impl, turn, abi) ?? ORK_E_UNSUPPORTED
            }
        }
    }

    /// Asks the agent to stop; it is given a little time to finish by itself.
    func cancelTurn(_ turn: ork_turn) {
        let now = monotonicMilliseconds()
        let isRunning = state.withLock { state -> Bool in
            guard var running = state.turns[turn], !running.isCancelled else { return false }
            running.isCancelled = true
            running.deadline = min(running.deadline, now)
            state.turns[turn] = running
            return true
        }
        guard isRunning else { return }
        if let context = running(turn)?.context { cancelCalls(in: context) }
        onLane { [self] impl, tables in
            guard running(turn) != nil else { return }
            tables.agent?.pointee.cancel_turn?(impl, turn)
        }
    }

    /// Ends a turn from the host's side or the plugin's; only the first counts.
    @discardableResult
    func endTurn(_ turn: ork_turn, _ outcome: AgentOutcome) -> Bool {
        guard let running = state.withLock({ $0.turns.remove(turn) }) else { return false }
        if !running.isLent { cancelCalls(in: running.context) }
        running.completion(outcome)
        announceIfIdle()
        return true
    }

    func running(_ turn: ork_turn) -> RunningTurn? { state.withLock { $0.turns[turn] } }

    // MARK: What the plugin calls

    func emit(_ turn: ork_turn, _ event: UnsafePointer<ork_event>?) -> ork_status {
        guard lane.isCurrent else { return refuse(ORK_E_WRONG_THREAD, "emit: called off the lane") }
        guard let event, let value = sized(event) else { return refuse(ORK_E_INVALID, "emit: no event") }
        guard let running = running(turn) else { return refuse(ORK_E_STALE, "emit: the turn is over") }
        do {
            let text = try String(checking: value.text, "event.text", limit: Limits.replyBytesMax)
            if value.kind == ORK_EVENT_PROGRESS {
                running.context.show(progress: text)
                return ORK_OK
            }
            let fallback = try String(checking: value.fallback, "event.fallback", limit: Limits.replyBytesMax)
            let rest = try JSON.checkingObject(value.json, "event.json", limit: Limits.replyBytesMax)
            let reply = try reply(kind: value.kind, text: text, rest: rest)
            return running.context.say(reply, fallback: fallback.isEmpty ? nil : fallback) ? ORK_OK : ORK_E_BUDGET
        } catch {
            return refuse(error.status, "emit: \(error.reason)")
        }
    }

    func finish(_ turn: ork_turn, _ status: ork_status, _ result: UnsafePointer<ork_turn_result>?) -> ork_status {
        guard lane.isCurrent else { return refuse(ORK_E_WRONG_THREAD, "finish: called off the lane") }
        guard let running = running(turn) else {
            return refuse(ORK_E_STALE, "finish: the turn was finished before, or never started")
        }
        guard !running.isLent else {
            return refuse(ORK_E_WRONG_STATE, "finish: the turn is another agent's; answer the tool's operation")
        }
        guard status == ORK_OK else {
            endTurn(turn, .failed(pluginProblem("it ended the turn with status \(status)")))
            return ORK_OK
        }
        guard let result else {
            endTurn(turn, .finished(AgentResult()))
            return ORK_OK
        }
        guard let value = sized(result) else { return refuse(ORK_E_INVALID, "finish: a wrong size") }
        do {
            endTurn(turn, .finished(try agentResult(value)))
            return ORK_OK
        } catch {
            endTurn(turn, .failed(pluginProblem(error.reason)))
            return refuse(error.status, "finish: \(error.reason)")
        }
    }

    func isCancelled(_ turn: ork_turn) -> Int32 {
        guard let running = running(turn) else { return ORK_E_STALE }
        return running.isCancelled ? 1 : 0
    }

    func random(_ turn: ork_turn) -> UInt64 {
        guard lane.isCurrent else {
            violation("random: called off the lane")
            return 0
        }
        return running(turn)?.context.random() ?? 0
    }

    func observe(_ turn: ork_turn, _ name: ork_str, _ version: Int64) -> ork_status {
        guard lane.isCurrent else { return refuse(ORK_E_WRONG_THREAD, "observe: called off the lane") }
        guard let running = running(turn) else { return refuse(ORK_E_STALE, "observe: the turn is over") }
        do {
            running.context.observe(try String(checking: name, "name", limit: 100), version: version)
            return ORK_OK
        } catch {
            return refuse(error.status, "observe: \(error.reason)")
        }
    }

    private func reply(kind: UInt32, text: String, rest: JSON?) throws(Refusal) -> Reply {
        guard let type = replyTypes[kind] else {
            throw Refusal(status: ORK_E_INVALID, reason: "an unknown kind of event, \(kind)")
        }
        var members = rest?.objectValue ?? [:]
        members["type"] = .string(type)
        if !text.isEmpty { members["text"] = .string(text) }
        do {
            return try Reply(json: .object(members))
        } catch {
            throw Refusal(status: ORK_E_INVALID, reason: "\(error)")
        }
    }

    private func agentResult(_ value: ork_turn_result) throws(Refusal) -> AgentResult {
        let limit = Limits.statePatchBytesMax
        let intent = try String(checking: value.intent, "result.intent", limit: 100)
        let locale = try String(checking: value.locale, "result.locale", limit: 35)
        let target = try String(checking: value.handoff_to, "result.handoff_to", limit: 63)
        let patch = try JSON.checkingObject(value.state_patch_json, "result.state_patch_json", limit: limit)
        let products = try JSON.checking(value.products_json, "result.products_json", limit: limit)
        guard products == nil || products?.arrayValue != nil else {
            throw Refusal(status: ORK_E_INVALID, reason: "result.products_json is no array")
        }
        let note = try JSON.checkingObject(value.handoff_json, "result.handoff_json", limit: limit)
        let agent = PluginID(target)
        guard target.isEmpty || agent != nil else {
            throw Refusal(status: ORK_E_INVALID, reason: "result.handoff_to is no plugin id")
        }
        return AgentResult(
            conversation: conversationChange(value.conversation),
            intent: intent.isEmpty ? nil : intent,
            confidence: value.confidence.isFinite ? min(1, max(0, value.confidence)) : 0,
            locale: locale.isEmpty ? nil : locale,
            statePatch: patch,
            handOffTo: agent,
            handOffNote: note ?? .object([:]),
            products: products?.arrayValue ?? []
        )
    }
}

private let replyTypes: [UInt32: String] = [
    ORK_EVENT_TEXT: "text", ORK_EVENT_BUTTONS: "buttons", ORK_EVENT_LIST: "list", ORK_EVENT_IMAGE: "image",
    ORK_EVENT_DOCUMENT: "document", ORK_EVENT_LINK: "link",
]

/// Unknown codes change nothing.
private func conversationChange(_ code: UInt32) -> AgentResult.ConversationChange {
    switch code {
    case ORK_CONVERSATION_COMPLETE: .complete
    case ORK_CONVERSATION_PAUSE: .pause
    case ORK_CONVERSATION_RESUME: .resume
    default: .keep
    }
}
