// Everything that the routes need, handed over by App.

public import HostAccess
public import HostCommerce
public import HostCore
public import HostDocuments
public import HostInbox
public import HostLLM
public import HostOperations
public import HostOutbox
public import HostPayments
public import HostStorage
public import HostTime
public import HostTurns
public import Logging
public import OrkestaModel

/// What the Gateway is made of.
public struct GatewayServices: Sendable {
    public let database: any Database
    /// The platform's time; a tenant's is asked of `clocks`.
    public let clock: any Clock
    public let randomness: any Randomness
    public let clocks: TenantClocks
    public let timeMachine: TimeMachine
    public let credentials: Credentials
    public let visitorTokens: VisitorTokens
    public let engine: TurnEngine
    public let dispatcher: OutboxDispatcher
    public let channels: any ChannelDirectory
    public let search: any CatalogSearch
    public let plugins: any PluginAdministration
    /// Where a tenant's quotes and orders are made.
    public let sales: @Sendable (TenantHandle) -> SaleDesk
    /// Where payments are begun and their webhooks come in.
    public let payments: PaymentServices
    /// Makes the opaque words in public addresses.
    public let tokens: PublicTokens
    public let printer: DocumentPrinter
    public let tools: any ToolDirectory
    /// Nil where no provider of language models is configured.
    public let languageModels: LLMChain?
    /// Nil where the host plays none.
    public let emulators: (any EmulatedProviders)?
    /// Nil where none are played.
    public let goldenFlows: (any GoldenFlowPlayer)?
    public let metrics: MetricsRegistry
    public let health: Health
    public let logger: Logger
    /// The program's version, and when it started.
    public let version: String
    /// The URL under which the world sees the client port.
    public let publicURL: String
    public let startedAt: Timestamp
    let visitorRates: VisitorRates
    let visitorFileRates: VisitorRates
    /// Of a channel: providers' verifications of the platform's address.
    let verificationRates: VisitorRates

    public init(
        database: any Database,
        clock: any Clock,
        randomness: any Randomness,
        clocks: TenantClocks,
        timeMachine: TimeMachine,
        visitorTokens: VisitorTokens,
        engine: TurnEngine,
        dispatcher: OutboxDispatcher,
        channels: any ChannelDirectory,
        search: any CatalogSearch,
        plugins: any PluginAdministration,
        payments: PaymentServices,
        tokens: PublicTokens,
        printer: DocumentPrinter,
        tools: any ToolDirectory,
        languageModels: LLMChain? = nil,
        emulators: (any EmulatedProviders)? = nil,
        goldenFlows: (any GoldenFlowPlayer)? = nil,
        metrics: MetricsRegistry,
        health: Health,
        logger: Logger,
        version: String,
        publicURL: String
    ) {
        self.database = database
        self.clock = clock
        self.randomness = randomness
        self.clocks = clocks
        self.timeMachine = timeMachine
        credentials = Credentials(database: database, clock: clock)
        self.visitorTokens = visitorTokens
        self.engine = engine
        self.dispatcher = dispatcher
        self.channels = channels
        self.search = search
        self.plugins = plugins
        sales = { SaleDesk($0, tokens: tokens, publicURL: publicURL) }
        self.payments = payments
        self.tokens = tokens
        self.printer = printer
        self.tools = tools
        self.languageModels = languageModels
        self.emulators = emulators
        self.goldenFlows = goldenFlows
        self.metrics = metrics
        self.health = health
        self.logger = logger
        self.version = version
        self.publicURL = publicURL
        startedAt = clock.now()
        visitorRates = VisitorRates(perMinute: Limits.visitorMessagesPerMinute)
        visitorFileRates = VisitorRates(perMinute: Limits.visitorFilesPerMinute)
        verificationRates = VisitorRates(perMinute: Limits.platformVerificationsPerMinute)
    }
}

extension GatewayServices {
    /// The tenant's time.
    func now(of tenant: TenantID) -> Timestamp { clocks.known(tenant)?.now() ?? clock.now() }

    /// For rates of the tenant: goes on by itself, and by what the time machine lets pass.
    func flowing(of tenant: TenantID) -> Timestamp { clocks.known(tenant)?.flowing ?? clock.now() }
}

/// What the routes of payments need.
public struct PaymentServices: Sendable {
    public let checkout: Checkout
    public let intake: WebhookIntake
    public let sandbox: SandboxProvider
    public let providers: PaymentProviders
    /// Signalled when a refund waits for its provider.
    public let refundsWakeUp: WakeUp
    /// Signalled when a provider's webhook waits to be processed.
    public let processorWakeUp: WakeUp
    /// Signalled when a webhook waits for a tenant's endpoint.
    public let courierWakeUp: WakeUp
    public let reconciler: Reconciler
    /// Seals the secrets of endpoints, and of accounts at providers.
    public let secretBox: SecretBox
    /// Where links to pay a tenant are planned.
    public let desk: @Sendable (TenantHandle) -> PaymentDesk

    public init(
        checkout: Checkout,
        intake: WebhookIntake,
        sandbox: SandboxProvider,
        providers: PaymentProviders,
        refundsWakeUp: WakeUp,
        processorWakeUp: WakeUp,
        courierWakeUp: WakeUp,
        reconciler: Reconciler,
        secretBox: SecretBox,
        desk: @escaping @Sendable (TenantHandle) -> PaymentDesk
    ) {
        self.checkout = checkout
        self.intake = intake
        self.sandbox = sandbox
        self.providers = providers
        self.refundsWakeUp = refundsWakeUp
        self.processorWakeUp = processorWakeUp
        self.courierWakeUp = courierWakeUp
        self.reconciler = reconciler
        self.secretBox = secretBox
        self.desk = desk
    }
}
