// Which account serves a tenant at one provider: its own, else the platform's.

import HostAccess
import HostCore
import HostStorage
import OrkestaModel

/// Accounts at one provider, as its adapter uses them.
struct ProviderAccounts: Sendable {
    let provider: PluginID
    let database: any Database
    let box: SecretBox
    /// Of the environment; serves tenants without an account of their own, and
    /// lends its key to connected ones.
    let platform: PaymentAccount?

    /// Whether new payments of the tenant are made with this provider.
    func serves(_ tenant: Tenant, in connection: any DatabaseConnection) throws -> Bool {
        let handle = try TenantDirectory().handle(for: tenant.id, in: connection)
        let accounts = try PaymentAccounts(handle, box: box).list(in: connection)
        let chosen: PaymentAccount?
        if let active = accounts.first(where: \.isActive) {
            chosen = active.provider == provider ? active.completed(with: platform) : nil
        } else {
            chosen = accounts.contains { $0.provider == provider } ? nil : platform
        }
        return chosen.map { $0.key != nil && $0.mode == PaymentAccount.Mode(of: tenant.environment) } ?? false
    }

    /// Throws ``ProviderFailure/notConfigured(_:)`` when there is none with a key.
    func account(of tenant: TenantHandle) async throws -> PaymentAccount {
        let own = try await database.read { [box, provider] in
            try PaymentAccounts(tenant, box: box).find(provider, in: $0)
        }
        guard let account = own?.completed(with: platform) ?? platform, account.key != nil else {
            throw ProviderFailure.notConfigured("the tenant has no \(provider) key")
        }
        return account
    }
}
