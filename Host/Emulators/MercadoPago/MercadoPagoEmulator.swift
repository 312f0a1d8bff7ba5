// The emulator of Mercado Pago: its API, the page on which customers pay, its
// notifications, and ways to let happen what a test needs.

internal import HostNet
public import Logging
internal import OrkestaModel
public import ServiceLifecycle

/// How the emulator behaves.
public struct MercadoPagoEmulatorSettings: Sendable {
    /// 0: a free port.
    public var port: Int
    /// Where all notifications go; nil: where each preference says.
    public var webhookURL: String?
    /// What signs notifications.
    public var webhookSecret: String
    public var plan: WebhookPlan
    /// Other tokens are refused; nil: all are taken.
    public var key: String?
    /// Whose account it is.
    public var collector: Int64
    /// Of what happens to notifications.
    public var seed: UInt64

    public init(
        port: Int = 0,
        webhookURL: String? = nil,
        webhookSecret: String = "mp_emulated",
        plan: WebhookPlan = WebhookPlan(),
        key: String? = nil,
        collector: Int64 = 100_001,
        seed: UInt64 = 1
    ) {
        self.port = port
        self.webhookURL = webhookURL
        self.webhookSecret = webhookSecret
        self.plan = plan
        self.key = key
        self.collector = collector
        self.seed = seed
    }
}

/// The emulator, as a service.
public final class MercadoPagoEmulator: Service {
    private let settings: MercadoPagoEmulatorSettings
    private let log: Logger
    private let onListening: @Sendable (Int) async -> Void

    /// `onListening` gets the port when the server is ready.
    public init(
        _ settings: MercadoPagoEmulatorSettings,
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
        let api = MercadoPagoAPI(settings, sender)
        let control = MercadoPagoControl(api)
        let server = EmulatedServer(
            port: settings.port,
            log: log,
            onListening: { [onListening] port in
                api.show(pagesAt: "http://127.0.0.1:\(port)")
                await onListening(port)
            },
            answer: { call in
                switch (call.path.first, call.path.dropFirst().first) {
                case ("control", _): control.answer(call)
                case ("checkout", "v1"), ("voucher", _): MercadoPagoPages(api).answer(call)
                default: api.answer(call)
                }
            }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await sender.run() }
            group.addTask { await api.time.watch { _ = try? api.with { books, now, _ in books.expireDue(at: now) } } }
            try await server.run()
            group.cancelAll()
        }
    }
}
