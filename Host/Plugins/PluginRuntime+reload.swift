// A library that was replaced while the host runs: new instances from the new
// file, then the old ones drain. Turns that run finish on the old copy.

public import HostCore
import HostStorage

/// What a reload came to.
public struct PluginReload: Sendable {
    /// As the library's manifest says now.
    public let version: String
    /// SHA-256 of the library's file, in hexadecimal; empty when it only binds tools.
    public let contentHash: String
    /// Tenants whose instance is a new one.
    public let reloaded: [TenantID]
    /// Tenants who keep their old instance, and why.
    public let failed: [TenantID: Problem]
}

extension PluginRuntime {
    /// Reads a plugin's declaration, manifest and library again and replaces every
    /// instance of it that runs. A tenant whose new instance does not come up keeps
    /// the old one. Throws, with everything as it was, when the library itself
    /// cannot be used.
    public func reload(_ plugin: PluginID) async throws(Problem) -> PluginReload {
        let entry = try await reread(plugin)
        let manifest = try entry.manifest.get()
        let hash =
            entry.hasLibrary
            ? try await loader.library(entry.libraryPath ?? "", expecting: manifest).contentHash : ""
        configurations.forgetAll()
        let tenants = services.instances.tenants(of: plugin)
        let failed = await relaunch(plugin, for: tenants)
        return PluginReload(
            version: manifest.version,
            contentHash: hash,
            reloaded: tenants.map(\.id).filter { failed[$0] == nil }.sorted { $0.rawValue < $1.rawValue },
            failed: failed
        )
    }

    /// A bounded number at once: an instance may load a whole catalog when it starts.
    private func relaunch(_ plugin: PluginID, for tenants: [TenantHandle]) async -> [TenantID: Problem] {
        await withTaskGroup(of: (TenantID, Problem?).self) { group in
            var failed: [TenantID: Problem] = [:]
            for (index, tenant) in tenants.enumerated() {
                if index >= Limits.pluginLaunchesMax, let (id, problem) = await group.next() { failed[id] = problem }
                group.addTask { (tenant.id, await self.relaunch(plugin, for: tenant)) }
            }
            for await (id, problem) in group { failed[id] = problem }
            return failed
        }
    }

    /// Nil when the new instance works, or when the tenant disabled the plugin
    /// meanwhile.
    private func relaunch(_ plugin: PluginID, for tenant: TenantHandle) async -> Problem? {
        await exclusively(InstanceKey(tenant: tenant.id, plugin: plugin)) {
            guard services.instances.find(plugin, of: tenant.id) != nil else { return nil }
            do throws(Problem) {
                publish(try await launchAsConfigured(plugin, for: tenant), plugin, of: tenant)
                return nil
            } catch {
                return error
            }
        }
    }
}
