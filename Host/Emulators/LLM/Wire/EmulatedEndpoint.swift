// Which provider a path belongs to, and what is asked of it. A path may begin
// with `/as/NAME`, so that one emulator plays several providers of a kind.

internal import Foundation

/// Where a request went.
struct EmulatedEndpoint: Sendable, Equatable {
    enum Provider: String, Sendable {
        case groq
        case azure
        case ollama
    }

    enum Operation: Sendable, Equatable {
        /// In OpenAI's format.
        case chat
        case ollamaChat
        case models
        case ollamaTags
        case ollamaVersion
        case transcription
    }

    var provider: Provider
    var operation: Operation
    /// Names the schedule of faults and the log: NAME, or the provider.
    var line: String
    /// Azure's deployment, which is named in the path.
    var deployment: String?

    /// Nil for a path of none of them. Azure's v1 form differs from Groq's by
    /// the header of its key alone.
    init?(path: String, hasKeyHeader: Bool) {
        var segments = path.split(separator: "/").map(String.init)[...]
        var name: String?
        if segments.first == "as", segments.count > 1 {
            name = segments[segments.startIndex + 1]
            segments = segments.dropFirst(2)
        }
        guard let (provider, operation) = Self.operation(Array(segments), hasKeyHeader) else { return nil }
        self.provider = provider
        self.operation = operation
        line = name ?? provider.rawValue
        let isDated = segments.starts(with: ["openai", "deployments"])
        deployment = isDated ? segments.dropFirst(2).first?.removingPercentEncoding : nil
    }

    private static func operation(_ segments: [String], _ hasKeyHeader: Bool) -> (Provider, Operation)? {
        let hosted: Provider = hasKeyHeader ? .azure : .groq
        switch segments {
        case ["openai", "v1", "chat", "completions"]: return (hosted, .chat)
        case ["openai", "v1", "models"]: return (hosted, .models)
        case ["openai", "v1", "audio", "transcriptions"]: return (hosted, .transcription)
        case ["v1", "chat", "completions"]: return (.ollama, .chat)
        case ["v1", "models"]: return (.ollama, .models)
        case ["api", "chat"]: return (.ollama, .ollamaChat)
        case ["api", "tags"]: return (.ollama, .ollamaTags)
        case ["api", "version"]: return (.ollama, .ollamaVersion)
        default:
            guard segments.count == 5, segments.starts(with: ["openai", "deployments"]) else { return nil }
            switch segments.suffix(2) {
            case ["chat", "completions"]: return (.azure, .chat)
            case ["audio", "transcriptions"]: return (.azure, .transcription)
            default: return nil
            }
        }
    }
}
