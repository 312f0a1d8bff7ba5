// What a new tenant sells with, wherever it comes from: the API, the command
// line or the demo.

import HostCore
import HostGateway
import HostPlugins

extension PluginCatalog {
    /// The channel and the agents of the house, without those that this host's
    /// plugins.d does not have.
    var sellingSet: SellingSet {
        let known = Set(entries.map(\.id))
        return SellingSet(
            plugins: ["web", "orchestrator", "catalog", "sales", "quotation", "dunning"].compactMap(PluginID.init)
                .filter(known.contains),
            defaultAgent: PluginID("catalog").flatMap { known.contains($0) ? $0 : nil }
        )
    }
}
