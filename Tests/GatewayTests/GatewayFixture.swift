// A whole Gateway on a database of its own: real storage, real pipeline, and
// small agents and channels behind the ports.

import FoundationEssentials
import HTTPTypes
import HostAccess
import HostCore
import HostDocuments
import HostDunning
import HostGateway
import HostOperations
import HostOutbox
import HostPayments
import HostStorage
import HostTime
import HostTurns
import Hummingbird
import Logging
import OrkestaModel
import StorageHarness

/// Routers of a fresh host with three tenants and their keys.
final class GatewayFixture: Sendable {
    let services: GatewayServices
    let client: InProcessClient
    let tower: InProcessClient
    let `operator`: InProcessClient
    let keys: Keys
    let plugins: FakePlugins
    private let folder: String
    private let stored: TestDatabase
    private let engineTask: Task<Void, any Error>

    struct Keys: Sendable {
        let platform: String
        let alpha: String
        let alphaReadOnly: String
        let beta: String
        let suspended: String
    }

    /// Whoever asks waits until there is an answer, on a machine that stands still, too.
    private static let limits: TurnLimits = {
        var limits = TurnLimits()
        limits.deadlineMilliseconds = 300_000
        limits.waitMilliseconds = 300_000
        return limits
    }()

    /// What a failed set-up is reported with.
    struct SetUpError: Error {}

    init(log: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) async throws {
        folder = "/tmp/orkesta-gateway-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        stored = try await TestDatabase.make()
        let database = stored.database
        let clock = SystemClock()
        keys = try await Self.makeTenants(database, at: clock.now())
        plugins = FakePlugins(database: database)
        let clocks = TenantClocks(database: database, real: clock)
        let dispatcher = OutboxDispatcher(database: database, channels: plugins, owner: "test", log: log)
        let engine = TurnEngine(
            database: database,
            agents: plugins,
            dispatcher: dispatcher,
            feed: ConversationFeed(),
            clocks: clocks,
            owner: "test",
            limits: Self.limits,
            log: log
        )
        let masterKey = try MasterKey.load(fromEnvironment: nil, directory: folder)
        services = GatewayServices(
            database: database,
            clock: clock,
            randomness: SystemRandomness(),
            clocks: clocks,
            timeMachine: TimeMachine(database: database, clocks: clocks, work: CollectionWork(engine)),
            visitorTokens: VisitorTokens(masterKey),
            engine: engine,
            dispatcher: dispatcher,
            channels: plugins,
            search: plugins,
            plugins: plugins,
            payments: Self.payments(database, clocks, masterKey, work: engine, log),
            tokens: PublicTokens(masterKey),
            printer: DocumentPrinter(),
            tools: plugins,
            metrics: MetricsRegistry(),
            health: Health(),
            logger: log,
            version: "1.2.3",
            publicURL: "http://localhost:8000"
        )
        client = InProcessClient(clientRouter(services), logger: log)
        tower = InProcessClient(towerRouter(services), logger: log)
        `operator` = InProcessClient(operatorRouter(services), logger: log)
        engineTask = Task {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await engine.run() }
                group.addTask { try await dispatcher.run() }
                try await group.waitForAll()
            }
        }
    }

    deinit {
        engineTask.cancel()
        let (database, task) = (stored.database, engineTask)
        Task {
            _ = await task.result
            try await database.close()
        }
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            // The folder lies under /tmp; the next boot removes what is left.
        }
    }

    private static func payments(
        _ database: any HostStorage.Database,
        _ clocks: TenantClocks,
        _ masterKey: MasterKey,
        work: any DueWork,
        _ log: Logger
    ) -> PaymentServices {
        let sandbox = SandboxProvider(database: database, masterKey: masterKey)
        let providers = PaymentProviders([sandbox])
        return PaymentServices(
            checkout: Checkout(
                database: database,
                providers: providers,
                clocks: clocks,
                publicURL: "http://localhost:8000",
                log: log,
                isStopped: { try KillSwitches.isSet(for: $0, channel: $1, in: $2) }
            ),
            intake: WebhookIntake(
                database: database,
                providers: providers,
                clock: SystemClock(),
                randomness: SystemRandomness(),
                wakeUp: WakeUp(),
                count: { _, _ in }
            ),
            sandbox: sandbox,
            providers: providers,
            refundsWakeUp: WakeUp(),
            processorWakeUp: WakeUp(),
            courierWakeUp: WakeUp(),
            reconciler: Reconciler(
                database: database,
                providers: providers,
                clocks: clocks,
                work: work,
                log: log
            ),
            secretBox: SecretBox(masterKey),
            desk: { PaymentDesk($0, tokens: PublicTokens(masterKey), publicURL: "http://localhost:8000") }
        )
    }

    private static func makeTenants(_ database: any HostStorage.Database, at now: Timestamp) async throws -> Keys {
        try await database.write { connection in
            func key(_ owner: APIKeys.Owner, _ permissions: Set<Permission>) throws -> String {
                try APIKeys().issue(
                    to: owner,
                    name: "test",
                    permissions: permissions,
                    id: APIKeyID(at: now, randomness: SystemRandomness()),
                    at: now,
                    in: connection
                ).text
            }
            func tenant(_ name: String, _ status: Tenant.Status = .active) throws -> TenantHandle {
                guard let id = TenantID(name) else { throw SetUpError() }
                let tenant = Tenant(
                    id: id,
                    displayName: "Tienda <\(name)>",
                    status: status,
                    defaultAgent: PluginID("echo"),
                    randomSeed: 1,
                    createdAt: now
                )
                return try TenantDirectory().create(tenant, in: connection)
            }
            let alpha = try tenant("alpha")
            return Keys(
                platform: try key(.platform, .platform),
                alpha: try key(.tenant(alpha, .sandbox), .tenant),
                alphaReadOnly: try key(.tenant(alpha, .sandbox), .tenantReadOnly),
                beta: try key(.tenant(tenant("beta"), .sandbox), .tenant),
                suspended: try key(.tenant(tenant("gone", .suspended), .sandbox), .tenant)
            )
        }
    }
}

/// An answer with its body read.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    var json: JSON { (try? JSON(parsing: text)) ?? .null }

    init(_ answer: InProcessClient.Answer) {
        status = answer.status
        headers = answer.headers
        text = String(decoding: answer.body, as: UTF8.self)
    }
}

extension InProcessClient {
    /// A request with a key and perhaps a JSON body.
    func ask(
        _ method: HTTPRequest.Method,
        _ target: String,
        key: String? = nil,
        json: JSON? = nil,
        body: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Reply {
        var fields = headers
        if let key { fields[.authorization] = "Bearer \(key)" }
        if json != nil, fields[.contentType] == nil { fields[.contentType] = "application/json" }
        let bytes = json.map(\.utf8) ?? body.map { Array($0.utf8) } ?? []
        return Reply(try await send(method, target, headers: fields, body: bytes))
    }
}
