// How a tool call fails: each way has a bounded label for metrics and a problem
// for whoever called.

/// Why a tool gave no answer.
public enum ToolFailure: Error, Sendable, Equatable {
    /// Refused before any call; `field` is the argument at fault.
    case arguments(field: String, reason: String, remedy: String)
    /// It changes state and was called in this turn before.
    case usedThisTurn
    /// Begun before a crash of the host: it may have happened.
    case unknownOutcome
    /// A signal ended its process: `SIGSEGV`, say.
    case crashed(signal: String)
    /// It ended its process.
    case exited(code: Int32)
    case timedOut(milliseconds: Int64)
    /// It asked for more memory than it may have, and did not survive the answer.
    case outOfMemory(bytes: Int)
    /// Its process no longer spoke the protocol.
    case garbled(reason: String)
    /// It answered with something that is no result: not a number, not UTF-8.
    case result(reason: String)
    /// Every worker was busy for too long, or the library rests after crashes.
    case busy
    /// The caller went away before it began.
    case cancelled
    /// Its library or its plugin cannot be used, or the plugin failed.
    case unusable(Problem)

    /// A bounded word for metrics.
    public var label: String {
        switch self {
        case .arguments: "arguments"
        case .usedThisTurn: "used_this_turn"
        case .unknownOutcome: "unknown_outcome"
        case .crashed: "crashed"
        case .exited: "exited"
        case .timedOut: "timed_out"
        case .outOfMemory: "out_of_memory"
        case .garbled: "garbled"
        case .result: "result"
        case .busy: "busy"
        case .cancelled: "cancelled"
        case .unusable: "unusable"
        }
    }

    /// The failure of the tool `name`, for people.
    public func problem(of name: String) -> Problem {
        switch self {
        case .arguments(let field, let reason, let remedy):
            Problem(.invalid, reason, field: field.isEmpty ? "arguments" : "arguments.\(field)", remedy: remedy)
        case .usedThisTurn:
            Problem(
                .conflict,
                "the tool \(name) changes state and ran in this turn before",
                field: "tool",
                remedy: "Use its first answer; the customer's next message may call it again"
            )
        case .unknownOutcome:
            Problem(
                .conflict,
                "the tool \(name) was begun before the host stopped, and may have done its work",
                field: "tool",
                remedy: "Look at what it changes before you call it again"
            )
        case .busy:
            Problem(.unavailable, "the tool \(name) is busy", remedy: "Try again in a moment")
        case .cancelled:
            Problem(.unavailable, "the call of \(name) was given up before it began", remedy: "Call it again")
        case .timedOut(let milliseconds):
            Problem(
                .timeout,
                "the tool \(name) did not answer within \(milliseconds) ms",
                remedy: "Ask it for less, or raise its limits.timeout_ms in plugins.d"
            )
        case .crashed, .exited, .outOfMemory, .garbled, .result:
            Problem(.pluginFailure, "the tool \(name) failed: \(cause)", remedy: remedy)
        case .unusable(let problem): problem
        }
    }

    private var cause: String {
        switch self {
        case .crashed(let signal): "its process was ended by \(signal)"
        case .exited(let code): "it ended its process with exit code \(code)"
        case .outOfMemory(let bytes): "it needs more than its \(bytes >> 20) MB of memory"
        case .garbled(let reason): "its process said what is no answer (\(reason))"
        case .result(let reason): reason
        default: label
        }
    }

    private var remedy: String {
        switch self {
        case .outOfMemory: "Ask it for less, or raise its limits.memory_mb in plugins.d"
        case .result: "Call it with other arguments; check its signature against the library's header"
        default: "Check its signature in plugins.d against the library's header; the host goes on without harm"
        }
    }
}
