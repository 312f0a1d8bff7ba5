// An emulated messaging service: the provider's interface for businesses, phones
// for customers, and a way to play a bad day. Each provider has an initializer.

internal import Hummingbird
import Logging
public import ServiceLifecycle

/// An emulated provider, as a service.
public final class MessagingEmulator: Service {
    private let server: LoopbackServer
    private let companions: [any Service]
    private let respond: @Sendable (Request, EmulatorContext) async throws -> Response

    /// `respond` gets what neither the page with the phones nor the controls of faults
    /// ask; `companions` run for as long as the server does.
    init<Fault: EmulatedFault>(
        _ server: LoopbackServer,
        of service: any PhoneService,
        _ faults: FaultSchedule<Fault>,
        with companions: [any Service] = [],
        _ respond: @escaping @Sendable (Request, EmulatorContext) async throws -> Response
    ) {
        let page = PhoneRoutes(service: service)
        self.server = server
        let controls = PhoneControls(book: service.book, courier: service.courier, faults: faults)
        self.companions = [service.courier] + companions
        self.respond = { request, context in
            if let response = try await page.respond(to: request, context) { return response }
            if let response = try await controls.respond(to: request) { return response }
            return try await respond(request, context)
        }
    }

    /// Serves on 127.0.0.1 until it is shut down in order.
    public func run() async throws { try await server.run(with: companions, respond) }
}
