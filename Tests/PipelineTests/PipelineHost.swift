// A whole pipeline on a real database of its own: what the tests
// of this target drive. Agents and channels are closures behind the ports.

import HostConversations
import HostCore
import HostInbox
import HostLLM
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import Logging
import OrkestaModel
import StorageHarness
import Synchronization
import TestHarness
import Testing

struct ScriptedAgent: Agent {
    let script: @Sendable (TurnInput, TurnContext) async -> AgentOutcome

    func run(_ input: TurnInput, in turn: TurnContext) async -> AgentOutcome { await script(input, turn) }
}

/// The agents of every tenant of one test.
final class ScriptedAgents: AgentDirectory {
    typealias Script = @Sendable (TurnInput, TurnContext) async -> AgentOutcome

    private let scripts: Mutex<[PluginID: Script]>
    /// While positive, agents change over; each request counts one down.
    let changingOver = Mutex(0)
    /// How long an agent takes to come up.
    let launchMilliseconds = Mutex(0)

    init(_ scripts: [String: Script]) {
        self.scripts = Mutex(Dictionary(uniqueKeysWithValues: scripts.map { (plugin($0.key), $0.value) }))
    }

    func enabledAgents(of tenant: TenantHandle) async -> [PluginID] { scripts.withLock { $0.keys.sorted() } }

    func agent(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any Agent {
        let launch = launchMilliseconds.withLock { $0 }
        if launch > 0 { try? await Task.sleep(for: .milliseconds(launch)) }
        let isChanging = changingOver.withLock { left in
            left -= 1
            return left >= 0
        }
        if isChanging { throw Problem(.unavailable, "changing over", remedy: "Wait.") }
        guard let script = scripts.withLock({ $0[id] }) else {
            throw Problem(.conflict, "not enabled", remedy: "Enable it.")
        }
        return ScriptedAgent(script: script)
    }
}

/// A channel that remembers what it sent.
final class RecordingChannel: HostInbox.Channel, ChannelDirectory {
    let sent = Mutex<[OutboundMessage]>([])
    let shown = Mutex<[Presence]>([])
    /// A channel that can show nothing now.
    let isBlind: Bool
    let outcome: @Sendable (OutboundMessage) async -> SendOutcome
    let capabilities: ChannelCapabilities
    /// By which all channels but `web` send; nil: by this one, too.
    let others: RecordingChannel?
    /// Why `web` cannot be had; nil: it can.
    let absence = Mutex<Problem?>(nil)
    /// How often somebody wanted `web`.
    let asked = Mutex(0)

    init(
        capabilities: ChannelCapabilities = RecordingChannel.capabilities(),
        others: RecordingChannel? = nil,
        isBlind: Bool = false,
        outcome: @escaping @Sendable (OutboundMessage) async -> SendOutcome = {
            .sent(providerMessageID: $0.idempotencyKey)
        }
    ) {
        self.outcome = outcome
        self.capabilities = capabilities
        self.others = others
        self.isBlind = isBlind
    }

    /// Everything, as fast as it likes.
    static func capabilities(
        window: Int64? = nil,
        isIdempotent: Bool = true,
        isBilled: Bool = false,
        presence: Bool = false,
        isComposed: Bool = false,
        tellsDelivery: Bool = true,
        rates: SendRates = .unlimited
    ) -> ChannelCapabilities {
        ChannelCapabilities(
            media: true,
            buttons: true,
            lists: true,
            templates: false,
            documents: true,
            textLengthMax: nil,
            buttonsMax: 10,
            sessionWindowMilliseconds: window,
            isIdempotent: isIdempotent,
            isBilled: isBilled,
            presence: presence,
            isComposed: isComposed,
            tellsDelivery: tellsDelivery,
            rates: rates
        )
    }

    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest {
        throw Problem(.invalid, "not used", remedy: "Use submit.")
    }

    func send(_ message: OutboundMessage) async -> SendOutcome {
        sent.withLock { $0.append(message) }
        return await outcome(message)
    }

    func show(_ presence: Presence) async throws(Problem) {
        shown.withLock { $0.append(presence) }
        if isBlind { throw Problem(.pluginFailure, "the provider takes nothing", remedy: "Wait.") }
    }

    func channel(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any HostInbox.Channel {
        guard id == plugin("web") else { return others ?? self }
        asked.withLock { $0 += 1 }
        if let problem = absence.withLock({ $0 }) { throw problem }
        return self
    }
}

/// One node on a database.
final class PipelineHost: Sendable {
    let database: any Database
    let tenant: TenantHandle
    let clocks: TenantClocks
    let dispatcher: OutboxDispatcher
    let engine: TurnEngine
    let channel: RecordingChannel

    init(
        database: any Database,
        tenant: TenantHandle,
        agents: any AgentDirectory,
        channel: RecordingChannel,
        limits: TurnLimits,
        owner: String = "node",
        transcriber: (any Transcriber)? = nil
    ) {
        var log = Logger(label: "pipeline-tests")
        log.logLevel = .critical
        self.database = database
        self.tenant = tenant
        self.channel = channel
        clocks = TenantClocks(database: database)
        dispatcher = OutboxDispatcher(
            database: database,
            channels: channel,
            owner: owner,
            clocks: clocks,
            retry: RetryPolicy(firstMilliseconds: 5, longestMilliseconds: 20),
            log: log
        )
        engine = TurnEngine(
            database: database,
            agents: agents,
            dispatcher: dispatcher,
            feed: ConversationFeed(),
            clocks: clocks,
            owner: owner,
            limits: limits,
            transcriber: transcriber,
            log: log
        )
    }

    func submit(_ text: String, id: String, from address: String = "ana") async throws -> TurnReceipt {
        try await engine.submit(
            InboundMessage(messageID: id, address: address, name: "Ana", locale: "es", text: text),
            channel: plugin("web"),
            tenant: tenant
        )
    }

    /// The answer's document.
    func ask(_ text: String, id: String, from address: String = "ana") async throws -> JSON {
        let receipt = try await submit(text, id: id, from: address)
        let reply = try #require(try await engine.reply(for: receipt))
        return try JSON(parsing: reply.document)
    }

    /// A person takes a conversation, as the API lets them.
    func take(
        _ id: ConversationID,
        of tenant: TenantHandle,
        by name: String? = nil,
        minutes: Int64? = nil,
        audit: @escaping PersonAudit
    ) async throws -> Conversation {
        try await step(of: tenant) { [engine] connection in
            try engine.take(id, of: tenant, by: name, minutes: minutes, audit: audit, in: connection)
        }
    }

    func say(
        _ text: String,
        in id: ConversationID,
        of tenant: TenantHandle,
        by name: String? = nil,
        audit: @escaping PersonAudit
    ) async throws -> Conversation {
        try await step(of: tenant) { [engine] connection in
            try engine.say(text, in: id, of: tenant, by: name, audit: audit, connection).step
        }
    }

    func giveBack(
        _ id: ConversationID,
        of tenant: TenantHandle,
        note: String? = nil,
        audit: @escaping PersonAudit
    ) async throws -> Conversation {
        try await step(of: tenant) { [engine] connection in
            try engine.giveBack(id, of: tenant, note: note, audit: audit, in: connection)
        }
    }

    private func step(
        of tenant: TenantHandle,
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> PersonStep
    ) async throws -> Conversation {
        let step = try await database.write(body)
        engine.follow(step, of: tenant)
        return step.conversation
    }

    func count(_ sql: String) async throws -> Int64 {
        try await database.read { try $0.row(sql)?.integer(0) ?? -1 }
    }

    func texts(_ sql: String) async throws -> [String] {
        try await database.read { try $0.rows(sql).map { try $0.text(0) } }
    }

    /// The data of the events of one type, in their order.
    func events(of type: String) async throws -> [JSON] {
        try await database.read { connection in
            try connection.rows("SELECT data FROM events WHERE type = ? ORDER BY id", type).map { try $0.json(0) }
        }
    }

    func change(_ sql: String) async throws {
        try await database.write { try $0.execute(sql) }
    }

    /// Waits until `sql` counts `expected`.
    func until(_ expected: Int64, _ sql: String) async throws {
        if try await eventually({ try await count(sql) == expected }) { return }
        Issue.record("\(try await count(sql)) instead of \(expected): \(sql)")
    }
}

extension PipelineHost {
    /// Asks those of `directory` for what is new, while `body` runs.
    func withPuller(
        _ directory: any ChannelDirectory,
        _ body: @Sendable () async throws -> Void
    ) async throws {
        let puller = ChannelPuller(
            database: database,
            channels: directory,
            engine: engine,
            dispatcher: dispatcher,
            owner: "node",
            log: Logger(label: "pull") { _ in SwiftLogNoOpLogHandler() }
        )
        let running = Task { try await puller.run() }
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        running.cancel()
        _ = await running.result
        try result.get()
    }
}

/// A database that goes with the test.
func withDatabase(
    environment: Tenant.Environment = .sandbox,
    _ body: @Sendable (any Database, TenantHandle) async throws -> Void
) async throws {
    try await TestEngine.selected.withSchema { database in
        let tenant = try await addShop(environment, to: database)
        try await body(database, tenant)
    }
}

/// Adds the one tenant of these tests.
func addShop(_ environment: Tenant.Environment, to database: any Database) async throws -> TenantHandle {
    let now = SystemClock().now()
    let id = try #require(TenantID("shop"))
    return try await database.write { connection in
        try TenantDirectory().create(
            Tenant(
                id: id,
                displayName: "Shop",
                environment: environment,
                defaultAgent: PluginID("catalog"),
                randomSeed: 7,
                createdAt: now
            ),
            in: connection
        )
    }
}

/// Runs a node while `body` runs; afterwards it is stopped as by a crash: its
/// tasks are cancelled, nothing is drained.
func withHost(
    _ database: any Database,
    _ tenant: TenantHandle,
    agents: any AgentDirectory,
    channel: RecordingChannel = RecordingChannel(),
    limits: TurnLimits = quickLimits,
    owner: String = "node",
    transcriber: (any Transcriber)? = nil,
    _ body: @Sendable (PipelineHost) async throws -> Void
) async throws {
    let host = PipelineHost(
        database: database,
        tenant: tenant,
        agents: agents,
        channel: channel,
        limits: limits,
        owner: owner,
        transcriber: transcriber
    )
    let engine = Task { try await host.engine.run() }
    let dispatcher = Task { try await host.dispatcher.run() }
    let result: Result<Void, any Error>
    do { result = .success(try await body(host)) } catch { result = .failure(error) }
    engine.cancel()
    dispatcher.cancel()
    _ = await engine.result
    _ = await dispatcher.result
    try result.get()
}

/// Pauses are short, and deadlines long: nothing that should end runs into one.
let quickLimits: TurnLimits = {
    var limits = TurnLimits()
    limits.deadlineMilliseconds = 300_000
    limits.changeOverMilliseconds = 300_000
    limits.waitMilliseconds = 300_000
    limits.changeOverPauseMilliseconds = 5
    limits.pollMilliseconds = 50
    limits.sweepMilliseconds = 10
    limits.drainMilliseconds = 2_000
    limits.retry = RetryPolicy(firstMilliseconds: 5, longestMilliseconds: 20)
    return limits
}()

/// Answers with what was written.
let echo: ScriptedAgents.Script = { input, turn in
    _ = turn.say(.text("eco: \(input.text)"), fallback: nil)
    return .finished(AgentResult(intent: "echo", statePatch: ["last": .string(input.text)]))
}

func plugin(_ word: String) -> PluginID {
    guard let id = PluginID(word) else { preconditionFailure("\(word) is no plugin id") }
    return id
}
