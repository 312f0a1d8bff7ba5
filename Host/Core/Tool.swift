// A tool: a function with a name, a description and a JSON Schema, for dialogues
// and language models to call. Who offers it and where it runs, the port hides.

public import OrkestaModel

/// One tool of a tenant, ready to be called. Plugins are presented through it by
/// HostPlugins.
public protocol Tool: Sendable {
    var description: ToolDescription { get }

    /// Checks the arguments, an object, against the schema and runs the tool.
    /// Nothing is called when they are refused. A tool that changes state runs at
    /// most once in the turn that it was found for.
    func call(_ arguments: JSON) async throws(ToolFailure) -> JSON
}

/// What a model or a person has to know of a tool.
public struct ToolDescription: Sendable, Equatable {
    /// Where a tool's code runs.
    public enum Form: String, Sendable {
        /// A function of any library, called in a worker process.
        case bound
        /// A C function of a plugin's own table, called where the plugin runs.
        case native
        /// Answered by the plugin, which may use the host's services.
        case turn
    }

    /// Unique within the tenant: 1 to 64 of a-z, A-Z, 0-9, `_` and `-`.
    public let name: String
    /// For the model: what it does, and when to use it.
    public let summary: String
    /// The plugin that offers it.
    public let plugin: PluginID
    public let form: Form
    /// JSON Schema of the arguments: an object.
    public let parameters: JSON
    public let changesState: Bool

    public init(
        name: String,
        summary: String,
        plugin: PluginID,
        form: Form,
        parameters: JSON,
        changesState: Bool
    ) {
        self.name = name
        self.summary = summary
        self.plugin = plugin
        self.form = form
        self.parameters = parameters
        self.changesState = changesState
    }

    /// Whether `name` may name a tool: what the providers of language models take.
    public static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
