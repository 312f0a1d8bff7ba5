// Tools as a plugin's author declares them: what dialogues and language models may
// call (ork.tools/1).

import OrkestaABI
public import OrkestaModel
import Synchronization

/// Offers tools. Its agent's dialogue may call them too, through
/// ``Turn/call(_:_:)``, so that both go the same way.
public protocol ToolPlugin: Plugin {
    /// Asked for once, right after `init`. Names are unique among the tenant's tools.
    /// The manifest names `ork.tools/1` among its interfaces.
    var tools: [Tool] { get }
}

/// One tool. The host checks the arguments against the schema before `run` sees
/// them, when it is the host that calls.
public struct Tool: Sendable {
    /// Whether calling it twice differs from calling it once.
    public enum Effect: Sendable {
        case reads
        /// Runs at most once a turn.
        case changesState
    }

    /// 1 to 64 letters, digits, `_` or `-`.
    public let name: String
    /// For the model: what it does, and when to use it.
    public let summary: String
    /// JSON Schema of the arguments, an object. Other members are refused unless it
    /// says `additionalProperties`.
    public let parameters: JSON
    public let effect: Effect
    let run: @Sendable (ToolCall) async throws -> JSON

    /// `run` works on the instance's lane, within the turn if there is one; throw a
    /// ``PluginError`` for a failure that the caller should read.
    public init(
        _ name: String,
        _ summary: String,
        parameters: JSON = ["type": "object"],
        effect: Effect = .reads,
        run: @escaping @Sendable (ToolCall) async throws -> JSON
    ) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
        self.effect = effect
        self.run = run
    }
}

/// One call of a tool.
public struct ToolCall: Sendable {
    /// An object that fits the tool's schema.
    public let arguments: JSON
    /// The turn of this plugin in which the tool is called; nil when another agent's
    /// turn or an operator calls it.
    public let turn: Turn?
    /// Services of the turn, whoever's it is: their writes commit with it. Outside of
    /// turns they write at once.
    public let storage: StorageService
    public let catalog: CatalogService
}

extension ToolCall {
    /// `handle` is the turn's, 0 for none.
    init(arguments: JSON, turn: Turn?, handle: ork_turn, host: Host) {
        self.arguments = arguments
        self.turn = turn
        storage = StorageService(table: host.storage.table, instance: host.instance, turn: handle)
        catalog = CatalogService(table: host.catalog.table, instance: host.instance, turn: handle)
    }
}

extension Turn {
    /// Calls a tool of this plugin from its own dialogue. Throws `ORK_E_CONFLICT`
    /// when it changes state and ran in this turn before.
    public func call(_ tool: Tool, _ arguments: JSON = .object([:])) async throws -> JSON {
        try claim(tool)
        return try await tool.run(ToolCall(arguments: arguments, turn: self, handle: handle, host: host))
    }

    /// Notes that a tool runs in this turn.
    func claim(_ tool: Tool) throws {
        guard tool.effect == .changesState else { return }
        let isFirst = usedTools.withLock { $0.insert(tool.name).inserted }
        guard isFirst else { throw PluginError(ORK_E_CONFLICT, "\(tool.name) ran in this turn before") }
    }
}
