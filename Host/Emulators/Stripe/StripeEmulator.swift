// The emulator of Stripe: its API, the pages on which customers pay, its webhooks,
// and ways to let happen what a test needs.

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
    public var weather: DeliveryWeather
    /// Other keys are refused; nil: all test keys are taken.
    public var key: String?

    public init(
        port: Int = 0,
        webhookURL: String? = nil,
        webhookSecret: String = "whsec_emulated",
        weather: DeliveryWeather = DeliveryWeather(),
        key: String? = nil
    ) {
        self.port = port
        self.webhookURL = webhookURL
        self.webhookSecret = webhookSecret
        self.weather = weather
        self.key = key
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
        let api = StripeAPI(settings)
        let server = LoopbackServer(port: settings.port, log: log) { [onListening] port in
            api.show(pagesAt: "http://127.0.0.1:\(port)")
            await onListening(port)
        }
        let watch = ExpiryWatch { _ = try? api.with { books, seconds, _ in books.expireDue(at: seconds) } }
        try await server.run(with: [api.courier, watch]) { request, context in
            try await Self.answer(try await EmulatedCall(request), api).response(over: context)
        }
    }

    private static func answer(_ call: EmulatedCall, _ api: StripeAPI) -> EmulatedReply {
        switch call.path.first {
        case "v1": api.answer(call)
        case "control": StripeControl(api).answer(call)
        default: StripePages(api).answer(call)
        }
    }
}
