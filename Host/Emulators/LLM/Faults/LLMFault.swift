// Every way in which a provider of language models fails, by name: what a request
// or a schedule asks the emulator for.

/// A failure that the emulator plays.
public enum LLMFault: String, EmulatedFault, CaseIterable {
    // Before an answer
    /// The connection is closed without a word.
    case hangUp = "hang-up"
    /// Nothing comes, not even a status.
    case silence
    case serverError = "error-500"
    case badGateway = "error-502"
    case unavailable = "error-503"
    case gatewayTimeout = "error-504"
    case requestTimeout = "error-408"
    case redirect
    case unauthorized
    case forbidden
    /// 404: `model_not_found`, `DeploymentNotFound`, "not found, try pulling it".
    case modelGone = "model-gone"
    case modelDecommissioned = "model-decommissioned"
    /// 429 that asks for 20 s, in seconds.
    case rateLimit = "rate-limit"
    /// 429 that asks for a moment, in `retry-after-ms`.
    case rateLimitSoon = "rate-limit-soon"
    /// 429 whose text alone says when.
    case rateLimitInText = "rate-limit-in-text"
    case contextTooLong = "context-too-long"
    case requestTooLarge = "request-too-large"
    case contentFilter = "content-filter"
    case flexFull = "flex-full"
    case clientClosed = "error-499"
    case badRequest = "bad-request"
    /// Groq can't read the call, and neither can anybody else.
    case toolUseFailed = "tool-use-failed"
    /// Groq can't read the call, which stands in what it sends back.
    case toolUseSalvageable = "tool-use-salvageable"
    /// 200 and a page of HTML.
    case notJSON = "not-json"

    // Inside an answer
    case errorFirst = "error-first"
    case errorAfterText = "error-after-text"
    /// Azure: annotations, the role, then an error.
    case errorAfterAnnotations = "error-after-annotations"
    /// The body ends in the middle, in good order.
    case truncated
    /// The connection breaks in the middle.
    case cut
    /// Everything but the final `[DONE]`: a whole answer.
    case withoutDone = "without-done"
    /// A status, then nothing.
    case stall
    case stallAfterText = "stall-after-text"
    /// Comments that keep the connection alive, and nothing else.
    case keepAliveOnly = "keep-alive-only"
    /// One character now and then.
    case drip
    /// One event that is no JSON, of text: a whole answer.
    case malformedEvent = "malformed-event"
    case malformedTwice = "malformed-twice"
    /// A bad event within the arguments of a call.
    case malformedCall = "malformed-call"
    case length
    case lengthInCall = "length-in-call"
    case empty
    case filteredAnswer = "filtered-answer"
    /// A call whose arguments are no JSON.
    case badArguments = "bad-arguments"
    case unknownTool = "unknown-tool"
    /// The same call again and again, whatever the tool answers.
    case toolLoop = "tool-loop"

    public static var names: [String] { allCases.map(\.rawValue) }

    /// Whether the answer needs a tool to fail on.
    public var needsTools: Bool {
        switch self {
        case .toolUseFailed, .toolUseSalvageable, .malformedCall, .lengthInCall, .badArguments, .unknownTool,
            .toolLoop:
            true
        default: false
        }
    }

    /// Whether it lies in how an answer is streamed, so that one that comes as a
    /// whole cannot fail so.
    public var needsStream: Bool {
        switch self {
        case .withoutDone, .stallAfterText, .keepAliveOnly, .malformedEvent, .malformedTwice, .malformedCall,
            .errorAfterText, .errorAfterAnnotations:
            true
        default: false
        }
    }
}
