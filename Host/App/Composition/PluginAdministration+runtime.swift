// The plugin runtime as the Gateway's port: the same plugins, in the words of
// the API.

import HostCore
import HostGateway
import HostPlugins
import HostStorage
import OrkestaModel

/// Lists and changes plugins through the runtime.
struct RuntimeAdministration: PluginAdministration {
    let runtime: PluginRuntime
    let database: any Database

    func plugins() async -> [PluginSummary] {
        let counts = (try? await tenantCounts()) ?? [:]
        return runtime.catalog.entries.map { entry in
            PluginSummary(entry, tenantCount: counts[entry.id.rawValue] ?? 0)
        } + runtime.catalog.problems.compactMap(PluginSummary.init)
    }

    func sellingSet() async -> SellingSet { runtime.catalog.sellingSet }

    func plugins(of tenant: TenantHandle) async throws -> [TenantPluginSummary] {
        let known = Dictionary(
            uniqueKeysWithValues: try await runtime.statuses(of: tenant).map { ($0.plugin.pluginID, $0) }
        )
        return runtime.catalog.entries.map { entry in
            known[entry.id].map { TenantPluginSummary($0, kind: entry.kind) }
                ?? TenantPluginSummary(
                    id: entry.id,
                    kind: entry.kind,
                    isEnabled: false,
                    state: "disabled",
                    detail: nil,
                    settings: .object([:]),
                    secretsSet: [],
                    revision: 0
                )
        }
    }

    func change(
        _ plugin: PluginID,
        of tenant: TenantHandle,
        enabled: Bool?,
        settings: JSON?,
        record: @escaping @Sendable (_ before: JSON?, _ after: JSON, any DatabaseConnection) throws -> Void
    ) async throws {
        _ = try await runtime.change(plugin, of: tenant, enabled: enabled, settings: settings, record: record)
    }

    func reload(_ plugin: PluginID) async throws -> PluginReloadSummary {
        let reload = try await runtime.reload(plugin)
        return PluginReloadSummary(
            id: plugin,
            version: reload.version,
            libraryHash: reload.contentHash,
            tenants: reload.reloaded,
            failed: reload.failed.mapValues(\.description)
        )
    }

    private func tenantCounts() async throws -> [String: Int] {
        let rows = try await database.read { connection in
            try connection.rows("SELECT plugin_id, COUNT(*) FROM tenant_plugins WHERE enabled = 1 GROUP BY plugin_id")
        }
        var counts: [String: Int] = [:]
        for row in rows { counts[try row.text(0)] = Int(clamping: try row.integer(1)) }
        return counts
    }
}

extension PluginCatalog.Entry {
    fileprivate var kind: String { (try? manifest.get())?.kind.rawValue ?? "unknown" }
}

extension PluginSummary {
    fileprivate init(_ entry: PluginCatalog.Entry, tenantCount: Int) {
        switch entry.manifest {
        case .success(let manifest):
            self.init(
                id: entry.id,
                kind: manifest.kind.rawValue,
                name: manifest.name,
                version: manifest.version,
                library: entry.libraryPath ?? "",
                state: "usable",
                detail: nil,
                settingsSchema: manifest.settingsSchema,
                tenantCount: tenantCount
            )
        case .failure(let problem):
            self.init(
                id: entry.id,
                kind: "unknown",
                name: entry.id.rawValue,
                version: "",
                library: entry.libraryPath ?? "",
                state: "unusable",
                detail: problem.description,
                settingsSchema: .object([:]),
                tenantCount: tenantCount
            )
        }
    }

    /// A file of plugins.d that is no declaration; named by its file.
    fileprivate init?(_ problem: Problem) {
        let file = problem.field?.split(separator: "/").last.map(String.init) ?? ""
        guard let id = PluginID(String(file.prefix { $0 != "." })) else { return nil }
        self.init(
            id: id,
            kind: "unknown",
            name: file,
            version: "",
            library: "",
            state: "unusable",
            detail: problem.description,
            settingsSchema: .object([:]),
            tenantCount: 0
        )
    }
}

extension TenantPluginSummary {
    fileprivate init(_ status: TenantPluginStatus, kind: String) {
        self.init(
            id: status.plugin.pluginID,
            kind: kind,
            isEnabled: status.plugin.isEnabled,
            state: status.state,
            detail: status.problem?.description ?? status.lastViolation,
            settings: status.plugin.settings,
            secretsSet: status.secretsSet,
            revision: status.plugin.revision
        )
    }
}
