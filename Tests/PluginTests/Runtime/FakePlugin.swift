// A plugin made of Swift closures behind the C tables, in the test's process, and
// what an instance of it needs of a host.

import HostAccess
import HostCore
import HostTurns
import Logging
import OrkestaABI
import OrkestaModel
import Synchronization
import Testing

@testable import HostPlugins
@testable import HostStorage

/// What the tests let the plugin do. Each closure runs inside the C function of
/// its name.
///
/// Safe: the closures are set before the instance is launched and read on its lane.
final class FakePlugin: @unchecked Sendable {
    var onCreate: (FakePlugin) -> ork_status = { _ in ORK_OK }
    var onActivate: (FakePlugin, ork_op) -> ork_status = { plugin, op in plugin.complete(op) }
    var onStartTurn: (FakePlugin, ork_turn) -> ork_status = { plugin, turn in plugin.finish(turn) }
    var onCancelTurn: (FakePlugin, ork_turn) -> Void = { _, _ in }
    var onIngest: (FakePlugin, ork_op) -> ork_status = { _, _ in ORK_OK }
    var onSend: (FakePlugin, ork_op) -> ork_status = { plugin, op in plugin.completeSend(op) }
    var onDrain: ((FakePlugin, ork_op) -> ork_status)?
    /// The names of its tools that are turn tools, and how they are called.
    var toolNames: [String] = []
    var onCallTool: (FakePlugin, ork_op, ork_turn, String) -> ork_status = { plugin, op, _, _ in plugin.complete(op) }
    let events = Mutex<[String]>([])
    /// An operation that is answered later.
    let pending = Mutex<ork_op>(0)
    fileprivate(set) var instance: ork_inst = 0
    fileprivate var isChannel = false

    fileprivate let table = UnsafeMutablePointer<ork_instance>.allocate(capacity: 1)
    fileprivate let agent = UnsafeMutablePointer<ork_agent>.allocate(capacity: 1)
    fileprivate let channel = UnsafeMutablePointer<ork_channel>.allocate(capacity: 1)
    fileprivate let tools = UnsafeMutablePointer<ork_tools>.allocate(capacity: 1)
    private let entries = UnsafeMutablePointer<ork_tool>.allocate(capacity: 8)
    private let factory = UnsafeMutablePointer<ork_factory>.allocate(capacity: 1)

    deinit {
        table.deallocate()
        agent.deallocate()
        channel.deallocate()
        tools.deallocate()
        entries.deallocate()
        factory.deallocate()
    }

    func note(_ event: String) { events.withLock { $0.append(event) } }
    func count(_ event: String) -> Int { events.withLock { $0.count { $0 == event } } }

    // MARK: What a plugin asks of the host

    func complete(_ op: ork_op) -> ork_status {
        var answer = ork_completion()
        answer.size = UInt32(MemoryLayout<ork_completion>.size)
        return ServiceTables.host.pointer.pointee.complete(instance, op, &answer)
    }

    func completeSend(_ op: ork_op) -> ork_status {
        var result = ork_send_result()
        result.size = UInt32(MemoryLayout<ork_send_result>.size)
        return ServiceTables.channelHost.pointer.pointee.complete(instance, op, ORK_OK, &result)
    }

    func finish(_ turn: ork_turn) -> ork_status {
        ServiceTables.turn.pointer.pointee.finish(instance, turn, ORK_OK, nil)
    }

    func say(_ turn: ork_turn, _ text: ork_str, size: Int = MemoryLayout<ork_event>.size) -> ork_status {
        var event = ork_event()
        (event.size, event.kind, event.text) = (UInt32(size), ORK_EVENT_TEXT, text)
        return ServiceTables.turn.pointer.pointee.emit(instance, turn, &event)
    }

    /// Reads a document; notes "done STATUS" at its end.
    func readDocument(_ turn: ork_turn = 0) -> ork_status {
        var (call, op) = (ork_call(), ork_op())
        call.size = UInt32(MemoryLayout<ork_call>.size)
        call.turn = turn
        call.user = Unmanaged.passUnretained(self).toOpaque()
        call.on_done = { user, _, completion in
            fake(user)?.note("done \(completion?.pointee.status ?? 1)")
        }
        return withBorrowed(["key"]) { ServiceTables.storage.pointer.pointee.get(instance, &call, $0[0], &op) }
    }

    // MARK: What the host loads

    /// Launches one instance. The fake must outlive it.
    func launch(_ host: FakeHost, isChannel: Bool = false) async throws -> PluginInstance {
        self.isChannel = isChannel
        agent.initialize(
            to: ork_agent(
                size: UInt32(MemoryLayout<ork_agent>.size),
                reserved: 0,
                start_turn: { impl, turn, _ in fake(impl).map { $0.onStartTurn($0, turn) } ?? ORK_E_INVALID },
                cancel_turn: { impl, turn in
                    if let plugin = fake(impl) { plugin.onCancelTurn(plugin, turn) }
                },
                wake: nil
            )
        )
        channel.initialize(
            to: ork_channel(
                size: UInt32(MemoryLayout<ork_channel>.size),
                reserved: 0,
                caps: { impl in
                    fake(impl)?.note("caps")
                    return nil
                },
                ingest: { impl, op, _ in fake(impl).map { $0.onIngest($0, op) } ?? ORK_E_INVALID },
                send: { impl, op, _ in fake(impl).map { $0.onSend($0, op) } ?? ORK_E_INVALID },
                pull: nil,
                fetch_media: nil,
                show_presence: nil,
                list_templates: nil
            )
        )
        describeTools()
        factory.initialize(
            to: ork_factory(
                size: UInt32(MemoryLayout<ork_factory>.size),
                reserved: 0,
                ctx: Unmanaged.passUnretained(self).toOpaque(),
                count: nil,
                descriptor: nil,
                create: createFake
            )
        )
        let document: JSON = [
            "id": "fake", "kind": .string(isChannel ? "channel" : "agent"), "version": "1",
            "interfaces": [.string(isChannel ? ORK_CHANNEL_1 : ORK_AGENT_1)],
        ]
        let manifest = try PluginManifest(parsing: document.description)
        let library = PluginLibrary(manifest: manifest, contentHash: "", factory: UnsafePointer(factory))
        return try await PluginInstance.launch(
            library,
            tenant: host.tenant,
            settings: .object([:]),
            pool: host.pool,
            services: host.services
        )
    }
}

extension FakePlugin {
    /// Every one changes state and takes any arguments.
    private func describeTools() {
        for (place, name) in toolNames.prefix(8).enumerated() {
            var entry = ork_tool()
            entry.size = UInt32(MemoryLayout<ork_tool>.size)
            entry.effect = ORK_TOOL_CHANGES_STATE
            entry.name = immortal(name)
            entry.parameters_json = immortal(#"{"additionalProperties": true}"#)
            (entries + place).initialize(to: entry)
        }
        tools.initialize(
            to: ork_tools(
                size: UInt32(MemoryLayout<ork_tools>.size),
                count: UInt32(min(8, toolNames.count)),
                tools: UnsafePointer(entries),
                stride: MemoryLayout<ork_tool>.stride,
                call: { impl, op, turn, name, _ in
                    let name = (try? String(checking: name, "name", limit: 64)) ?? ""
                    return fake(impl).map { $0.onCallTool($0, op, turn, name) } ?? ORK_E_INVALID
                }
            )
        )
    }
}

private func fake(_ impl: UnsafeMutableRawPointer?) -> FakePlugin? {
    impl.map { Unmanaged<FakePlugin>.fromOpaque($0).takeUnretainedValue() }
}

private func createFake(
    context: UnsafeMutableRawPointer?,
    host: UnsafePointer<ork_host>?,
    handle: ork_inst,
    plugin: ork_str,
    settings: ork_str,
    made: UnsafeMutablePointer<UnsafePointer<ork_instance>?>?,
    failure: UnsafeMutablePointer<ork_error>?
) -> ork_status {
    guard let plugin = fake(context) else { return ORK_E_INVALID }
    plugin.instance = handle
    let status = plugin.onCreate(plugin)
    guard status == ORK_OK else { return status }
    plugin.table.initialize(
        to: ork_instance(
            size: UInt32(MemoryLayout<ork_instance>.size),
            reserved: 0,
            impl: context,
            start: { _ in ORK_OK },
            activate: { impl, op in fake(impl).map { $0.onActivate($0, op) } ?? ORK_E_INVALID },
            drain: { impl, _, op in
                guard let plugin = fake(impl), let drain = plugin.onDrain else { return ORK_E_UNSUPPORTED }
                return drain(plugin, op)
            },
            deactivate: { fake($0)?.note("deactivate") },
            destroy: { fake($0)?.note("destroy") },
            on_post: { impl, token in fake(impl)?.note("post \(token)") },
            get_extension: { impl, id in
                switch try? String(checking: id, "id", limit: 100) {
                case ORK_AGENT_1 where fake(impl)?.isChannel == false:
                    (fake(impl)?.agent).map { UnsafeRawPointer($0) }
                case ORK_CHANNEL_1 where fake(impl)?.isChannel == true:
                    (fake(impl)?.channel).map { UnsafeRawPointer($0) }
                case ORK_TOOLS_1 where fake(impl)?.toolNames.isEmpty == false:
                    (fake(impl)?.tools).map { UnsafeRawPointer($0) }
                default: nil
                }
            }
        )
    )
    made?.pointee = UnsafePointer(plugin.table)
    return ORK_OK
}

/// A host of one tenant whose database answers when the test says so.
struct FakeHost {
    let database = GatedDatabase()
    let services: PluginServices
    let tenant: TenantHandle
    let pool: LanePool
    private let plugin: PluginID

    init(threads: Int = 2) throws {
        plugin = try #require(PluginID("fake"))
        tenant = TenantHandle(try #require(TenantID("acme")))
        let key = try #require(MasterKey(String(repeating: "0123456789abcdef", count: 4)))
        pool = LanePool(threads: threads)
        services = PluginServices(
            database: database,
            clock: { _ in FixedClock() },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            metrics: NoMetrics(),
            masterKey: key,
            publicURL: "http://localhost:8000"
        )
    }

    /// Gives the instance a turn and waits for its outcome.
    func turn(_ instance: PluginInstance) async throws -> AgentOutcome {
        await PluginAgent(instance: instance).run(input, in: context)
    }

    var context: TurnContext {
        TurnContext(
            tenant: tenant,
            inboxID: InboxItemID("i"),
            conversationID: ConversationID("c"),
            customerID: CustomerID("k"),
            channel: plugin,
            address: "a",
            now: FixedClock().now(),
            seed: 1,
            progress: nil
        )
    }

    var input: TurnInput {
        TurnInput(
            kind: .message,
            conversationID: ConversationID("c"),
            customerID: CustomerID("k"),
            customerName: nil,
            channel: plugin,
            locale: "es",
            inboxID: InboxItemID("i"),
            text: "hola",
            state: .object([:]),
            stateRevision: 0,
            currentAgent: nil,
            handOff: nil,
            intent: nil,
            agents: [plugin],
            businessName: "Acme",
            catalogRevision: 0,
            attempt: 1
        )
    }
}

struct FixedClock: Clock {
    func now() -> Timestamp { Timestamp(milliseconds: 1_800_000_000_000) }
}

struct NoMetrics: PluginMetrics {
    func add(_ name: String, _ labels: [String: String], _ value: Double) {}
    func observe(_ name: String, _ labels: [String: String], _ value: Double) {}
}

/// A database whose reads wait for the gate, then fail.
final class GatedDatabase: Database {
    private let waiting = Mutex<[UnsafeContinuation<Void, Never>]>([])

    var waitingReads: Int { waiting.withLock { $0.count } }

    func open() {
        let all = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for continuation in all { continuation.resume() }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
    ) async throws -> Value {
        await withUnsafeContinuation { continuation in waiting.withLock { $0.append(continuation) } }
        throw DatabaseError.unavailable("gated")
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
    ) async throws -> Value {
        throw DatabaseError.unavailable("gated")
    }

    func backup(to path: String) async throws {}
    func close() async throws {}
}
