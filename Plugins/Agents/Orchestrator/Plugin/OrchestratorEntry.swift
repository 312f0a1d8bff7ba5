// The one symbol that the library of the orchestrator exports.

import OrchestratorManifest
public import OrkestaABI
import OrkestaSDK

/// What the host finds with `dlsym`.
@c(orkesta_plugin_entry_v1)
public func entry() -> UnsafePointer<ork_entry> {
    export(OrchestratorAgent.self, manifest: orchestrator_manifest_text())
}
