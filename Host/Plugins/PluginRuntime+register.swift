// All tenants of a channel at once, as the Gateway and the pipeline ask for them: from their
// settings, without an instance of anybody's.

public import HostCore
public import HostInbox
public import HostStorage
import OrkestaModel

extension PluginRuntime {
    public nonisolated func register(of id: PluginID) async throws(Problem) -> ChannelRegister {
        try await registers.register(of: id)
    }

    public nonisolated func tenants(
        of id: PluginID,
        knowing words: Set<String>
    ) async throws(Problem) -> [TenantHandle] {
        let names = try catalog.entry(id).manifest.get().secretSettings
        var found: [TenantHandle] = []
        for tenant in try await register(of: id).tenants {
            // One whose secrets cannot be opened keeps no other from being found.
            guard let settings = try? await settingsInForce(id, for: tenant) else { continue }
            let secrets = names.compactMap { settings[$0]?.stringValue }
            if secrets.contains(where: { words.contains($0) }) { found.append(tenant) }
        }
        return found
    }
}
