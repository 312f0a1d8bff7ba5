// The one symbol that the library of the sales agent exports.

public import OrkestaABI
import OrkestaSDK
import SalesManifest

/// What the host finds with `dlsym`.
@c(orkesta_plugin_entry_v1)
public func entry() -> UnsafePointer<ork_entry> {
    export(SalesAgent.self, manifest: sales_manifest_text())
}
