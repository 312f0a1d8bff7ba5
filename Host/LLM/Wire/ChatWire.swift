// The seam between the chain and a provider's format: a question becomes an HTTP
// request, and bytes become one whole answer or the reason why there is none.

internal import HostNet
internal import OrkestaModel

/// A provider's way of speaking.
protocol ChatWire: Sendable {
    /// The request that asks `question`. Its timeouts are the caller's to set.
    func request(_ question: ChatRequest, _ model: ModelSettings, key: String?, isStreamed: Bool) -> HTTPRequest

    /// Reads a body that came as one piece.
    func answer(_ body: [UInt8], to question: ChatRequest) throws(AttemptFailure) -> WholeAnswer

    /// A reader for one streamed body.
    func reader() -> any AnswerReader
}

/// Takes a streamed body, cut anywhere.
protocol AnswerReader: Sendable {
    /// Throws as soon as the attempt is known to have failed.
    mutating func take(_ bytes: [UInt8]) throws(AttemptFailure)

    /// Characters of the answer until now, those of reasoning and of arguments
    /// included: a sign of life, not a length.
    var characters: Int { get }

    /// Whether the provider has said that nothing more comes.
    var isComplete: Bool { get }

    /// The answer, when the body has ended or ``isComplete``.
    func finish(_ question: ChatRequest) throws(AttemptFailure) -> WholeAnswer
}

/// An answer with what the provider says it took.
struct WholeAnswer: Sendable, Equatable {
    var answer: ChatAnswer
    /// Nil when the provider doesn't say.
    var usage: TokenUsage?
}
