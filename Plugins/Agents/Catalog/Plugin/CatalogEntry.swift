// The one symbol that the library of the catalog agent exports.

import CatalogManifest
public import OrkestaABI
import OrkestaSDK

/// What the host finds with `dlsym`.
@c(orkesta_plugin_entry_v1)
public func entry() -> UnsafePointer<ork_entry> {
    export(CatalogAgent.self, manifest: catalog_manifest_text())
}
