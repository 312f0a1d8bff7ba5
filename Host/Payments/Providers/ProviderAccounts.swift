// Which account serves a tenant at one provider: its own, else the platform's.

import HostAccess
import HostCore
import HostStorage
import OrkestaModel
import Synchronization

/// Accounts at one provider, as its adapter uses them.
struct ProviderAccounts: Sendable {
    let provider: PluginID
    let database: any Database
    let box: SecretBox
    /// Of the environment; serves tenants without an account of their own, and
    /// lends its key to connected ones.
    let platform: PaymentAccount?
    private let kept = KeptAccounts()

    init(provider: PluginID, database: any Database, box: SecretBox, platform: PaymentAccount?) {
        self.provider = provider
        self.database = database
        self.box = box
        self.platform = platform
    }

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

    /// How far a delivery to a tenant can be believed; `verify` says it of an
    /// account. One kept in memory is enough to accept a delivery, and never to
    /// refuse one: a secret that was just set counts at once. `now` is the machine's
    /// time.
    func judge(
        _ tenant: TenantHandle,
        at now: Timestamp,
        _ verify: (PaymentAccount) -> WebhookTrust
    ) async throws -> WebhookTrust {
        if let known = kept.account(of: tenant.id, at: now), verify(known) == .verified { return .verified }
        do {
            let account = try await account(of: tenant)
            kept.keep(account, of: tenant.id, at: now)
            return verify(account)
        } catch ProviderFailure.notConfigured {
            kept.forget(tenant.id)
            return .refused
        }
    }
}

/// Accounts in memory for a moment, so that a provider's burst of webhooks does not
/// open the same secret again and again.
private final class KeptAccounts: Sendable {
    private let accounts = Mutex<[TenantID: (account: PaymentAccount, until: Timestamp)]>([:])

    func account(of tenant: TenantID, at now: Timestamp) -> PaymentAccount? {
        accounts.withLock { accounts in
            guard let entry = accounts[tenant], entry.until > now else { return nil }
            return entry.account
        }
    }

    func keep(_ account: PaymentAccount, of tenant: TenantID, at now: Timestamp) {
        let until = now.advanced(byMilliseconds: Limits.providerAccountKeptMilliseconds)
        accounts.withLock { accounts in
            if accounts.count >= Limits.providerAccountsKeptMax { accounts = [:] }
            accounts[tenant] = (account, until)
        }
    }

    func forget(_ tenant: TenantID) { accounts.withLock { $0[tenant] = nil } }
}
