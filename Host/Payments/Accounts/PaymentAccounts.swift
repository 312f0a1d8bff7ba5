// The accounts of one tenant at payment providers, their secrets sealed.

public import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// Reads and writes a tenant's accounts.
public struct PaymentAccounts: Sendable {
    private let tenant: TenantHandle
    private let secrets: Secrets

    public init(_ tenant: TenantHandle, box: SecretBox) {
        self.tenant = tenant
        secrets = Secrets(tenant, box: box)
    }

    /// In the order of their names.
    public func list(in connection: any DatabaseConnection) throws -> [PaymentAccount] {
        try connection.rows(
            "SELECT provider, active, settings FROM payment_accounts WHERE tenant_id = ? ORDER BY provider",
            tenant.id
        ).map { try account($0, in: connection) }
    }

    /// Nil when the tenant has none of its own there.
    public func find(_ provider: PluginID, in connection: any DatabaseConnection) throws -> PaymentAccount? {
        try connection.row(
            "SELECT provider, active, settings FROM payment_accounts WHERE tenant_id = ? AND provider = ?",
            tenant.id,
            provider
        ).map { try account($0, in: connection) }
    }

    /// Stores an account. When it is active, the tenant's others are so no more.
    public func set(_ account: PaymentAccount, at moment: Timestamp, in connection: any DatabaseConnection) throws {
        if account.isActive {
            try connection.execute(
                "UPDATE payment_accounts SET active = 0 WHERE tenant_id = ? AND provider <> ?",
                tenant.id,
                account.provider
            )
        }
        try connection.execute(
            """
            INSERT INTO payment_accounts (tenant_id, provider, active, account, settings, updated_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, provider) DO UPDATE SET active = excluded.active, account = excluded.account,
                settings = excluded.settings, updated_at = excluded.updated_at
            """,
            tenant.id,
            account.provider,
            account.isActive ? 1 : 0,
            account.account,
            account.settings.description,
            moment
        )
        try keep(account.key, as: keyName(account.provider), at: moment, in: connection)
        let webhooks = account.webhookSecrets.isEmpty ? nil : account.webhookSecrets.joined(separator: " ")
        try keep(webhooks, as: webhookName(account.provider), at: moment, in: connection)
    }

    /// Whether there was one to remove. Payments that were made there can then no
    /// longer be looked after.
    @discardableResult
    public func remove(_ provider: PluginID, in connection: any DatabaseConnection) throws(DatabaseError) -> Bool {
        try secrets.delete(keyName(provider), in: connection)
        try secrets.delete(webhookName(provider), in: connection)
        return try connection.execute(
            "DELETE FROM payment_accounts WHERE tenant_id = ? AND provider = ?",
            tenant.id,
            provider
        ) == 1
    }

    /// The tenant whose account has this key at the provider; nil when none or
    /// several have.
    static func tenant(
        of account: String,
        at provider: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> TenantID? {
        let rows = try connection.rows(
            "SELECT tenant_id FROM payment_accounts WHERE provider = ? AND account = ? LIMIT 2",
            provider,
            account
        )
        return try rows.count == 1 ? TenantID(rows[0].text(0)) : nil
    }

    private func account(_ row: DatabaseRow, in connection: any DatabaseConnection) throws -> PaymentAccount {
        guard let provider = PluginID(try row.text(0)) else {
            throw DatabaseError.failed("an account's row is damaged")
        }
        var account = PaymentAccount(provider: provider, isActive: try row.flag(1))
        try account.restore(row.json(2))
        account.key = try secrets.open(keyName(provider), in: connection)
        // A secret has no space in it.
        account.webhookSecrets =
            try secrets.open(webhookName(provider), in: connection)?.split(separator: " ").map(String.init) ?? []
        return account
    }

    private func keep(
        _ secret: String?,
        as name: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        if let secret {
            try secrets.set(name, to: secret, at: moment, in: connection)
        } else {
            try secrets.delete(name, in: connection)
        }
    }

    private func keyName(_ provider: PluginID) -> String { "payments.\(provider).key" }
    private func webhookName(_ provider: PluginID) -> String { "payments.\(provider).webhook" }
}
