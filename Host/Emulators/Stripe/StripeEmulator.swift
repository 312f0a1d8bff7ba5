// The emulator of Stripe: its API, the pages on which customers pay, its webhooks,
// and ways to let happen what a test needs.

internal import HostNet
public import Logging
internal import OrkestaModel
public import ServiceLifecycle

/// How the emulator behaves.
public struct StripeEmulatorSettings: Sendable {
    /// 0: a free port.
    public var port: Int
    /// Where webhooks go; nil: nowhere.
    public var webhookURL: String?
    /// What signs them.
    public var webhookSecret: String
    public var plan: WebhookPlan
    /// Other keys are refused; nil: all test keys are taken.
    public var key: String?
    /// Of what happens to webhooks.
    public var seed: UInt64

    public init(
        port: Int = 0,
        webhookURL: String? = nil,
        webhookSecret: String = "whsec_emulated",
        plan: WebhookPlan = WebhookPlan(),
        key: String? = nil,
        seed: UInt64 = 1
    ) {
        self.port = port
        self.webhookURL = webhookURL
        self.webhookSecret = webhookSecret
        self.plan = plan
        self.key = key
        self.seed = seed
    }
}

/// The emulator, as a service.
public final class StripeEmulator: Service {
    private let settings: StripeEmulatorSettings
    private let log: Logger
    private let onListening: @Sendable (Int) async -> Void

    /// `onListening` gets the port when the server is ready.
    public init(
        _ settings: StripeEmulatorSettings,
        log: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.settings = settings
        self.log = log
        self.onListening = onListening
    }

    /// Serves on 127.0.0.1 until it is shut down in order.
    public func run() async throws {
        let client = try HTTPClient()
        defer { client.shutdown() }
        let sender = WebhookSender(settings.plan, seed: settings.seed, client: client)
        let api = StripeAPI(settings, sender)
        let control = StripeControl(api)
        let server = EmulatedServer(
            port: settings.port,
            log: log,
            onListening: { [onListening] port in
                api.show(pagesAt: "http://127.0.0.1:\(port)")
                await onListening(port)
            },
            answer: { call in
                switch call.path.first {
                case "v1": api.answer(call)
                case "control": control.answer(call)
                default: StripePages(api).answer(call)
                }
            }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await sender.run() }
            group.addTask {
                await api.time.watch { _ = try? api.with { books, seconds, _ in books.expireDue(at: seconds) } }
            }
            try await server.run()
            group.cancelAll()
        }
    }
}
