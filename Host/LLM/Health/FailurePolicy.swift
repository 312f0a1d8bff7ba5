// What follows from each way to fail: whether the same provider is asked again,
// whether the next one is, and how long the first is left alone.

internal import HostCore

/// The consequences of one failure.
struct FailurePolicy: Sendable, Equatable {
    enum Retry: Sendable, Equatable {
        case never
        /// Once, after a pause with jitter, if there is time.
        case once
        /// Once, after this many milliseconds, if there is time.
        case onceAfter(Int64)
    }

    enum Rest: Sendable, Equatable {
        case none
        /// The breaker counts it.
        case counted
        /// The key with this model is left alone, in milliseconds.
        case lane(Int64)
        /// The key is left alone with every model, in milliseconds.
        case key(Int64)
        /// The model is left alone with every key, in milliseconds; nil: until
        /// the configuration changes.
        case model(Int64?)
    }

    var retry: Retry
    /// Whether another provider could answer.
    var goesOn: Bool
    var rest: Rest
    /// Whether a person has to do something.
    var alerts = false

    /// `goesOnFiltered` is what the provider's settings say.
    init(for failure: AttemptFailure, goesOnFiltered: Bool = false) {
        switch failure.kind {
        case .network, .server, .errorInStream, .truncated, .stalled, .dripping, .timedOut, .malformed, .cutCall,
            .empty, .tooLarge:
            self.init(retry: .once, goesOn: true, rest: .counted)
        case .rateLimited:
            let wait = failure.retryAfterMilliseconds ?? Limits.llmRateRestMilliseconds
            let isShort = wait <= Limits.llmRetryAfterWaitedMilliseconds
            self.init(retry: isShort ? .onceAfter(wait) : .never, goesOn: true, rest: .lane(wait))
        case .unauthorized:
            self.init(retry: .never, goesOn: true, rest: .key(Limits.llmKeyRestMilliseconds), alerts: true)
        case .modelGone:
            self.init(retry: .never, goesOn: true, rest: .model(nil), alerts: true)
        case .contextTooLong:
            self.init(retry: .never, goesOn: true, rest: .none)
        case .toolUseFailed, .badToolCall, .refused:
            // What a customer writes can bring these about: if they counted, one customer's
            // attack would take the model away from everybody.
            self.init(retry: .once, goesOn: true, rest: .none)
        case .contentFilter:
            self.init(retry: .never, goesOn: goesOnFiltered, rest: .none)
        case .badRequest:
            self.init(retry: .never, goesOn: false, rest: .none, alerts: true)
        case .capacity:
            self.init(retry: .never, goesOn: true, rest: .model(Limits.llmCapacityRestMilliseconds))
        }
        if failure.mayRetry == false { retry = .never }
    }

    private init(retry: Retry, goesOn: Bool, rest: Rest, alerts: Bool = false) {
        self.retry = retry
        self.goesOn = goesOn
        self.rest = rest
        self.alerts = alerts
    }
}
