// The emulator of language models: a server that speaks as Groq, Azure OpenAI and
// Ollama do, answers from a script or as a small seller, and fails as told.

internal import HostCore
internal import HostLLM
internal import Hummingbird
public import Logging
internal import OrkestaModel
public import ServiceLifecycle

/// How the emulator behaves.
public struct LLMEmulatorSettings: Sendable {
    /// 0: a free port.
    public var port: Int
    public var script: EmulatorScript
    public var pace: SpeechPace
    /// By line (`groq`, `azure`, `ollama`, or NAME of `/as/NAME`).
    public var plans: [String: FaultPlan<LLMFault>]
    public var rateLimits: RateLimits?
    /// Other models are unknown; empty: all are known.
    public var models: [String]
    /// Other keys are refused; nil: all are taken.
    public var key: String?
    /// Whether streams are cut into pieces of random size, also inside of
    /// characters; otherwise each event goes out at once.
    public var isCut: Bool
    /// Of the places at which answers are cut into pieces.
    public var seed: UInt64

    public init(
        port: Int = 0,
        script: EmulatorScript = EmulatorScript(),
        pace: SpeechPace = SpeechPace(),
        plans: [String: FaultPlan<LLMFault>] = [:],
        rateLimits: RateLimits? = nil,
        models: [String] = [],
        key: String? = nil,
        isCut: Bool = true,
        seed: UInt64 = 1
    ) {
        self.port = port
        self.script = script
        self.pace = pace
        self.plans = plans
        self.rateLimits = rateLimits
        self.models = models
        self.key = key
        self.isCut = isCut
        self.seed = seed
    }
}

/// The emulator, as a service.
public final class LLMEmulator: Service {
    private let settings: LLMEmulatorSettings
    private let requests = EmulatedRequests()
    private let answers: EmulatedAnswers
    private let log: Logger
    private let onListening: @Sendable (Int) async -> Void

    /// `onListening` gets the port when the server is ready.
    public init(
        _ settings: LLMEmulatorSettings,
        log: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.settings = settings
        self.log = log
        self.onListening = onListening
        answers = EmulatedAnswers(settings, requests)
        for (line, plan) in settings.plans { requests.set(plan, for: line) }
    }

    /// Sets the faults of a line, whose requests are counted anew.
    public func set(_ plan: FaultPlan<LLMFault>, for line: String) { requests.set(plan, for: line) }

    /// How many requests a line had since its faults were set.
    public func requestCount(of line: String) -> Int { requests.count(of: line) }

    /// What it was asked, oldest first.
    public var received: [EmulatedRequest] { requests.log }

    /// Serves on 127.0.0.1 until it is shut down in order.
    public func run() async throws {
        let answers = answers
        try await LoopbackServer(port: settings.port, log: log, onListening: onListening).run { request, context in
            try await answers.respond(to: request, context)
        }
    }
}
