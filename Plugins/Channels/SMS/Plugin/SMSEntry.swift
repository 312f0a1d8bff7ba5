// The one symbol that the library of the SMS channel exports.

public import OrkestaABI
import OrkestaSDK
import SMSManifest

/// What the host finds with `dlsym`.
@c(orkesta_plugin_entry_v1)
public func entry() -> UnsafePointer<ork_entry> {
    export(SMSChannel.self, manifest: sms_manifest_text())
}
