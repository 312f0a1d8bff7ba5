// The plugins of every tenant: which are enabled, with which settings, and the
// instances that run them. Presents them to the pipeline as its ports.

import HostAccess
public import HostCore
public import HostStorage
import HostTurns
import OrkestaABI
public import OrkestaModel

/// Loads libraries when the first tenant needs them and makes one instance a
/// tenant, at first use. A change makes the new instance before it lets the old
/// one go, so no message finds none.
public actor PluginRuntime {
    public nonisolated let catalog: PluginCatalog
    nonisolated let services: PluginServices
    nonisolated let configurations: TenantConfigurations
    nonisolated let registers: ChannelRegisters
    nonisolated let pool: LanePool
    nonisolated let toolWorkers: ToolWorkerPool
    let loader: LibraryLoader
    var schemas: [PluginID: (document: JSON, schema: SettingsSchema)] = [:]
    private var launching: [InstanceKey: Task<Result<PluginInstance, Problem>, Never>] = [:]
    private var held: Set<InstanceKey> = []
    private var waiting: [InstanceKey: [UnsafeContinuation<Void, Never>]] = [:]
    private var isStopped = false

    /// Whose instance: launches and changes of one happen one after the other.
    struct InstanceKey: Hashable {
        let tenant: TenantID
        let plugin: PluginID
    }

    /// `copiesFolder` holds the private copies of libraries; `threads` run the
    /// lanes of all instances; `toolWorker` is the program that calls the functions
    /// of other libraries.
    public init(
        catalog: PluginCatalog,
        copiesFolder: String,
        threads: Int,
        toolWorker: String,
        services: PluginServices
    ) {
        let configurations = TenantConfigurations()
        self.catalog = catalog
        self.services = services
        self.configurations = configurations
        registers = ChannelRegisters(catalog: catalog, services: services, configurations: configurations)
        loader = LibraryLoader(copiesFolder: copiesFolder)
        pool = LanePool(threads: threads)
        toolWorkers = ToolWorkerPool(program: toolWorker)
        services.instances.setSearchLauncher { [weak self] tenant async throws(Problem) -> PluginInstance in
            guard let self else {
                throw Problem(.unavailable, "the host is stopping", remedy: "Try again in a moment")
            }
            return try await self.searchInstance(tenant)
        }
        services.instances.setToolFinder { [weak self] tenant, turn async throws(Problem) -> [any Tool] in
            try await self?.tools(of: tenant, in: turn) ?? []
        }
    }

    // MARK: Reading

    /// The tenant's plugins as configured, read once and kept.
    nonisolated func configuration(of tenant: TenantHandle) async throws(Problem) -> TenantConfiguration {
        if let known = configurations.find(tenant.id) { return known }
        let changes = configurations.changes
        do {
            let rows = try await services.database.read { try TenantPlugins(tenant).list(in: $0) }
            let configuration = TenantConfiguration(rows, catalog: catalog)
            configurations.set(configuration, for: tenant.id, asOf: changes)
            return configuration
        } catch {
            throw Problem(.unavailable, "the tenant's plugins cannot be read", remedy: "Try again in a moment")
        }
    }

    /// The instance that works for the tenant, launched when it is the first use.
    nonisolated func instance(_ plugin: PluginID, for tenant: TenantHandle) async throws(Problem) -> PluginInstance {
        if let running = services.instances.find(plugin, of: tenant.id), running.lifecycle.acceptsWork {
            return running
        }
        return try await launchOnce(plugin, for: tenant).get()
    }

    // MARK: Launching

    /// Whoever needs the instance while it is launched waits for the same launch.
    private func launchOnce(_ plugin: PluginID, for tenant: TenantHandle) async -> Result<PluginInstance, Problem> {
        let key = InstanceKey(tenant: tenant.id, plugin: plugin)
        if let task = launching[key] { return await task.value }
        let task = Task {
            await exclusively(key) { await launchAndPublish(plugin, for: tenant) }
        }
        launching[key] = task
        let result = await task.value
        launching[key] = nil
        return result
    }

    /// Looks again first: what was waited for may have been a launch or a change.
    private func launchAndPublish(
        _ plugin: PluginID,
        for tenant: TenantHandle
    ) async
        -> Result<PluginInstance, Problem>
    {
        if let running = services.instances.find(plugin, of: tenant.id) {
            if running.lifecycle.acceptsWork { return .success(running) }
            if case .condemned(let reason) = running.lifecycle { return .failure(running.pluginProblem(reason)) }
        }
        do throws(Problem) {
            let instance = try await launchAsConfigured(plugin, for: tenant)
            publish(instance, plugin, of: tenant)
            return .success(instance)
        } catch {
            // Not being enabled is no failure of the plugin.
            if error.kind != .conflict { configurations.setProblem(error, plugin, tenant.id) }
            return .failure(error)
        }
    }

    /// Reads the plugin's file and manifest again: it may have been built, replaced
    /// or mended since.
    func reread(_ plugin: PluginID) async throws(Problem) -> PluginCatalog.Entry {
        try await loader.blocking { [catalog] in Result { () throws(Problem) in try catalog.refresh(plugin) } }.get()
        let entry = try catalog.entry(plugin)
        await loader.forgetFailure(entry.libraryPath ?? "")
        return entry
    }

    /// An instance with the tenant's settings, not yet known to anybody. Throws
    /// `.conflict` when the tenant has not enabled the plugin.
    func launchAsConfigured(_ plugin: PluginID, for tenant: TenantHandle) async throws(Problem) -> PluginInstance {
        guard let settings = try await configuration(of: tenant).enabled[plugin] else {
            throw Problem(
                .conflict,
                "the tenant has not enabled plugin \(plugin)",
                field: "plugin",
                remedy: "orkesta tenant enable-plugin \(tenant.id) \(plugin)"
            )
        }
        let entry = try catalog.entry(plugin)
        let manifest = try entry.manifest.get()
        guard entry.hasLibrary else {
            throw Problem(
                .conflict,
                "\(plugin) only binds tools: it is no agent and no channel",
                field: "plugin",
                remedy: "Use its tools: orkesta tool list --tenant \(tenant.id)"
            )
        }
        let complete = try await complete(settings, of: entry, manifest, tenant)
        // A newer library may have another schema than the one they were checked with.
        try validate(complete, manifest)
        return try await launch(entry, manifest, for: tenant, settings: complete)
    }

    /// The settings with which the tenant's instance of a plugin runs, secrets
    /// included. Nil when the tenant has not enabled it.
    public func settingsInForce(_ plugin: PluginID, for tenant: TenantHandle) async throws(Problem) -> JSON? {
        guard let settings = try await configuration(of: tenant).enabled[plugin] else { return nil }
        let entry = try catalog.entry(plugin)
        return try await complete(settings, of: entry, try entry.manifest.get(), tenant)
    }

    /// A tenant's settings over those of the sandbox, and those over the platform's.
    private func complete(
        _ settings: JSON,
        of entry: PluginCatalog.Entry,
        _ manifest: PluginManifest,
        _ tenant: TenantHandle
    ) async throws(Problem) -> JSON {
        entry.settings.merging(try await sandboxSettings(of: manifest, tenant)).merging(settings)
            .merging(try await secrets(of: manifest, tenant))
    }

    /// An instance with these settings that works, not yet known to anybody.
    func launch(
        _ entry: PluginCatalog.Entry,
        _ manifest: PluginManifest,
        for tenant: TenantHandle,
        settings: JSON
    ) async throws(Problem) -> PluginInstance {
        guard !isStopped else {
            throw Problem(.unavailable, "the host is stopping", remedy: "Try again in a moment")
        }
        for service in manifest.requiredServices where ServiceTables.find(service) == nil {
            throw Problem(
                .pluginFailure,
                "Plugin \(manifest.id) needs \(service), which this host does not have",
                remedy: "Update the host, or use an older version of the plugin"
            )
        }
        let library = try await loader.library(entry.libraryPath ?? "", expecting: manifest)
        return try await PluginInstance.launch(
            library,
            tenant: tenant,
            settings: settings,
            pool: pool,
            services: services
        )
    }

    /// From now on this is the instance that works, or none; the one before ends.
    func publish(_ instance: PluginInstance?, _ plugin: PluginID, of tenant: TenantHandle) {
        configurations.setProblem(nil, plugin, tenant.id)
        retire(services.instances.replace(plugin, of: tenant.id, with: instance))
    }

    /// Lets an instance finish what it does, then ends it.
    func retire(_ instance: PluginInstance?) {
        guard let instance else { return }
        Task { await instance.shutDown(withinMilliseconds: Limits.pluginDrainMilliseconds) }
    }

    func secrets(of manifest: PluginManifest, _ tenant: TenantHandle) async throws(Problem) -> JSON {
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
                .unavailable,
                "the secrets of plugin \(manifest.id) cannot be opened",
                remedy: "Check ORKESTA_MASTER_KEY; set the secrets again"
            )
        }
    }

    /// A sandbox tenant's provider is this host itself, unless the tenant says otherwise.
    func sandboxSettings(of manifest: PluginManifest, _ tenant: TenantHandle) async throws(Problem) -> JSON {
        guard manifest.kind == .channel else { return .object([:]) }
        do {
            let known = try await services.database.read { try TenantDirectory().find(tenant.id, in: $0)?.tenant }
            guard known?.environment == .sandbox else { return .object([:]) }
        } catch {
            throw Problem(.unavailable, "the tenant \(tenant.id) cannot be read", remedy: "Try again in a moment")
        }
        return await services.playedSettings(of: manifest, for: tenant.id)
    }

    /// Runs `work` while nothing else launches or changes this instance; in the
    /// order of asking. An actor alone does not do that: it interleaves at awaits.
    func exclusively<Value: Sendable>(_ key: InstanceKey, _ work: () async throws -> Value) async rethrows -> Value {
        if !held.insert(key).inserted {
            await withUnsafeContinuation { waiting[key, default: []].append($0) }
        }
        defer {
            if let next = waiting[key]?.first {
                waiting[key]?.removeFirst()
                next.resume()
            } else {
                waiting[key] = nil
                held.remove(key)
            }
        }
        return try await work()
    }

    /// Ends every instance and launches no more; used once, when the host stops.
    public func shutDown() async {
        isStopped = true
        toolWorkers.shutDown()
        await withTaskGroup { group in
            for instance in ownInstances {
                group.addTask { await instance.shutDown(withinMilliseconds: Limits.pluginDrainMilliseconds) }
            }
        }
    }
}
