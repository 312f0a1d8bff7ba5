// A tenant as its row says it: who it is, where it is, and how it is run.

public import HostCore
public import OrkestaModel

/// One business on the platform.
public struct Tenant: Sendable, Hashable {
    public let id: TenantID
    /// 1 to 200 characters.
    public var displayName: String
    public var status: Status
    public var environment: Environment
    /// BCP 47: `es`, `pt-BR`.
    public var locale: String
    /// ISO 4217.
    public var currency: String
    /// IANA: `America/Mexico_City`.
    public var timeZone: String
    /// Who answers when the orchestrator is disabled; nil when nobody does.
    public var defaultAgent: PluginID?
    public var dunningEnabled: Bool
    /// The time machine's moment; only in the sandbox.
    public var simulatedNow: Timestamp?
    /// From which a sandbox tenant's ids and random choices come.
    public var randomSeed: Int64
    /// Grows with every change of the catalog. Written by ``TenantDirectory/advanceCatalog(of:in:)`` only.
    public internal(set) var catalogRevision: Int64
    /// Written by ``TenantDirectory/recordImport(of:at:in:)`` only.
    public internal(set) var lastImport: Timestamp?
    public let createdAt: Timestamp
    public internal(set) var updatedAt: Timestamp

    /// A new tenant, not yet stored.
    public init(
        id: TenantID,
        displayName: String,
        status: Status = .active,
        environment: Environment = .sandbox,
        locale: String = "es",
        currency: String = "MXN",
        timeZone: String = "America/Mexico_City",
        defaultAgent: PluginID? = nil,
        dunningEnabled: Bool = false,
        simulatedNow: Timestamp? = nil,
        randomSeed: Int64,
        createdAt: Timestamp
    ) {
        self.id = id
        self.displayName = displayName
        self.status = status
        self.environment = environment
        self.locale = locale
        self.currency = currency
        self.timeZone = timeZone
        self.defaultAgent = defaultAgent
        self.dunningEnabled = dunningEnabled
        self.simulatedNow = simulatedNow
        self.randomSeed = randomSeed
        catalogRevision = 0
        lastImport = nil
        self.createdAt = createdAt
        updatedAt = createdAt
    }

    /// Where the tenant stands commercially. A suspended or churned one gets
    /// no service.
    public enum Status: String, Sendable, CaseIterable {
        case active
        case trial
        case suspended
        case churned
    }

    /// Whether the tenant's effects reach the world or the emulators.
    public enum Environment: String, Sendable, CaseIterable {
        case sandbox
        case production
    }
}

/// The right to touch one tenant's rows. Only ``TenantDirectory`` makes it,
/// and every repository of tenant rows is made from it.
public struct TenantHandle: Sendable, Hashable {
    public let id: TenantID

    init(_ id: TenantID) { self.id = id }
}
