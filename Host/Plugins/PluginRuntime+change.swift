// Changes of a tenant's plugins: enabled, disabled, configured anew.

import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

extension PluginRuntime {
    /// Enables, disables or reconfigures a plugin of a tenant. The new instance
    /// must come up first; then the change is written (with `record` in the same
    /// transaction) and the old instance drains. When anything fails, all stays
    /// as it was.
    public func change(
        _ plugin: PluginID,
        of tenant: TenantHandle,
        enabled: Bool?,
        settings patch: JSON?,
        record: @escaping @Sendable (_ before: JSON?, _ after: JSON, any DatabaseConnection) throws -> Void
    ) async throws -> TenantPlugin {
        let entry = try await reread(plugin)
        return try await exclusively(InstanceKey(tenant: tenant.id, plugin: plugin)) {
            let stored = try await services.database.read { try TenantPlugins(tenant).find(plugin, in: $0) }
            let change = try await planned(entry, tenant, enabled: enabled, patch, stored)
            var fresh: PluginInstance?
            if change.isEnabled, entry.hasLibrary {
                fresh = try await launch(entry, try entry.manifest.get(), for: tenant, settings: change.complete)
            }
            do {
                if change.isEnabled { try await checkToolNames(of: entry, fresh, for: tenant) }
                let written = try await write(change, plugin, of: tenant, enabled: enabled, before: stored, record)
                configurations.forget(tenant.id)
                publish(fresh, plugin, of: tenant)
                return written
            } catch {
                retire(fresh)
                throw error
            }
        }
    }

    /// What a change comes to.
    private struct Change: Sendable {
        let isEnabled: Bool
        /// Merge patches: what goes into the row, and into the secrets.
        let plain: JSON
        let secret: JSON
        /// The settings as the new instance sees them, secrets included.
        let complete: JSON
    }

    /// Throws `.invalid` naming the setting at fault. Disabling needs neither the
    /// library nor valid settings.
    private func planned(
        _ entry: PluginCatalog.Entry,
        _ tenant: TenantHandle,
        enabled: Bool?,
        _ patch: JSON?,
        _ stored: TenantPlugin?
    ) async throws -> Change {
        let isEnabled = enabled ?? stored?.isEnabled ?? false
        guard isEnabled || patch != nil else {
            return Change(isEnabled: false, plain: .object([:]), secret: .object([:]), complete: .object([:]))
        }
        let manifest = try entry.manifest.get()
        let (plain, secret) = try split(patch, manifest)
        let known = try await secrets(of: manifest, tenant)
        let complete = entry.settings.merging(try await sandboxSettings(of: manifest, tenant))
            .merging(stored?.settings ?? .object([:])).merging(plain).merging(known).merging(secret)
        try validate(complete, manifest)
        return Change(isEnabled: isEnabled, plain: plain, secret: secret, complete: complete)
    }

    private func write(
        _ change: Change,
        _ plugin: PluginID,
        of tenant: TenantHandle,
        enabled: Bool?,
        before: TenantPlugin?,
        _ record: @escaping @Sendable (_ before: JSON?, _ after: JSON, any DatabaseConnection) throws -> Void
    ) async throws -> TenantPlugin {
        let (now, secrets) = (services.clock(tenant).now(), Secrets(tenant, box: services.secretBox))
        return try await services.database.write { connection in
            for (name, value) in change.secret.objectValue ?? [:] {
                if let text = value.stringValue {
                    try secrets.set("\(plugin).\(name)", to: text, at: now, in: connection)
                } else {
                    try secrets.delete("\(plugin).\(name)", in: connection)
                }
            }
            let row = try TenantPlugins(tenant).set(
                plugin,
                enabled: enabled,
                settings: change.plain,
                at: now,
                in: connection
            )
            try record(before?.json, row.json, connection)
            return row
        }
    }

    /// Checks settings against the plugin's schema. Throws `.invalid` naming the
    /// setting.
    func validate(_ settings: JSON, _ manifest: PluginManifest) throws(Problem) {
        let document = manifest.settingsSchema
        if let known = schemas[manifest.id], known.document == document { return try known.schema.validate(settings) }
        let schema = try SettingsSchema(document)
        schemas[manifest.id] = (document, schema)
        try schema.validate(settings)
    }

    /// Parts a change into plain settings and secrets; a secret is a text, or null
    /// to remove it. Blanks around it came with the pasting.
    private func split(_ patch: JSON?, _ manifest: PluginManifest) throws(Problem) -> (plain: JSON, secret: JSON) {
        guard let patch else { return (.object([:]), .object([:])) }
        guard let members = patch.objectValue else {
            throw Problem(.invalid, "settings are an object", field: "settings", remedy: "Send {\"key\": value}")
        }
        let names = Set(manifest.secretSettings)
        let secret = members.filter { names.contains($0.key) }
        for (name, value) in secret where value.stringValue == nil && !value.isNull {
            throw Problem(
                .invalid,
                "a secret is a text",
                field: "settings.\(name)",
                remedy: "Send a string, or null to remove it"
            )
        }
        return (
            .object(members.filter { !names.contains($0.key) }),
            .object(secret.mapValues { $0.stringValue.map { JSON.string($0.trimmed) } ?? $0 })
        )
    }
}

extension TenantPlugin {
    /// The form in the API and in the audit log; secrets are not in it.
    public var json: JSON {
        ["plugin": .string(pluginID.rawValue), "enabled": .bool(isEnabled), "settings": settings]
    }
}
