// A business at a provider that the host itself plays: a sandbox tenant, whose
// channel then needs no contract with anybody.

public import HostCore
public import OrkestaModel

/// What a tenant is at one of the providers.
public struct SandboxAccount: Sendable {
    public let tenant: TenantID
    public let name: String
    /// Of the tenant's channel, as its plugin has them, secrets included.
    public let settings: JSON
    /// Where the host takes what customers write.
    public let webhook: String

    public init(tenant: TenantID, name: String, settings: JSON, webhook: String) {
        self.tenant = tenant
        self.name = name
        self.settings = settings
        self.webhook = webhook
    }

    /// Nil when it is missing, or empty.
    func text(_ key: String) -> String? {
        settings[key]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    }
}
