// The one symbol that the library exports.

import NewPluginManifest
public import OrkestaABI
import OrkestaSDK

/// What the host finds with `dlsym`.
@c(orkesta_plugin_entry_v1)
public func entry() -> UnsafePointer<ork_entry> {
    export(NewPlugin.self, manifest: manifest_text())
}
