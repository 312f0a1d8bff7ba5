// The one symbol that the library of the web channel exports.

public import OrkestaABI
import OrkestaSDK
import WebManifest

/// What the host finds with `dlsym`.
@c(orkesta_plugin_entry_v1)
public func entry() -> UnsafePointer<ork_entry> {
    export(WebChannel.self, manifest: web_manifest_text())
}
