// What operators see of a tenant's plugins.

import HostAccess
public import HostCore
public import HostStorage

/// A tenant's plugin: as configured, and as it is.
public struct TenantPluginStatus: Sendable {
    public let plugin: TenantPlugin
    /// `disabled`, `ready` (not used yet), `starting`, `running`, `stopping`,
    /// `failed`, `condemned`, `unusable`.
    public let state: String
    /// Why it does not work.
    public let problem: Problem?
    /// Rules of the ABI that it broke, and the last of them.
    public let violations: Int
    public let lastViolation: String?
    /// Names of the secret settings that have a value.
    public let secretsSet: [String]
}

extension PluginRuntime {
    /// Every plugin that the tenant has a row of.
    public nonisolated func statuses(of tenant: TenantHandle) async throws -> [TenantPluginStatus] {
        let secrets = Secrets(tenant, box: services.secretBox)
        let (rows, names) = try await services.database.read { connection in
            (try TenantPlugins(tenant).list(in: connection), try secrets.names(in: connection))
        }
        return rows.map { row in
            let instance = services.instances.find(row.pluginID, of: tenant.id)
            let prefix = "\(row.pluginID)."
            return TenantPluginStatus(
                plugin: row,
                state: state(row, instance, tenant),
                problem: problem(row.pluginID, instance, tenant),
                violations: instance?.violations.count ?? 0,
                lastViolation: instance?.violations.last,
                secretsSet: names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
            )
        }
    }

    private nonisolated func problem(
        _ plugin: PluginID,
        _ instance: PluginInstance?,
        _ tenant: TenantHandle
    )
        -> Problem?
    {
        if case .condemned(let reason)? = instance?.lifecycle { return instance?.pluginProblem(reason) }
        if case .failure(let problem)? = (try? catalog.entry(plugin))?.manifest { return problem }
        return configurations.problem(plugin, tenant.id)
    }

    private nonisolated func state(_ row: TenantPlugin, _ instance: PluginInstance?, _ tenant: TenantHandle) -> String {
        guard row.isEnabled else { return "disabled" }
        guard case .success? = (try? catalog.entry(row.pluginID))?.manifest else { return "unusable" }
        switch instance?.lifecycle {
        case nil: return configurations.problem(row.pluginID, tenant.id) == nil ? "ready" : "failed"
        case .created, .activating: return "starting"
        case .active: return "running"
        case .draining, .ended: return "stopping"
        case .condemned: return "condemned"
        }
    }
}
