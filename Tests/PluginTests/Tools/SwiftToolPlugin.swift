// A plugin with tools as its author writes it: against the SDK alone.

import OrkestaABI
import OrkestaModel
import OrkestaSDK

/// Keeps a text, through its tools or its dialogue.
struct SwiftToolPlugin: AgentPlugin, ToolPlugin {
    init(settings: JSON, host: Host) throws {}

    private let keep = Tool(
        "keep",
        "Keeps a text.",
        parameters: ["required": ["text"], "properties": ["text": ["type": "string"]]],
        effect: .changesState
    ) { call in
        try await call.storage.put("text", call.arguments)
        return ["kept": true]
    }

    var tools: [Tool] {
        [
            keep,
            Tool("kept", "What was kept.") { call in try await call.storage.get("text")?.value ?? .null },
            Tool("heard", "What the customer wrote, in a turn of this agent.") { call in JSON(call.turn?.text) },
            Tool("fail", "Fails.") { _ in throw PluginError(ORK_E_REJECTED, "not today") },
        ]
    }

    /// Calls its own tools in the dialogue; the second call of one that changes
    /// state is refused.
    func respond(to turn: Turn) async throws {
        guard turn.text != "wait" else {
            while !turn.isCancelled { await Task.yield() }
            return
        }
        _ = try await turn.call(keep, ["text": .string(turn.text)])
        do {
            _ = try await turn.call(keep, ["text": "again"])
            try turn.reply("twice")
        } catch let error as PluginError {
            try turn.reply("once, then \(error.status)")
        }
    }
}

private let manifest = """
    {"id": "swift-tools", "kind": "agent", "version": "1", "interfaces": ["ork.agent/1", "ork.tools/1"]}
    """

/// Its manifest, and the factory as the host finds it.
func swiftToolPlugin() -> (manifest: String, factory: UnsafePointer<ork_factory>?) {
    let entry = manifest.withCString { export(SwiftToolPlugin.self, manifest: $0) }
    var id = ORK_PLUGIN_FACTORY_1
    let factory = id.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
            entry.pointee.get_factory(ork_str(ptr: $0.baseAddress, len: $0.count))
        }
    }
    return (manifest, factory?.assumingMemoryBound(to: ork_factory.self))
}
