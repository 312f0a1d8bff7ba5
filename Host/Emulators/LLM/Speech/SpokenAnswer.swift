// What the emulated model says, before any provider's format.

internal import HostLLM
internal import OrkestaModel

/// A call that the model writes: its arguments as text, because models err there.
struct SpokenCall: Sendable, Equatable {
    var name: String
    var arguments: String
}

/// One answer.
struct SpokenAnswer: Sendable, Equatable {
    var text: String?
    var calls: [SpokenCall] = []
    /// `stop`, `length`, `tool_calls` or `content_filter`.
    var finish = "stop"
    var promptTokens = 0

    init(_ text: String) { self.text = text }

    init(calling name: String, _ arguments: JSON) {
        self.init(calling: SpokenCall(name: name, arguments: arguments.description))
    }

    init(calling call: SpokenCall) {
        calls = [call]
        finish = "tool_calls"
    }

    var completionTokens: Int {
        let characters = (text?.utf8.count ?? 0) + calls.reduce(0) { $0 + $1.name.utf8.count + $1.arguments.utf8.count }
        return max(1, characters / 4)
    }
}
