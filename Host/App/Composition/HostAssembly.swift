// The composition root: every part of the host, built once, each handed what it
// needs. Nothing else in the house decides which database, clock or plugins.

import HostAccess
import HostCore
import HostDocuments
import HostDunning
import HostEmulators
import HostGateway
import HostLLM
import HostNet
import HostOperations
import HostOutbox
import HostPayments
import HostPlugins
import HostStorage
import HostTime
import HostTurns
import Logging
import OrkestaModel
import ServiceLifecycle

/// The parts of one host.
struct HostAssembly: Sendable {
    let folder: DataFolder
    let database: any Database
    let runtime: PluginRuntime
    let messaging: MessagingAssembly
    let gateway: GatewayServices
    let payments: PaymentAssembly
    let languageModels: LLMAssembly
    /// Nil: nobody plays the providers of sandbox tenants.
    let sandbox: SandboxAssembly?
    let clocks: TenantClocks
    let logger: Logger

    /// Opens the database, brings its schema up to date and builds the parts.
    /// Nothing runs yet.
    init(_ folder: DataFolder, _ settings: HostSettings, logger: Logger) async throws {
        (self.folder, self.logger) = (folder, logger)
        let masterKey = try MasterKey.load(fromEnvironment: settings.masterKey, directory: folder.path)
        database = try await settings.database.open()
        let clock = DatabaseClock(database)
        try await SchemaMigrator().migrate(database, at: clock.now())
        let metrics = MetricsRegistry()
        clocks = TenantClocks(database: database, real: clock)
        let publicURL = settings.publicURL ?? settings.ownURL(at: settings.host)
        languageModels = try LLMAssembly(settings.languageModels, database: database, metrics, log: logger)
        let (chain, printer) = (languageModels.chain, DocumentPrinter())
        try await chain?.loadChoices(from: database)
        let place = try SandboxPlace(settings)
        let services = try HostAssembly.pluginServices(
            database,
            clocks,
            clock,
            masterKey,
            publicURL,
            SandboxSettings(masterKey, place),
            chain,
            metrics,
            printer,
            logger
        )
        runtime = HostAssembly.runtime(folder, settings, services)
        sandbox = settings.playsProviders ? SandboxAssembly(database, runtime, place, logger) : nil
        messaging = MessagingAssembly(
            database,
            runtime,
            clocks,
            clock,
            owner: try folder.nodeID(SystemRandomness()),
            publicURL,
            transcriber: chain,
            metrics,
            log: logger
        )
        let engine = messaging.engine
        payments = try PaymentAssembly(database, clocks, masterKey, publicURL, settings, work: engine, metrics, logger)
        gateway = GatewayServices(
            database: database,
            clock: clock,
            randomness: SystemRandomness(),
            clocks: clocks,
            timeMachine: HostAssembly.timeMachine(database, clocks, clock, messaging, payments, sandbox),
            visitorTokens: VisitorTokens(masterKey),
            engine: engine,
            dispatcher: messaging.dispatcher,
            channels: runtime,
            search: runtime,
            plugins: RuntimeAdministration(runtime: runtime, database: database),
            payments: payments.gateway,
            tokens: PublicTokens(masterKey),
            printer: printer,
            tools: runtime,
            languageModels: chain,
            emulators: sandbox,
            goldenFlows: GoldenDesk(
                GoldenStage(pluginsFolder: settings.pluginsFolder, pluginPath: settings.pluginSearchPath)
            ),
            metrics: metrics,
            health: HostAssembly.health(database, runtime, engine),
            logger: logger,
            version: hostVersion,
            publicURL: publicURL
        )
        HostAssembly.watch(engine, messaging.dispatcher, runtime, in: metrics)
    }

    private static func runtime(
        _ folder: DataFolder,
        _ settings: HostSettings,
        _ services: PluginServices
    ) -> PluginRuntime {
        PluginRuntime(
            catalog: PluginCatalog(folder: settings.pluginsFolder, searchPath: settings.pluginSearchPath),
            copiesFolder: folder.libraries,
            threads: 2,
            toolWorker: "\(HostSettings.executableFolder)/orkesta-tool-worker",
            services: services
        )
    }

    private static func pluginServices(
        _ database: any Database,
        _ clocks: TenantClocks,
        _ clock: any Clock,
        _ masterKey: MasterKey,
        _ publicURL: String,
        _ sandbox: SandboxSettings,
        _ languageModels: LLMChain?,
        _ metrics: MetricsRegistry,
        _ printer: DocumentPrinter,
        _ logger: Logger
    ) throws(NetError) -> PluginServices {
        PluginServices(
            database: database,
            clock: { tenant in clocks.known(tenant.id).map { $0 as any Clock } ?? clock },
            logger: logger,
            metrics: RegistryMetrics(registry: metrics),
            masterKey: masterKey,
            publicURL: publicURL,
            languageModels: languageModels,
            egress: try EgressGate(database: database),
            sandboxSettings: { channel, tenant in sandbox.settings(of: channel, for: tenant) },
            printer: printer
        )
    }

    private static func timeMachine(
        _ database: any Database,
        _ clocks: TenantClocks,
        _ clock: any Clock,
        _ messaging: MessagingAssembly,
        _ payments: PaymentAssembly,
        _ sandbox: SandboxAssembly?
    ) -> TimeMachine {
        let calm = TenantCalm(
            database: database,
            clock: clock,
            wake: { messaging.dispatcher.wake() },
            hurry: { sandbox?.hurry(for: $0) },
            isQuietOutside: { sandbox?.isQuiet(for: $0) ?? true }
        )
        return TimeMachine(
            database: database,
            clocks: clocks,
            work: CollectionWork(messaging.engine),
            sources: [
                HandOffSource(messaging.engine), FallbackSource(messaging.dispatcher, clock: clock),
            ] + payments.dueSources + [LearningSource(database)],
            calm: { try await calm.wait(for: $0) }
        )
    }

    private static func watch(
        _ engine: TurnEngine,
        _ dispatcher: OutboxDispatcher,
        _ runtime: PluginRuntime,
        in metrics: MetricsRegistry
    ) {
        metrics.computedGauge("orkesta_turns_in_memory", help: "Turns that run or wait in this node.") {
            Double(engine.depth)
        }
        metrics.computedGauge("orkesta_outbox_in_memory", help: "Messages that wait for their channel.") {
            Double(dispatcher.depth)
        }
        metrics.computedGauge("orkesta_tool_workers", help: "Processes that call functions of libraries.") {
            Double(runtime.toolWorkerCount)
        }
    }

    /// What runs until the host stops, in the order in which it starts; the
    /// shutdown goes the other way round, so that requests end before turns,
    /// turns before sends, and sends before the plugins.
    var services: [any Service] {
        let clock = DatabaseClock(database)
        let watch: [any Service] = [PluginWatch(runtime: runtime)]
        return watch + messaging.services + [
            TimerScheduler(
                database: database,
                work: CollectionWork(messaging.engine),
                clock: clock,
                log: logger
            ),
            NightlyLearning(database: database, clock: clock, log: logger),
            Retention(database: database, clocks: clocks, clock: clock, log: logger),
            HostNotices(
                database: database,
                engine: messaging.engine,
                dispatcher: messaging.dispatcher,
                runtime: runtime,
                clocks: clocks,
                credentials: gateway.credentials,
                languageModels: languageModels.chain,
                logger: logger
            ),
        ] + payments.services + languageModels.services + (sandbox?.services ?? [])
    }

    private static func health(_ database: any Database, _ runtime: PluginRuntime, _ engine: TurnEngine) -> Health {
        let health = Health()
        health.register("database") {
            do {
                _ = try await database.read { try $0.rows("SELECT 1") }
                return Health.Finding(.ok)
            } catch {
                return Health.Finding(.failed, "the database does not answer")
            }
        }
        health.register("plugins") {
            let unusable = runtime.catalog.entries.filter { if case .failure = $0.manifest { true } else { false } }
            if runtime.lostThreads >= Limits.lostThreadsMax {
                return Health.Finding(.failed, "plugins hold every spare thread; restart the host")
            }
            guard unusable.isEmpty, runtime.lostThreads == 0 else {
                return Health.Finding(
                    .degraded,
                    "unusable: \(unusable.map(\.id.rawValue).sorted()); lost threads: \(runtime.lostThreads)"
                )
            }
            return Health.Finding(.ok)
        }
        health.register("turns") {
            engine.depth < Limits.turnsHeldMax
                ? Health.Finding(.ok) : Health.Finding(.degraded, "more work than fits into memory")
        }
        return health
    }
}

/// The program's version.
let hostVersion = "1.0.0"

/// Watches lanes and turns for as long as the host runs, then ends the plugins.
private struct PluginWatch: Service {
    let runtime: PluginRuntime

    func run() async throws {
        await cancelWhenGracefulShutdown { await runtime.watch() }
        await runtime.shutDown()
    }
}

/// The figures of plugins in the host's registry.
private struct RegistryMetrics: PluginMetrics {
    let registry: MetricsRegistry

    func add(_ name: String, _ labels: [String: String], _ value: Double) {
        registry.counter(name, labels: labels).add(value)
    }

    func observe(_ name: String, _ labels: [String: String], _ value: Double) {
        registry.histogram(name, labels: labels).observe(value)
    }
}
