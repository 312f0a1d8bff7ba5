// Plugins as the Control Tower sees them. The plugin loader stands behind it.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Lists plugins and changes what tenants use.
public protocol PluginAdministration: Sendable {
    /// Every plugin of the platform, by id.
    func plugins() async -> [PluginSummary]

    /// What a new tenant gets that names no plugins of its own.
    func sellingSet() async -> SellingSet

    /// The plugins of one tenant, by id: those of the platform, with what the tenant has set.
    func plugins(of tenant: TenantHandle) async throws -> [TenantPluginSummary]

    /// Enables or disables a plugin and merges `settings` (RFC 7396) after
    /// checking them against the plugin's schema; secret settings are sealed.
    /// `record` runs in the transaction of the change with the tenant's row
    /// before and after it, without secrets. Throws a problem that names the
    /// field at fault. Returns when the change is in force.
    func change(
        _ plugin: PluginID,
        of tenant: TenantHandle,
        enabled: Bool?,
        settings: JSON?,
        record: @escaping @Sendable (_ before: JSON?, _ after: JSON, any DatabaseConnection) throws -> Void
    ) async throws

    /// Takes a replaced library, or changed declaration, of a plugin into use for
    /// every tenant that runs it; turns that run finish on the old copy. Throws, with
    /// everything as it was, when the library cannot be used.
    func reload(_ plugin: PluginID) async throws -> PluginReloadSummary
}

/// What a tenant needs to sell from its first message on.
public struct SellingSet: Sendable, Hashable {
    public let plugins: [PluginID]
    /// Who answers when the orchestrator is disabled; nil: nobody.
    public let defaultAgent: PluginID?

    public init(plugins: [PluginID], defaultAgent: PluginID?) {
        self.plugins = plugins
        self.defaultAgent = defaultAgent
    }
}

/// What a reload came to.
public struct PluginReloadSummary: Sendable, Hashable {
    public let id: PluginID
    public let version: String
    /// SHA-256 of the library's file, in hexadecimal.
    public let libraryHash: String
    /// Tenants that run the new library.
    public let tenants: [TenantID]
    /// Tenants that keep their old instance, and why.
    public let failed: [TenantID: String]

    public init(
        id: PluginID,
        version: String,
        libraryHash: String,
        tenants: [TenantID],
        failed: [TenantID: String]
    ) {
        self.id = id
        self.version = version
        self.libraryHash = libraryHash
        self.tenants = tenants
        self.failed = failed
    }
}

/// A plugin of the platform.
public struct PluginSummary: Sendable, Hashable {
    public let id: PluginID
    /// `agent`, `channel`, and so on.
    public let kind: String
    public let name: String
    public let version: String
    public let library: String
    /// `loaded`, `failed`, `draining`.
    public let state: String
    /// Why it failed, for the operator.
    public let detail: String?
    /// The JSON Schema of its settings.
    public let settingsSchema: JSON
    /// Tenants that have it enabled.
    public let tenantCount: Int

    public init(
        id: PluginID,
        kind: String,
        name: String,
        version: String,
        library: String,
        state: String,
        detail: String?,
        settingsSchema: JSON,
        tenantCount: Int
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.version = version
        self.library = library
        self.state = state
        self.detail = detail
        self.settingsSchema = settingsSchema
        self.tenantCount = tenantCount
    }
}

/// A plugin as one tenant uses it.
public struct TenantPluginSummary: Sendable, Hashable {
    public let id: PluginID
    public let kind: String
    public let isEnabled: Bool
    /// `running`, `disabled`, `failed`, `starting`, `draining`.
    public let state: String
    public let detail: String?
    /// Without secrets: a secret that is set shows as `true` under `secrets`.
    public let settings: JSON
    public let secretsSet: [String]
    public let revision: Int64

    public init(
        id: PluginID,
        kind: String,
        isEnabled: Bool,
        state: String,
        detail: String?,
        settings: JSON,
        secretsSet: [String],
        revision: Int64
    ) {
        self.id = id
        self.kind = kind
        self.isEnabled = isEnabled
        self.state = state
        self.detail = detail
        self.settings = settings
        self.secretsSet = secretsSet
        self.revision = revision
    }
}
