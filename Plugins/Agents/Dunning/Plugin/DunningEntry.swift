// The one symbol that the library of the dunning agent exports.

import DunningManifest
public import OrkestaABI
import OrkestaSDK

/// What the host finds with `dlsym`.
@c(orkesta_plugin_entry_v1)
public func entry() -> UnsafePointer<ork_entry> {
    export(DunningAgent.self, manifest: dunning_manifest_text())
}
