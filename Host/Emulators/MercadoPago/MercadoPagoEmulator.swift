// The emulator of Mercado Pago: its API, the page on which customers pay, its
// notifications, and ways to let happen what a test needs.

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
    public var weather: DeliveryWeather
    /// Other tokens are refused; nil: all are taken.
    public var key: String?
    /// Whose account it is.
    public var collector: Int64

    public init(
        port: Int = 0,
        webhookURL: String? = nil,
        webhookSecret: String = "mp_emulated",
        weather: DeliveryWeather = DeliveryWeather(),
        key: String? = nil,
        collector: Int64 = 100_001
    ) {
        self.port = port
        self.webhookURL = webhookURL
        self.webhookSecret = webhookSecret
        self.weather = weather
        self.key = key
        self.collector = collector
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
        let api = MercadoPagoAPI(settings)
        let server = LoopbackServer(port: settings.port, log: log) { [onListening] port in
            api.show(pagesAt: "http://127.0.0.1:\(port)")
            await onListening(port)
        }
        let watch = ExpiryWatch { _ = try? api.with { books, now, _ in books.expireDue(at: now) } }
        try await server.run(with: [api.courier, watch]) { request, context in
            try await Self.answer(try await EmulatedCall(request), api).response(over: context)
        }
    }

    private static func answer(_ call: EmulatedCall, _ api: MercadoPagoAPI) -> EmulatedReply {
        switch (call.path.first, call.path.dropFirst().first) {
        case ("control", _): MercadoPagoControl(api).answer(call)
        case ("checkout", "v1"), ("voucher", _): MercadoPagoPages(api).answer(call)
        default: api.answer(call)
        }
    }
}
