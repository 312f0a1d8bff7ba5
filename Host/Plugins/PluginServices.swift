// What the host's services are made of: everything that plugin instances reach
// through the ABI ends at one of these.

public import HostAccess
public import HostCommerce
public import HostCore
public import HostDocuments
public import HostLLM
public import HostPayments
public import HostStorage
public import Logging
public import OrkestaModel

/// The host's side of the services, handed over by App.
public struct PluginServices: Sendable {
    public let database: any Database
    /// The tenant's clock, real or simulated.
    public let clock: @Sendable (TenantHandle) -> any Clock
    public let logger: Logger
    public let metrics: any PluginMetrics
    /// Opens the settings that are secrets.
    public let secretBox: SecretBox
    /// By which plugins know what they gave out.
    public let codes: PluginCodes
    public let randomness: any Randomness
    /// Where a tenant's quotes and orders are made.
    public let sales: @Sendable (TenantHandle) -> SaleDesk
    /// Where links to pay a tenant are planned.
    public let payments: @Sendable (TenantHandle) -> PaymentDesk
    /// Nil without any provider of language models.
    public let languageModels: LLMChain?
    /// The way to the servers of providers; nil: plugins reach nobody.
    public let egress: EgressGate?
    /// Settings of a channel whose provider this host plays for a sandbox tenant: its
    /// own come before them.
    public let sandboxSettings: @Sendable (_ channel: PluginID, TenantID) async -> JSON
    /// Prints the papers that channels carry.
    public let printer: DocumentPrinter
    let instances: InstanceDirectory

    /// `publicURL` is where the world sees the host: addresses of quotes and of
    /// links to pay begin with it.
    public init(
        database: any Database,
        clock: @escaping @Sendable (TenantHandle) -> any Clock,
        logger: Logger,
        metrics: any PluginMetrics,
        masterKey: MasterKey,
        publicURL: String,
        languageModels: LLMChain? = nil,
        egress: EgressGate? = nil,
        sandboxSettings: @escaping @Sendable (_ channel: PluginID, TenantID) async -> JSON = { _, _ in [:] },
        printer: DocumentPrinter = DocumentPrinter(),
        randomness: any Randomness = SystemRandomness()
    ) {
        let tokens = PublicTokens(masterKey)
        self.database = database
        self.clock = clock
        self.logger = logger
        self.metrics = metrics
        self.randomness = randomness
        self.languageModels = languageModels
        self.egress = egress
        self.sandboxSettings = sandboxSettings
        self.printer = printer
        secretBox = SecretBox(masterKey)
        codes = PluginCodes(masterKey)
        sales = { SaleDesk($0, tokens: tokens, publicURL: publicURL) }
        payments = { PaymentDesk($0, tokens: tokens, publicURL: publicURL) }
        instances = InstanceDirectory()
    }
}

extension PluginServices {
    /// What a sandbox tenant's channel is set to by this host, which plays its provider: an
    /// emulator's address and what is valid there. Nothing for a channel that reaches no
    /// provider, or names it otherwise.
    func playedSettings(of manifest: PluginManifest, for tenant: TenantID) async -> JSON {
        let settings = await sandboxSettings(manifest.id, tenant)
        let schema = manifest.settingsSchema["properties"]
        let reaches = (settings.objectValue ?? [:]).keys.contains { schema?[$0]?["egress"] == true }
        return reaches ? settings : .object([:])
    }
}

/// Where the figures of plugins go.
public protocol PluginMetrics: Sendable {
    /// Adds to a counter.
    func add(_ name: String, _ labels: [String: String], _ value: Double)
    /// Observes a value of a histogram.
    func observe(_ name: String, _ labels: [String: String], _ value: Double)
}

extension PluginMetrics {
    /// Counts one.
    func add(_ name: String, _ labels: [String: String]) { add(name, labels, 1) }
}

extension PluginInstance {
    /// The tenant's time.
    var now: Timestamp { services.clock(tenant).now() }
}
