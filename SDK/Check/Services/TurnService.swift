// ork.turn/1: where an agent says something and ends its turn.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let turn = FakeService(
        ORK_TURN_1,
        firstSize: firstSize(\ork_turn_service.observe),
        ork_turn_service(
            size: 0,
            reserved: 0,
            emit: { handle, turn, event in
                FakeInstance.answerNow(handle, "turn.emit") { arguments throws(Refused) in
                    try arguments.instance.emit(turn, event, &arguments)
                }
            },
            finish: { handle, turn, status, result in
                FakeInstance.answerNow(handle, "turn.finish", isCompared: false) { arguments throws(Refused) in
                    try arguments.instance.finish(turn, status, result, &arguments)
                }
            },
            is_cancelled: { handle, turn in
                guard let instance = FakeHost.shared.instance(handle, "turn.is_cancelled") else { return ORK_E_STALE }
                guard let found = instance.withState({ $0.turns[turn] }) else {
                    CheckReport.shared.find(.ownHandles, "turn.is_cancelled was asked of a turn that was never given")
                    return ORK_E_STALE
                }
                return found.isOpen ? (found.isCancelled ? 1 : 0) : ORK_E_STALE
            },
            random: { handle, turn in
                guard let instance = FakeHost.shared.instance(handle, "turn.random") else { return 0 }
                return instance.random(turn)
            },
            now_ms: { handle, turn in
                guard let instance = FakeHost.shared.instance(handle, "turn.now_ms"),
                    instance.withState({ $0.turns[turn]?.isOpen }) == true
                else { return 0 }
                return FakeTurn.now
            },
            observe: { handle, turn, name, version in
                FakeInstance.answerNow(handle, "turn.observe") { arguments throws(Refused) in
                    try arguments.instance.checkTurn(turn, "turn.observe")
                    _ = try arguments.text(name, "name", in: 1...100)
                    arguments.number(version, "version")
                }
            }
        )
    )
}

/// Bytes of one text, or one document, of a reply.
private let replyBytesMax = 256 << 10

extension FakeInstance {
    fileprivate func emit(
        _ turn: ork_turn,
        _ event: UnsafePointer<ork_event>?,
        _ arguments: inout Arguments
    ) throws(Refused) {
        guard let event = sized(event, firstSize: firstSize(\ork_event.json)) else {
            report.find(.tableSizes, "turn.emit was called without an event, or with one of a wrong size")
            throw Refused(status: ORK_E_INVALID)
        }
        try checkTurn(turn, "turn.emit")
        guard event.kind <= ORK_EVENT_LINK else { throw arguments.refuse("turn.emit: there is no kind \(event.kind)") }
        arguments.number(event.kind, "kind")
        let text = try arguments.text(event.text, "text", in: 0...replyBytesMax)
        _ = try arguments.text(event.fallback, "fallback", in: 0...replyBytesMax)
        let json = try arguments.json(event.json, "json", limit: replyBytesMax, isObject: true)
        if (text + json).contains(tenant.secret) {
            report.find(.secretsStay, "a reply has the value of a secret setting")
        }
    }

    fileprivate func finish(
        _ turn: ork_turn,
        _ status: ork_status,
        _ result: UnsafePointer<ork_turn_result>?,
        _ arguments: inout Arguments
    ) throws(Refused) {
        try checkTurn(turn, "turn.finish")
        if withState({ $0.turns[turn]?.isLent }) == true {
            report.find(.lentTurns, "turn.finish was called for a turn that was lent for a tool's call")
            throw Refused(status: ORK_E_WRONG_STATE)
        }
        arguments.number(status, "status")
        var decided = (patch: "", conversation: ORK_CONVERSATION_KEEP)
        if status == ORK_OK, let result {
            guard let value = sized(result, firstSize: firstSize(\ork_turn_result.products_json)) else {
                report.find(.tableSizes, "turn.finish was called with an ork_turn_result of a wrong size")
                throw Refused(status: ORK_E_INVALID)
            }
            do throws(Refused) {
                decided = (try readResult(value, &arguments), value.conversation)
            } catch {
                // As the host does: what cannot be read has failed the turn.
                withState { $0.turns[turn]?.status = error.status }
                throw error
            }
        }
        let line = arguments.line
        withState { state in
            // Noted with the end itself: what comes next comes after it.
            state.transcript.append(line)
            state.turns[turn]?.status = status
            if let patch = try? JSON(parsing: decided.patch) {
                state.store.conversation = state.store.conversation.merging(patch)
            }
            switch decided.conversation {
            case ORK_CONVERSATION_PAUSE: state.store.isWithPerson = true
            case ORK_CONVERSATION_RESUME: state.store.isWithPerson = false
            default: break
            }
        }
    }

    /// The state patch, after everything was looked at.
    private func readResult(_ value: ork_turn_result, _ arguments: inout Arguments) throws(Refused) -> String {
        guard value.conversation <= ORK_CONVERSATION_RESUME else {
            throw arguments.refuse("turn.finish: there is no conversation \(value.conversation)")
        }
        arguments.number(value.conversation, "conversation")
        _ = try arguments.text(value.intent, "intent", in: 0...100)
        guard (0...1).contains(value.confidence) else {
            throw arguments.refuse("turn.finish: confidence is \(value.confidence), 0 to 1 are taken")
        }
        arguments.number(value.confidence, "confidence")
        _ = try arguments.text(value.locale, "locale", in: 0...35)
        let patch = try arguments.json(value.state_patch_json, "state_patch_json", limit: 64 << 10, isObject: true)
        let target = try arguments.text(value.handoff_to, "handoff_to", in: 0...63)
        if target == library.manifest.id { throw arguments.refuse("turn.finish: the turn is handed to its own agent") }
        _ = try arguments.json(value.handoff_json, "handoff_json", limit: 64 << 10, isObject: true)
        _ = try arguments.json(value.products_json, "products_json", limit: replyBytesMax)
        return patch
    }

    fileprivate func random(_ turn: ork_turn) -> UInt64 {
        guard lane.isCurrent else {
            report.find(.onTheLane, "turn.random, a [lane] function, was called from another thread")
            return 0
        }
        return withState { $0.turns[turn]?.isOpen == true ? $0.turnNumbers.next() : 0 }
    }
}
