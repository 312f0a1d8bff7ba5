// The chain in front of the emulator, over loopback: what every test here uses.

import HostCore
import HostEmulators
import HostLLM
import Logging
import OrkestaModel
import ServiceLifecycle
import Synchronization
import Testing

/// Time as it passes here, which tests push forward: whoever waits looks at it many times a
/// second, and what passes between two looks is no more than that. So a machine that stands
/// still takes nobody's time, and an afternoon has no midnight.
final class PushedClock: ChainClock {
    private struct State {
        var passed: Int64 = 0
        /// When it was last looked at, by the machine's clock.
        var lookedAt: Int64
    }

    private static let stepMillisecondsMax: Int64 = 250
    private static let afternoon = Timestamp(milliseconds: 1_790_000_000_000)

    private let machine = MachineClock()
    private let isStill: Bool
    private let state: Mutex<State>

    /// `isStill`: time passes only when it is pushed.
    init(isStill: Bool = false) {
        self.isStill = isStill
        state = Mutex(State(lookedAt: machine.monotonicMilliseconds()))
    }

    func push(milliseconds: Int64) { state.withLock { $0.passed += milliseconds } }
    func now() -> Timestamp { Self.afternoon.advanced(byMilliseconds: monotonicMilliseconds()) }

    func monotonicMilliseconds() -> Int64 {
        state.withLock { state in
            let now = machine.monotonicMilliseconds()
            if !isStill { state.passed += min(max(0, now - state.lookedAt), Self.stepMillisecondsMax) }
            state.lookedAt = now
            return state.passed
        }
    }

    /// Ends early when the time is pushed behind its end.
    func pause(milliseconds: Int64) async {
        let end = monotonicMilliseconds() + milliseconds
        while !Task.isCancelled, monotonicMilliseconds() < end {
            await machine.pause(milliseconds: min(20, end - monotonicMilliseconds()))
        }
    }
}

/// An emulator that runs, and what is configured to ask it.
struct LLMHouse: Sendable {
    let emulator: LLMEmulator
    let port: Int
    let clock = PushedClock()
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Runs an emulator for as long as `body` takes.
    static func run(
        _ settings: LLMEmulatorSettings = LLMEmulatorSettings(),
        _ body: @Sendable (LLMHouse) async throws -> Void
    ) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let emulator = LLMEmulator(settings, log: quiet) { port.yield($0) }
        let group = ServiceGroup(services: [emulator], logger: quiet)
        async let served: Void = group.run()
        let outcome: Result<Void, any Error>
        do {
            let bound = try #require(await ports.first { _ in true })
            outcome = .success(try await body(LLMHouse(emulator: emulator, port: bound)))
        } catch {
            outcome = .failure(error)
        }
        // In order, whatever the body came to: a cancelled server may trap.
        await group.triggerGracefulShutdown()
        try await served
        try outcome.get()
    }

    /// A chain over these providers.
    func chain(
        _ settings: LLMSettings,
        clock: PushedClock? = nil,
        metrics: LLMMetrics = LLMMetrics()
    ) throws -> LLMChain {
        try LLMChain(settings, clock: clock ?? self.clock, metrics: metrics, log: quiet)
    }

    func chain(_ providers: ProviderSettings...) throws -> LLMChain { try chain(LLMSettings(providers: providers)) }

    // MARK: Providers, each with a line of its own at the emulator

    func groq(_ line: String = "groq", isStreamed: Bool = true) -> ProviderSettings {
        provider(line, ProviderAddress(.openAI, base: "\(base(line))/openai/v1"), isStreamed)
    }

    func azure(_ line: String = "azure", isStreamed: Bool = true) -> ProviderSettings {
        let form = ProviderAddress.Form.azureDated(version: "2024-10-21")
        return provider(line, ProviderAddress(form, base: base(line), usesKeyHeader: true), isStreamed)
    }

    func ollama(_ line: String = "ollama", isStreamed: Bool = true) -> ProviderSettings {
        var settings = provider(line, ProviderAddress(.ollama, base: base(line)), isStreamed)
        settings.isMetered = false
        return settings
    }

    private func base(_ line: String) -> String { "http://127.0.0.1:\(port)/as/\(line)" }

    private func provider(_ line: String, _ address: ProviderAddress, _ isStreamed: Bool) -> ProviderSettings {
        let model = ModelSettings("model-of-\(line)", contextTokens: 32_000, promptNanos: 100, completionNanos: 400)
        return ProviderSettings(
            name: line,
            address: address,
            keys: ["key-of-\(line)"],
            models: [.small: model, .large: model],
            isStreamed: isStreamed,
            // Nobody is given up here because the machine is slow.
            patience: Patience(attempt: 110_000, firstPiece: 110_000, gap: 110_000, dripGrace: 110_000)
        )
    }
}

/// Tenants and questions.
enum Sample {
    static let tenant = tenant("javaz")

    static func tenant(_ name: String) -> TenantID {
        guard let tenant = TenantID(name) else { return Sample.tenant }
        return tenant
    }

    static func call(
        milliseconds: Int64 = Limits.llmCallMillisecondsMax,
        tenant: TenantID = Sample.tenant
    ) -> ChatCall {
        ChatCall(tenant: tenant, purpose: "test", timeMilliseconds: milliseconds)
    }

    /// Answered with text.
    static let greeting = ChatRequest(messages: [.system("Vendes refacciones."), .user("hola, buenas tardes")])

    /// What the emulated seller says to it.
    static let greetingAnswer = "¡Hola! Soy su vendedor. ¿Qué pieza busca y para qué vehículo o uso la necesita?"

    /// Answered with a call.
    static let search = ChatRequest(
        messages: [.system("Vendes refacciones."), .user("busco un filtro de aceite")],
        tools: [
            ChatTool(
                name: "buscar_productos",
                summary: "Busca en el catálogo.",
                parameters: [
                    "type": "object", "properties": ["consulta": ["type": "string"]], "required": ["consulta"],
                    "additionalProperties": false,
                ]
            )
        ]
    )

    static let searchArguments: JSON = ["consulta": "filtro aceite"]
}

extension ChatResult {
    /// `provider:label` of each attempt.
    var steps: [String] { attempts.map { "\($0.provider):\($0.label)" } }
}

extension ChainFailure {
    var steps: [String] { attempts.map { "\($0.provider):\($0.label)" } }
}
