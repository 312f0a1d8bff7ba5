// What is said in a dialogue with a language model, by whom. The shape is that
// of OpenAI's chat completions, which every provider here speaks or is brought to.

public import OrkestaModel

/// One message of a dialogue with a model.
public enum ChatMessage: Sendable, Hashable {
    /// The rules, by whoever wrote the agent. Nothing of a customer belongs here.
    case system(String)
    case user(String)
    /// What the model said before: text, calls of tools, or both.
    case assistant(String?, calls: [ToolCall])
    /// A tool's answer, a JSON text; `id` and `name` are the call's.
    case tool(id: String, name: String, content: String)
}

/// A model's wish to have a tool called.
public struct ToolCall: Sendable, Hashable {
    /// Ties the answer to the call; unique within the dialogue. Ollama names
    /// none, so that the chain makes one up.
    public var id: String
    public var name: String
    /// The arguments as the model wrote them: a JSON object, which the chain has
    /// parsed, and not yet held against the tool's schema.
    public var arguments: JSON

    public init(id: String, name: String, arguments: JSON) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}
