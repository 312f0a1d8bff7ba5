// One plugin instance of one tenant: its lane, its tables, its turns and
// operations. Everything that crosses the ABI for this tenant passes through it.

import HostCore
import HostInbox
import HostStorage
import HostTurns
import Logging
import OrkestaABI
import Synchronization

/// An instance between `create` and `destroy`.
final class PluginInstance: Sendable {
    let handle: ork_inst
    let tenant: TenantHandle
    let plugin: PluginID
    let lane: Lane
    let services: PluginServices
    let state: Mutex<State>

    struct State {
        var lifecycle = InstanceLifecycle.created
        var tables = PluginTables()
        /// Whether `activate` was answered with ORK_OK, so that `deactivate` is due.
        var isActivated = false
        /// `deactivate` or `destroy` began: services are over.
        var isEnding = false
        /// What a channel said that it can carry.
        var capabilities: ChannelCapabilities?
        /// The settings that the manifest's schema marks secret; empty: not set.
        var secrets: [String: String] = [:]
        /// Whom its requests may reach.
        var egress = EgressRules.nobody
        /// What its table of tools says, read once.
        var tools: [PluginTool] = []
        var turns: HandleTable<RunningTurn>
        var operations: HandleTable<OpenOperation>
        var givenUp = GivenUpOperations()
        var violations = 0
        /// See ``PluginInstance/violation(_:)``.
        var strikes = Strikes()
        var lastViolation: String?
        var metrics: [PluginMetric] = []
        /// Woken when the last turn and operation are gone.
        var idle: [@Sendable () -> Void] = []
    }

    init(handle: ork_inst, tenant: TenantHandle, plugin: PluginID, lane: Lane, services: PluginServices) {
        self.handle = handle
        self.tenant = tenant
        self.plugin = plugin
        self.lane = lane
        self.services = services
        var generator = SystemRandomNumberGenerator()
        let seeds = (generator.next(), generator.next())
        state = Mutex(State(turns: HandleTable(seed: seeds.0), operations: HandleTable(seed: seeds.1)))
        lane.setPost { [weak self] token in self?.runPost(token) }
    }

    var lifecycle: InstanceLifecycle { state.withLock { $0.lifecycle } }
    var tables: PluginTables { state.withLock { $0.tables } }

    /// What went wrong last by the plugin's fault, and how often it did.
    var violations: (count: Int, last: String?) { state.withLock { ($0.violations, $0.lastViolation) } }

    private func runPost(_ token: UInt64) {
        guard let table = callableTables?.instance else { return }
        table.pointee.on_post?(table.pointee.impl, token)
    }

    /// The tables, as long as plugin functions may be called.
    private var callableTables: PluginTables? {
        state.withLock { $0.lifecycle.mayBeCalled && $0.tables.instance != nil ? $0.tables : nil }
    }

    /// Counts a broken rule. What breaks rules on too many occasions within a while is
    /// condemned: all that happens within one call on the lane is one occasion, and is logged
    /// once. A condemned instance is not counted, so that it cannot fill the log.
    func violation(_ rule: String) {
        let (occasion, now) = (lane.isCurrent ? lane.itemNumber : nil, monotonicMilliseconds())
        let strikes = state.withLock { state -> Int? in
            guard state.lifecycle.mayBeCalled else { return nil }
            state.violations += 1
            state.lastViolation = rule
            return state.strikes.add(of: occasion, at: now)
        }
        services.metrics.add("orkesta_plugin_violations_total", ["plugin": plugin.rawValue])
        guard let strikes else { return }
        services.logger.warning(
            "A plugin broke a rule of the ABI",
            metadata: ["tenant": "\(tenant.id)", "plugin": "\(plugin)", "rule": "\(rule)"]
        )
        if strikes >= Limits.violationsMax { condemn("it broke rules too often, the last one: \(rule)") }
    }

    /// Never calls the instance again and fails everything that waits for it. What
    /// the plugin holds is leaked; the host's side goes with its last reference.
    func condemn(_ reason: String) {
        let isNew = state.withLock { $0.lifecycle.apply(.condemn(reason: reason)) }
        guard isNew else { return }
        lane.close(discarding: true)
        InstanceRegistry.shared.remove(handle)
        services.logger.error(
            "A plugin instance is condemned",
            metadata: ["tenant": "\(tenant.id)", "plugin": "\(plugin)", "reason": "\(reason)"]
        )
        let problem = Problem(
            .pluginFailure,
            "Plugin \(plugin) of this tenant was stopped: \(reason)",
            remedy: "Disable and enable it again, or update the plugin"
        )
        failEverything(problem)
    }

    /// Ends every turn and operation that waits for this instance, but for its own
    /// service calls when `exceptCalls`.
    func failEverything(_ problem: Problem, exceptCalls: Bool = false) {
        let (turns, operations) = state.withLock { state in
            (
                state.turns.all.compactMap { state.turns.remove($0.handle) },
                state.operations.all.compactMap { op, open -> OpenOperation? in
                    if exceptCalls, case .call = open.operation { return nil }
                    state.givenUp.insert(op)
                    return state.operations.remove(op)
                }
            )
        }
        for turn in turns { turn.completion(.failed(problem)) }
        for open in operations { open.operation.fail(problem) }
        announceIfIdle()
    }

    /// Runs `work` with the plugin's own pointer and its tables, on the lane.
    /// `refused` runs when the instance takes no more calls; neither when it is
    /// condemned meanwhile, which fails everything that waits.
    func onLane(
        _ work: @escaping @Sendable (UnsafeMutableRawPointer?, PluginTables) -> Void,
        refused: @escaping @Sendable () -> Void = {}
    ) {
        let isAccepted = lane.enqueue(
            .work { [self] in
                guard let tables = callableTables else { return refused() }
                work(tables.instance?.pointee.impl, tables)
            }
        )
        if !isAccepted { refused() }
    }

    /// Calls `then` once no turn and no operation is under way.
    func whenIdle(_ then: @escaping @Sendable () -> Void) {
        let isIdle = state.withLock { state in
            guard state.turns.count > 0 || state.operations.count > 0 else { return true }
            state.idle.append(then)
            return false
        }
        if isIdle { then() }
    }

    /// To be called, without the lock, after something was removed.
    func announceIfIdle() {
        let waiting = state.withLock { state -> [@Sendable () -> Void] in
            guard state.turns.count == 0, state.operations.count == 0, !state.idle.isEmpty else { return [] }
            defer { state.idle = [] }
            return state.idle
        }
        for then in waiting { then() }
    }
}

/// The tables of an instance, as the plugin gave them.
///
/// Safe: the ABI promises that they are immutable and valid until `destroy`; the
/// host uses them only on the lane before it.
struct PluginTables: @unchecked Sendable {
    var instance: UnsafePointer<ork_instance>?
    var agent: UnsafePointer<ork_agent>?
    var search: UnsafePointer<ork_search>?
    var channel: UnsafePointer<ork_channel>?
    var tools: UnsafePointer<ork_tools>?
}

/// A turn that the plugin works on.
struct RunningTurn: Sendable {
    let context: TurnContext
    /// Monotonic milliseconds after which the host gives the turn up.
    var deadline: Int64
    var isCancelled = false
    /// Another agent's turn, in which this plugin's tool is called: its handle goes
    /// when the tool has answered, and this plugin cannot finish it.
    var isLent = false
    let completion: @Sendable (AgentOutcome) -> Void
}
