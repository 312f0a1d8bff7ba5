// What every function of every fake service does first: who calls, from where, when,
// with what, and whether this is a function that shall fail now.

import OrkestaABI

/// What a service does when it is not made to fail.
typealias ServiceWork = (inout FakeStore) -> ServiceAnswer

extension FakeInstance {
    /// A call that may wait: checks the envelope, reads the arguments with `read`,
    /// and has its work answered as the behaviour says.
    static func serve(
        _ handle: ork_inst,
        _ envelope: UnsafePointer<ork_call>?,
        _ op: UnsafeMutablePointer<ork_op>?,
        _ function: String,
        isWrite: Bool = false,
        needsTurn: Bool = false,
        _ read: (inout Arguments) throws(Refused) -> ServiceWork
    ) -> ork_status {
        guard let instance = FakeHost.shared.instance(handle, function) else { return ORK_E_STALE }
        do throws(Refused) {
            try instance.checkCaller(function, mustBeOnLane: true)
            let call = try instance.checkEnvelope(envelope, op, function, needsTurn: needsTurn)
            guard let label = instance.checked(call.label, "\(function): label", limit: 100) else {
                return ORK_E_INVALID
            }
            var arguments = Arguments(instance, function, turn: call.turn, label: label)
            let work = try read(&arguments)
            return try instance.begin(call, arguments, isWrite, work, op)
        } catch {
            return error.status
        }
    }

    /// A call that answers at once. `isCompared` is false where two runs may differ
    /// (what operators read may hold measurements), or where `work` notes the call.
    static func answerNow(
        _ handle: ork_inst,
        _ function: String,
        mustBeOnLane: Bool = true,
        isCompared: Bool = true,
        _ work: (inout Arguments) throws(Refused) -> Void
    ) -> ork_status {
        guard let instance = FakeHost.shared.instance(handle, function) else { return ORK_E_STALE }
        do throws(Refused) {
            try instance.checkCaller(function, mustBeOnLane: mustBeOnLane)
            var arguments = Arguments(instance, function)
            if let status = instance.count(function, isAsynchronous: false) { return status }
            try work(&arguments)
            if isCompared { instance.note(arguments.line) }
            return ORK_OK
        } catch {
            return error.status
        }
    }

    func checkCaller(_ function: String, mustBeOnLane: Bool) throws(Refused) {
        let phase = phase
        if phase == .creating {
            report.find(.creates, "create called \(function)")
            throw Refused(status: ORK_E_WRONG_STATE)
        }
        if phase < .activating || phase >= .ending {
            report.find(
                .starts,
                "\(function) was called \(phase < .activating ? "before activate" : "after deactivate")"
            )
            throw Refused(status: ORK_E_WRONG_STATE)
        }
        if mustBeOnLane, !lane.isCurrent {
            report.find(.onTheLane, "\(function), a [lane] function, was called from another thread")
            throw Refused(status: ORK_E_WRONG_THREAD)
        }
    }

    private func checkEnvelope(
        _ envelope: UnsafePointer<ork_call>?,
        _ op: UnsafeMutablePointer<ork_op>?,
        _ function: String,
        needsTurn: Bool
    ) throws(Refused) -> ork_call {
        func wrong(_ reason: String) -> Refused {
            report.find(.callEnvelope, "\(function) was called \(reason)")
            return Refused(status: ORK_E_INVALID)
        }
        guard let envelope, op != nil else { throw wrong("without an ork_call or a place for the operation") }
        guard let call = sized(envelope, firstSize: firstSize(\ork_call.on_done)) else {
            report.find(.tableSizes, "\(function) was called with an ork_call of a wrong size")
            throw Refused(status: ORK_E_INVALID)
        }
        if call.on_done == nil { throw wrong("without on_done") }
        if call.deadline_ms < 0 { throw wrong("with a deadline of \(call.deadline_ms) ms") }
        if call.turn == 0, needsTurn { throw wrong("outside a turn, which it needs") }
        if call.turn != 0 { try checkTurn(call.turn, function) }
        return call
    }

    private func begin(
        _ call: ork_call,
        _ arguments: Arguments,
        _ isWrite: Bool,
        _ work: ServiceWork,
        _ op: UnsafeMutablePointer<ork_op>?
    ) throws(Refused) -> ork_status {
        guard let onDone = call.on_done else { throw Refused(status: ORK_E_INVALID) }
        note(arguments.line)
        if isWrite { _ = withState { $0.writes.insert(arguments.function).inserted } }
        watchRetries(arguments.line, arguments.function, isWrite)
        if let status = count(arguments.function, isAsynchronous: false) { return status }
        var answer: ServiceAnswer
        if let status = count(arguments.function, isAsynchronous: true) {
            answer = .failure(status)
            if status == ORK_E_UNKNOWN_OUTCOME { withState { $0.unknownOutcomes.append(arguments.line) } }
        } else {
            answer = withState { work(&$0.store) }
        }
        let opened = FakeHost.shared.newHandle()
        op?.pointee = opened
        let dueAt = dueTime()
        withState { state in
            state.calls[opened] = ServiceCall(
                function: arguments.function,
                isWrite: isWrite,
                answer: answer,
                dueAt: dueAt,
                number: state.calls.count,
                user: call.user,
                onEvent: call.on_event,
                onDone: onDone
            )
        }
        if case .prompt = behaviour.timing { answerDueCalls() }
        return ORK_OK
    }

    private func dueTime() -> Int64 {
        switch behaviour.timing {
        case .prompt, .reversed: 0
        case .late(let milliseconds): monotonicMilliseconds() + milliseconds
        case .held: .max
        }
    }

    /// Counts the call; the status with which it shall fail, if it shall.
    private func count(_ function: String, isAsynchronous: Bool) -> ork_status? {
        if !isAsynchronous { withState { $0.called[function, default: 0] += 1 } }
        guard let fault = behaviour.fault, fault.function == function, fault.isAsynchronous == isAsynchronous else {
            return nil
        }
        return fault.status
    }

    /// The same write again, after nobody could say whether it had happened, and
    /// without having looked.
    private func watchRetries(_ line: String, _ function: String, _ isWrite: Bool) {
        let service = function.prefix { $0 != "." }
        let isRetry = withState { state -> Bool in
            guard isWrite else {
                state.unknownOutcomes.removeAll { $0.hasPrefix("\(service).") }
                return false
            }
            return state.unknownOutcomes.contains(line)
        }
        if isRetry {
            let ending = StatusName(ORK_E_UNKNOWN_OUTCOME)
            report.find(
                .neverRetriesBlindly,
                "\(function) was called again with the same arguments after it had ended with \(ending)"
            )
        }
    }
}
