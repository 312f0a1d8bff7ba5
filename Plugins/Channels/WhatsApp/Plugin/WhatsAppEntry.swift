// The one symbol that the library of the WhatsApp channel exports.

public import OrkestaABI
import OrkestaSDK
import WhatsAppManifest

/// What the host finds with `dlsym`.
@c(orkesta_plugin_entry_v1)
public func entry() -> UnsafePointer<ork_entry> {
    export(WhatsAppChannel.self, manifest: whatsapp_manifest_text())
}
