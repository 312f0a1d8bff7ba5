// One instance of the plugin for one tenant, from the host's side: its lane, its
// phase, and everything that is open between the two.

import Glibc
import OrkestaABI
import Synchronization

/// An instance between create and destroy. Checks drive it from the main thread;
/// the plugin calls in on the lane, or wherever it should not.
final class FakeInstance: Sendable {
    /// Where an instance is in its life.
    enum Phase: Int, Sendable, Comparable {
        case creating, created, started, activating, active, draining, ending, destroyed

        static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
    }

    struct State: Sendable {
        var phase = Phase.creating
        var tables = PluginTables()
        var turns: [ork_turn: FakeTurn] = [:]
        var operations: [ork_op: GivenOperation] = [:]
        var calls: [ork_op: ServiceCall] = [:]
        var store: FakeStore
        /// What the plugin did, in order and without handles: equal for equal behaviour.
        var transcript: [String] = []
        /// Functions of services that were called, and how often.
        var called: [String: Int] = [:]
        /// Those of them that write.
        var writes: Set<String> = []
        /// Writes of which nobody could say whether they happened, with arguments.
        var unknownOutcomes: [String] = []
        /// Whether `.held` holds at the moment.
        var answersAreHeld = true
        /// Names of the metrics that were defined.
        var metrics: [String] = []
        /// How often a call held the lane asleep.
        var sleeps = 0
        var turnNumbers: SeededNumbers

        /// Whether a turn or an operation waits for the plugin.
        var hasOpenWork: Bool {
            turns.values.contains { $0.isOpen } || operations.values.contains { $0.status == nil }
        }
    }

    /// How long a call may hold the lane before the check gives up, and how long
    /// whatever should happen is waited for; milliseconds.
    static let heldMax: Int64 = 2_000
    static let patience: Int64 = 1_500
    /// A lane is not for waiting: more than this of sleep in one call is a finding.
    private static let blockedMax: Int64 = 40
    private static let computedMax: Int64 = 1_500

    let handle: ork_inst
    let tenant: Tenant
    let behaviour: Behaviour
    let library: Library
    let lane = Lane()
    private let state: Mutex<State>

    /// `store` is what an earlier instance left behind.
    init(_ library: Library, for tenant: Tenant, _ behaviour: Behaviour, _ store: FakeStore) {
        handle = FakeHost.shared.newHandle()
        self.library = library
        self.tenant = tenant
        self.behaviour = behaviour
        // Every instance has the same numbers, so that equal turns can be compared.
        state = Mutex(State(store: store, turnNumbers: SeededNumbers(seed: 42)))
    }

    var report: CheckReport { library.report }
    var phase: Phase { withState { $0.phase } }
    var tables: PluginTables { withState { $0.tables } }
    var transcript: [String] { withState { $0.transcript } }
    var called: [String: Int] { withState { $0.called } }
    var writes: Set<String> { withState { $0.writes } }

    func withState<Value: Sendable>(_ body: (inout State) -> Value) -> Value { state.withLock { body(&$0) } }

    func moveOn(to phase: Phase) { withState { $0.phase = max($0.phase, phase) } }

    func note(_ line: String) { withState { $0.transcript.append(line) } }

    // MARK: Calling the plugin

    /// Calls the plugin: on the lane, measured, announced in the report.
    func enter<Value>(_ what: String, _ rule: Rule? = nil, _ body: () -> Value) -> Value {
        let circumstances = behaviour.circumstances.isEmpty ? "" : " (\(behaviour.circumstances))"
        report.step(what + circumstances, behaviour.crashRule ?? rule)
        let before = ThreadTime.now()
        let value = body()
        let now = ThreadTime.now()
        let (blocked, computed) = (before.blockedMilliseconds(until: now), before.runningMilliseconds(until: now))
        if blocked > Self.blockedMax { noteSleep(what, blocked) }
        if computed > Self.computedMax { report.find(.neverWaits, "\(what) held the lane for \(computed) ms") }
        return value
    }

    /// Once may be the machine's doing; twice is a habit.
    private func noteSleep(_ what: String, _ milliseconds: Int64) {
        let isHabit = withState { state -> Bool in
            state.sleeps += 1
            return state.sleeps > 1
        }
        if isHabit {
            report.find(.neverWaits, "\(what) held the lane asleep for \(milliseconds) ms, not for the first time")
        }
    }

    /// Runs `body` on the lane and waits for it. Throws ``Stop`` when it does not
    /// come back.
    func onLane<Value: Sendable>(
        _ what: String,
        _ rule: Rule? = nil,
        _ body: @escaping @Sendable (FakeInstance) -> Value
    ) throws -> Value {
        let box = ResultBox<Value>()
        lane.enqueue { [self] in
            let value = enter(what, rule) { body(self) }
            box.put(value)
        }
        guard wait(Self.heldMax, until: { _ in box.value != nil }), let value = box.value else {
            report.find(.neverWaits, "\(what) has held the lane for \(Self.heldMax) ms and not come back")
            throw Stop()
        }
        // A plugin that holds its lane would hold up the checks, too.
        guard !report.hasFound(.neverWaits) else { throw Stop() }
        return value
    }

    /// Waits until `condition` holds, answering service calls meanwhile; false when
    /// it does not in so many milliseconds.
    @discardableResult
    func wait(_ milliseconds: Int64, until condition: (State) -> Bool) -> Bool {
        let deadline = monotonicMilliseconds() + milliseconds
        while true {
            if withState({ condition($0) }) { return true }
            guard monotonicMilliseconds() < deadline else { return false }
            answerDueCalls()
            usleep(500)
        }
    }
}

/// Where a value arrives from another thread.
private final class ResultBox<Value: Sendable>: Sendable {
    private let stored = Mutex<Value?>(nil)

    var value: Value? { stored.withLock { $0 } }
    func put(_ value: Value) { stored.withLock { $0 = value } }
}
