// The door to language models: one question in, one whole answer out, whoever
// gives it.

/// What an answer in the making lets be seen. Text comes only when the answer is
/// whole and accepted: nothing of a failed attempt is ever seen.
public enum ChatEvent: Sendable, Equatable {
    /// The answer that is being written has so many characters now. It goes back
    /// to 0 when another attempt begins.
    case progress(characters: Int)
    /// A piece of the accepted answer.
    case text(String)
    case call(ToolCall)
}

/// The chain.
public protocol ChatModels: Sendable {
    /// Asks the providers in their order until one gives a whole answer that
    /// `refusal` finds nothing wrong with. It gives a constant word for what is
    /// wrong with an answer, or nil; a refused one counts as a failed attempt, and
    /// is asked for again.
    ///
    /// Throws ``ChainFailure`` in at most `call.timeMilliseconds`.
    func complete(
        _ request: ChatRequest,
        for call: ChatCall,
        refusal: @escaping @Sendable (ChatAnswer) -> String?
    ) async throws(ChainFailure) -> ChatResult

    /// As ``complete(_:for:refusal:)``, telling meanwhile how the answer grows;
    /// `receive` is called in order, one event at a time.
    func stream(
        _ request: ChatRequest,
        for call: ChatCall,
        refusal: @escaping @Sendable (ChatAnswer) -> String?,
        _ receive: @escaping @Sendable (ChatEvent) async -> Void
    ) async throws(ChainFailure) -> ChatResult
}

extension ChatModels {
    /// Takes every whole answer.
    public func complete(_ request: ChatRequest, for call: ChatCall) async throws(ChainFailure) -> ChatResult {
        try await complete(request, for: call, refusal: { _ in nil })
    }
}
