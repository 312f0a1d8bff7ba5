// A service call of the plugin between its start and its single on_done.

import Glibc
import OrkestaABI
import OrkestaModel

/// How a fake service answers a call.
struct ServiceAnswer: Sendable {
    var status: ork_status = ORK_OK
    var json = ""
    var number: Int64 = 0
    /// Lends one event each: the `data` of its completion.
    var events: [@Sendable (Loans) -> UnsafeRawPointer?] = []
    /// Lends the `data` of on_done.
    var data: (@Sendable (Loans) -> UnsafeRawPointer?)?

    static func failure(_ status: ork_status) -> ServiceAnswer { ServiceAnswer(status: status) }
}

extension ServiceAnswer {
    /// The document that `make` makes: NOT_FOUND for nil, INVALID when it throws.
    init(_ make: () throws -> JSON?) {
        do {
            self = try make().map { ServiceAnswer(json: $0.description) } ?? .failure(ORK_E_NOT_FOUND)
        } catch {
            self = .failure(ORK_E_INVALID)
        }
    }
}

/// A call under way, or done.
///
/// Safe: `user` and the callbacks are the plugin's; they are used on its lane,
/// before destroy.
struct ServiceCall: @unchecked Sendable {
    /// `storage.get`, with its arguments.
    let function: String
    let isWrite: Bool
    let answer: ServiceAnswer
    let dueAt: Int64
    /// Calls are numbered in the order in which they came.
    let number: Int
    let user: UnsafeMutableRawPointer?
    let onEvent: ork_on_completion?
    let onDone: ork_on_completion
    var isBegun = false
    var isDone = false
}

extension FakeInstance {
    /// Answers what is due; called by whoever waits.
    func answerDueCalls() {
        if case .reversed = behaviour.timing {
            guard lane.isIdle else { return }
            usleep(2000)
            guard lane.isIdle else { return }
        }
        let (now, isHeld) = (monotonicMilliseconds(), withState { $0.answersAreHeld })
        answer { now >= $0.dueAt || $0.dueAt == .max && !isHeld }
    }

    /// What the end of the instance does to calls that are open.
    func cancelOpenCalls() {
        answer(as: ORK_E_CANCELLED) { _ in true }
    }

    private func answer(as status: ork_status? = nil, where isDue: (ServiceCall) -> Bool) {
        var due = withState { state -> [(op: ork_op, call: ServiceCall)] in
            let due = state.calls.filter { !$0.value.isBegun && isDue($0.value) }
            for op in due.keys { state.calls[op]?.isBegun = true }
            return due.map { (op: $0.key, call: $0.value) }
        }
        due.sort { $0.call.number < $1.call.number }
        if case .reversed = behaviour.timing { due.reverse() }
        for (op, call) in due {
            let answer = status.map { ServiceAnswer.failure(call.isWrite ? ORK_E_UNKNOWN_OUTCOME : $0) } ?? call.answer
            lane.enqueue { [self] in deliver(op, call, answer) }
        }
    }

    /// on_event for each event, then on_done. On the lane.
    private func deliver(_ op: ork_op, _ call: ServiceCall, _ answer: ServiceAnswer) {
        guard phase < .ending else { return }
        let rule: Rule? = answer.status == ORK_OK ? nil : .failuresAreAnswered
        if answer.status == ORK_OK, let onEvent = call.onEvent {
            for event in answer.events {
                let loans = Loans("on_event of \(call.function)", behaviour.edition)
                var completion = ork_completion()
                completion.data = event(loans)
                let lent = loans.structure(completion, firstSize: firstSize(\ork_completion.number), "completion")
                enter("on_event of \(call.function)") { onEvent(call.user, op, lent) }
                loans.end()
            }
        }
        withState { $0.calls[op]?.isDone = true }
        let loans = Loans("on_done of \(call.function)", behaviour.edition)
        var completion = ork_completion()
        completion.status = answer.status
        completion.number = answer.number
        completion.json = loans.text(answer.json, "json")
        if answer.status == ORK_OK { completion.data = answer.data?(loans) }
        if answer.status != ORK_OK { completion.error = lendError(answer.status, loans) }
        let lent = loans.structure(completion, firstSize: firstSize(\ork_completion.number), "completion")
        enter("on_done of \(call.function) with \(StatusName(answer.status))", rule) {
            call.onDone(call.user, op, lent)
        }
        loans.end()
    }

    /// Some hosts give no reason.
    private func lendError(_ status: ork_status, _ loans: Loans) -> UnsafePointer<ork_error>? {
        guard !status.isMultiple(of: 2) else { return nil }
        var error = ork_error()
        error.status = status
        withUnsafeMutableBytes(of: &error.message) { $0.copyBytes(from: "the checker says no".utf8) }
        return loans.structure(error, firstSize: firstSize(\ork_error.message), "error")
    }
}
