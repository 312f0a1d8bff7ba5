// Changes that another host made: what runs here follows what is stored.

import HostAccess
public import HostCore
import HostStorage
import OrkestaModel

extension PluginRuntime {
    /// Another host enabled, disabled or configured a plugin of a tenant. An
    /// instance that runs here gives way to one with the stored settings; one
    /// that does not run starts with them at its first use.
    public func follow(_ plugin: PluginID, of tenant: TenantID) async {
        configurations.forget(tenant)
        guard services.instances.find(plugin, of: tenant) != nil else {
            return configurations.setProblem(nil, plugin, tenant)
        }
        await exclusively(InstanceKey(tenant: tenant, plugin: plugin)) {
            do {
                let handle = try await services.database.read { try TenantDirectory().handle(for: tenant, in: $0) }
                publish(try await stored(plugin, of: handle), plugin, of: handle)
            } catch let problem as Problem {
                publishProblem(problem, plugin, of: tenant)
            } catch {
                let problem = Problem(.unavailable, "the settings of \(plugin) cannot be read", remedy: "Try again.")
                publishProblem(problem, plugin, of: tenant)
            }
        }
    }

    /// Notices of other hosts were lost: compares everything that is known here
    /// with what is stored.
    public func followAll() async {
        for (tenant, known) in configurations.all {
            let changed: [PluginID]
            do {
                changed = try await services.database.read { connection in
                    let handle = try TenantDirectory().handle(for: tenant, in: connection)
                    return try TenantPlugins(handle).list(in: connection)
                        .filter { known.revisions[$0.pluginID] != $0.revision }.map(\.pluginID)
                }
            } catch {
                // Unread is as good as changed: the next use reads it.
                configurations.forget(tenant)
                continue
            }
            for plugin in changed { await follow(plugin, of: tenant) }
        }
    }

    /// A working instance with the stored settings; nil when it is disabled.
    private func stored(_ plugin: PluginID, of tenant: TenantHandle) async throws(Problem) -> PluginInstance? {
        guard try await configuration(of: tenant).enabled[plugin] != nil else { return nil }
        _ = try await reread(plugin)
        return try await launchAsConfigured(plugin, for: tenant)
    }

    /// Settings that do not work here are no reason to go on with others.
    private func publishProblem(_ problem: Problem, _ plugin: PluginID, of tenant: TenantID) {
        retire(services.instances.replace(plugin, of: tenant, with: nil))
        configurations.setProblem(problem, plugin, tenant)
    }
}
