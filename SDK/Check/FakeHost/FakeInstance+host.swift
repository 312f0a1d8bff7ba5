// ork_host for one instance: what the plugin asks of the host itself.

import OrkestaABI

/// Work that the host gave to the plugin and that is answered once.
struct GivenOperation: Sendable {
    /// Who answers it how.
    enum Kind: Sendable {
        /// Through ork_host.complete.
        case answered
        /// A request of a provider, through ork.channel-host/1.
        case ingest
        case send
    }

    /// `activate`, `search`, `ingest`.
    let what: String
    let kind: Kind
    /// What is broken when it is not answered.
    let rule: Rule
    /// The turn that was lent with it, over when it is answered.
    var lentTurn: ork_turn?
    /// How it was answered; nil while it is open.
    var status: ork_status?
    /// The plugin refused it by its status: then it must not answer it.
    var isRefused = false
    /// Of a send that failed: the host would try it again.
    var isTriedAgain = false
}

extension FakeInstance {
    func giveOperation(
        _ what: String,
        _ rule: Rule,
        _ kind: GivenOperation.Kind = .answered,
        lending lentTurn: ork_turn? = nil
    ) -> ork_op {
        let op = FakeHost.shared.newHandle()
        withState { $0.operations[op] = GivenOperation(what: what, kind: kind, rule: rule, lentTurn: lentTurn) }
        return op
    }

    /// The plugin did not take the operation.
    func refuse(_ op: ork_op, _ status: ork_status) {
        withState { state in
            guard state.operations[op]?.status == nil else { return }
            state.end(op, status)
            state.operations[op]?.isRefused = true
        }
    }

    func findService(_ id: ork_str) -> UnsafeRawPointer? {
        if phase == .creating { report.find(.creates, "create called get_service") }
        if phase >= .ending { report.find(.starts, "get_service was called after deactivate") }
        guard let id = checked(id, "get_service: id", limit: 100) else { return nil }
        guard id != behaviour.missingService else { return nil }
        return FakeService.named(id)?.table(behaviour)
    }

    func post(_ token: UInt64) -> ork_status {
        if phase == .creating { report.find(.creates, "create called post") }
        guard tables.instance.on_post != nil || phase == .creating else {
            report.find(.soundCalls, "post was called, but on_post of ork_instance is NULL")
            return ORK_E_INVALID
        }
        lane.enqueue { [self] in
            let table = tables.instance
            guard phase < .destroyed, let onPost = table.on_post else { return }
            enter("on_post") { onPost(table.impl, token) }
        }
        return ORK_OK
    }

    func complete(_ op: ork_op, _ answer: UnsafePointer<ork_completion>?) -> ork_status {
        guard let value = sized(answer, firstSize: firstSize(\ork_completion.number)) else {
            report.find(.tableSizes, "complete was called without an answer, or with one of a wrong size")
            return ORK_E_INVALID
        }
        guard let json = checked(value.json, "complete: json", limit: 1 << 26) else { return ORK_E_INVALID }
        return close(op, .answered, "complete", value.status, noting: "complete \(value.status) \(json)")
    }

    /// Closes an operation, which must be open and of this kind, and notes `line` with
    /// it: what comes next comes after it.
    func close(
        _ op: ork_op,
        _ kind: GivenOperation.Kind,
        _ function: String,
        _ status: ork_status,
        noting line: String
    ) -> ork_status {
        let found = withState { state -> GivenOperation? in
            guard let operation = state.operations[op], operation.kind == kind else { return nil }
            if operation.status == nil {
                state.end(op, status)
                state.transcript.append("\(operation.what): \(line)")
            }
            return operation
        }
        guard let operation = found else {
            report.find(.ownHandles, "\(function) was called with an operation that was not given out for it")
            return ORK_E_STALE
        }
        guard operation.status == nil else {
            let reason = operation.isRefused ? "it had refused" : "was answered before"
            report.find(.answerOnce, "\(function) answered an operation (\(operation.what)) that \(reason)")
            return ORK_E_STALE
        }
        return ORK_OK
    }

    func cancelCall(_ op: ork_op) -> ork_status {
        let isKnown = withState { $0.calls[op] != nil }
        guard isKnown else {
            report.find(.ownHandles, "cancel was called with an operation that was not given out")
            return ORK_E_STALE
        }
        // Its on_done tells the truth: it was done, or it crosses with this.
        return ORK_OK
    }
}

extension FakeInstance.State {
    /// The operation is answered, and the turn that was lent with it is over.
    fileprivate mutating func end(_ op: ork_op, _ status: ork_status) {
        operations[op]?.status = status
        if let lent = operations[op]?.lentTurn { turns[lent]?.status = ORK_OK }
    }
}
