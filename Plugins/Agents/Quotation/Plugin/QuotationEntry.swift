// The one symbol that the library of the quotation agent exports.

public import OrkestaABI
import OrkestaSDK
import QuotationManifest

/// What the host finds with `dlsym`.
@c(orkesta_plugin_entry_v1)
public func entry() -> UnsafePointer<ork_entry> {
    export(QuotationAgent.self, manifest: quotation_manifest_text())
}
