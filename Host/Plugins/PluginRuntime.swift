// The plugins of every tenant: which are enabled, with which settings, and the
// instances that run them. Presents them to the pipeline as its ports.

import HostAccess
public import HostCore
import HostInbox
public import HostStorage
import HostTurns
import OrkestaABI
public import OrkestaModel
import Synchronization

/// Loads libraries when the first tenant needs them and makes one instance a
/// tenant, at first use. A change makes the new instance before it lets the old
/// one go, so no message finds none.
public actor PluginRuntime {
    public nonisolated let catalog: PluginCatalog
    nonisolated let services: PluginServices
    nonisolated let configurations = TenantConfigurations()
    nonisolated let pool: LanePool
    private let copiesFolder: String
    private var libraries: [String: Result<PluginLibrary, Problem>] = [:]
    private var schemas: [PluginID: SettingsSchema] = [:]
    private var launching: [LaunchKey: Task<Result<PluginInstance, Problem>, Never>] = [:]

    private struct LaunchKey: Hashable {
        let tenant: TenantID
        let plugin: PluginID
    }

    /// `copiesFolder` holds the private copies of libraries; `threads` run the
    /// lanes of all instances.
    public init(catalog: PluginCatalog, copiesFolder: String, threads: Int, services: PluginServices) {
        self.catalog = catalog
        self.copiesFolder = copiesFolder
        self.services = services
        pool = LanePool(threads: threads)
    }

    // MARK: Reading

    /// The tenant's plugins as configured, read once and kept.
    nonisolated func configuration(of tenant: TenantHandle) async throws(Problem) -> TenantConfiguration {
        if let known = configurations.find(tenant.id) { return known }
        do {
            let rows = try await services.database.read { try TenantPlugins(tenant).list(in: $0) }
            return configurations.set(TenantConfiguration(rows, catalog: catalog), for: tenant.id)
        } catch {
            throw Problem(.unavailable, "the tenant's plugins cannot be read", remedy: "Try again in a moment")
        }
    }

    /// The instance that works for the tenant, launched when it is the first use.
    nonisolated func instance(_ plugin: PluginID, for tenant: TenantHandle) async throws(Problem) -> PluginInstance {
        if let running = services.instances.find(plugin, of: tenant.id), running.lifecycle.acceptsWork {
            return running
        }
        let configuration = try await configuration(of: tenant)
        guard let settings = configuration.enabled[plugin] else {
            throw Problem(
                .conflict, "the tenant has not enabled plugin \(plugin)", field: "plugin",
                remedy: "orkesta tenant enable-plugin \(tenant.id) \(plugin)"
            )
        }
        return try await launchOnce(plugin, for: tenant, settings: settings).get()
    }

    private func launchOnce(_ plugin: PluginID, for tenant: TenantHandle, settings: JSON) async
        -> Result<PluginInstance, Problem>
    {
        if let running = services.instances.find(plugin, of: tenant.id) {
            if running.lifecycle.acceptsWork { return .success(running) }
            if case .condemned(let reason) = running.lifecycle {
                return .failure(running.pluginProblem(reason))
            }
        }
        let key = LaunchKey(tenant: tenant.id, plugin: plugin)
        if let task = launching[key] { return await task.value }
        let task = Task { await launchAndPublish(plugin, for: tenant, settings: settings) }
        launching[key] = task
        let result = await task.value
        launching[key] = nil
        return result
    }

    private func launchAndPublish(_ plugin: PluginID, for tenant: TenantHandle, settings: JSON) async
        -> Result<PluginInstance, Problem>
    {
        do throws(Problem) {
            let instance = try await launch(plugin, for: tenant, settings: settings)
            let old = services.instances.replace(plugin, of: tenant.id, with: instance)
            retire(old)
            configurations.setProblem(nil, plugin, tenant.id)
            return .success(instance)
        } catch {
            configurations.setProblem(error, plugin, tenant.id)
            return .failure(error)
        }
    }

    private func launch(_ plugin: PluginID, for tenant: TenantHandle, settings: JSON) async throws(Problem)
        -> PluginInstance
    {
        let entry = try catalog.entry(plugin)
        let manifest = try entry.manifest.get()
        for service in manifest.requiredServices where ServiceTables.find(service) == nil {
            throw Problem(
                .pluginFailure, "Plugin \(plugin) needs \(service), which this host does not have",
                remedy: "Update the host, or use an older version of the plugin"
            )
        }
        let library = try library(entry, manifest)
        let complete = entry.settings.merging(settings).merging(try await secrets(of: manifest, tenant))
        return try await PluginInstance.launch(
            library, tenant: tenant, settings: complete, pool: pool, services: services
        )
    }

    private func library(_ entry: PluginCatalog.Entry, _ manifest: PluginManifest) throws(Problem) -> PluginLibrary {
        let path = entry.libraryPath ?? ""
        if let known = libraries[path] { return try known.get() }
        do throws(Problem) {
            let library = try PluginLibrary.load(path, expecting: manifest, copiesIn: copiesFolder)
            libraries[path] = .success(library)
            return library
        } catch {
            libraries[path] = .failure(error)
            throw error
        }
    }

    private func secrets(of manifest: PluginManifest, _ tenant: TenantHandle) async throws(Problem) -> JSON {
        let names = manifest.secretSettings
        guard !names.isEmpty else { return .object([:]) }
        let secrets = Secrets(tenant, box: services.secretBox)
        do {
            return try await services.database.read { connection in
                var members: [String: JSON] = [:]
                for name in names {
                    members[name] = try secrets.open("\(manifest.id).\(name)", in: connection).map(JSON.string)
                }
                return .object(members)
            }
        } catch {
            throw Problem(
                .unavailable, "the secrets of plugin \(manifest.id) cannot be opened",
                remedy: "Check ORKESTA_MASTER_KEY; set the secrets again"
            )
        }
    }

    // MARK: Changing

    /// Enables, disables or reconfigures a plugin of a tenant. The new instance
    /// must come up first; then the change is written (with `record` in the same
    /// transaction) and the old instance drains. When anything fails, all stays
    /// as it was.
    public func change(
        _ plugin: PluginID, of tenant: TenantHandle, enabled: Bool?, settings patch: JSON?,
        record: @escaping @Sendable (_ before: JSON?, _ after: JSON, any DatabaseConnection) throws -> Void
    ) async throws -> TenantPlugin {
        let entry = try catalog.entry(plugin)
        let manifest = try entry.manifest.get()
        let (plain, secret) = try split(patch, manifest)
        let stored = try await services.database.read { try TenantPlugins(tenant).find(plugin, in: $0) }
        let merged = (stored?.settings ?? .object([:])).merging(plain)
        try validate(entry.settings.merging(merged).merging(secret), manifest)
        let (now, box) = (services.clock(tenant).now(), services.secretBox)
        let written = try await services.database.write { connection in
            for (name, value) in secret.objectValue ?? [:] {
                let secrets = Secrets(tenant, box: box)
                if let text = value.stringValue {
                    try secrets.set("\(plugin).\(name)", to: text, at: now, in: connection)
                } else {
                    try secrets.delete("\(plugin).\(name)", in: connection)
                }
            }
            let row = try TenantPlugins(tenant).set(
                plugin, enabled: enabled, settings: plain, at: now, in: connection
            )
            try record(stored?.json, row.json, connection)
            return row
        }
        try await takeEffect(written, of: tenant, undoing: stored)
        return written
    }

    /// Makes the running instances agree with what was written.
    private func takeEffect(_ row: TenantPlugin, of tenant: TenantHandle, undoing stored: TenantPlugin?) async throws {
        guard row.isEnabled else {
            configurations.forget(tenant.id)
            retire(services.instances.replace(row.pluginID, of: tenant.id, with: nil))
            return
        }
        do throws(Problem) {
            let instance = try await launch(row.pluginID, for: tenant, settings: row.settings)
            configurations.forget(tenant.id)
            retire(services.instances.replace(row.pluginID, of: tenant.id, with: instance))
        } catch {
            let now = services.clock(tenant).now()
            _ = try await services.database.write { connection in
                try TenantPlugins(tenant).restore(stored, row.pluginID, at: now, in: connection)
            }
            configurations.forget(tenant.id)
            throw error
        }
    }

    /// Lets an instance finish what it does, then ends it.
    private func retire(_ instance: PluginInstance?) {
        guard let instance else { return }
        Task { await instance.shutDown(withinMilliseconds: Limits.pluginDrainMilliseconds) }
    }

    /// Checks settings against the plugin's schema. Throws `.invalid` naming the
    /// setting.
    private func validate(_ settings: JSON, _ manifest: PluginManifest) throws(Problem) {
        let schema: SettingsSchema
        if let known = schemas[manifest.id] {
            schema = known
        } else {
            schema = try SettingsSchema(manifest.settingsSchema)
            schemas[manifest.id] = schema
        }
        try schema.validate(settings)
    }

    /// Parts a change into plain settings and secrets.
    private func split(_ patch: JSON?, _ manifest: PluginManifest) throws(Problem) -> (plain: JSON, secret: JSON) {
        guard let patch else { return (.object([:]), .object([:])) }
        guard let members = patch.objectValue else {
            throw Problem(.invalid, "settings are an object", field: "settings", remedy: "Send {\"key\": value}")
        }
        let names = Set(manifest.secretSettings)
        return (.object(members.filter { !names.contains($0.key) }), .object(members.filter { names.contains($0.key) }))
    }

    /// Ends every instance; used once, when the host stops.
    public func shutDown() async {
        await withTaskGroup { group in
            for instance in InstanceRegistry.shared.all where instance.services.instances === services.instances {
                group.addTask { await instance.shutDown(withinMilliseconds: Limits.pluginDrainMilliseconds) }
            }
        }
    }
}

extension TenantPlugin {
    /// The form in the API and in the audit log; secrets are not in it.
    public var json: JSON {
        ["plugin": .string(pluginID.rawValue), "enabled": .bool(isEnabled), "settings": settings]
    }
}

extension TenantPlugins {
    /// Puts a row back as it was before a change that did not take effect.
    fileprivate func restore(
        _ stored: TenantPlugin?, _ plugin: PluginID, at now: Timestamp, in connection: any DatabaseConnection
    ) throws -> TenantPlugin {
        let current = try find(plugin, in: connection)?.settings.objectValue ?? [:]
        var patch = current.mapValues { _ in JSON.null }
        for (key, value) in stored?.settings.objectValue ?? [:] { patch[key] = value }
        return try set(plugin, enabled: stored?.isEnabled ?? false, settings: .object(patch), at: now, in: connection)
    }
}
