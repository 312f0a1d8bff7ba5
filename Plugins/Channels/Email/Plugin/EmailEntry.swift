// The one symbol that the library of the email channel exports.

import EmailManifest
public import OrkestaABI
import OrkestaSDK

/// What the host finds with `dlsym`.
@c(orkesta_plugin_entry_v1)
public func entry() -> UnsafePointer<ork_entry> {
    export(EmailChannel.self, manifest: email_manifest_text())
}
