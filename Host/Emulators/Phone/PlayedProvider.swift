// A provider without a server: its interface for businesses, phones for customers,
// and a way to play a bad day.

internal import Hummingbird
internal import ServiceLifecycle

/// What answers the paths of one provider, and what runs for as long as it is played.
struct PlayedProvider: Sendable {
    let companions: [any Service]
    let respond: @Sendable (Request, EmulatorContext) async throws -> Response

    /// `respond` gets what neither the page with the phones nor the controls of faults ask.
    init<Fault: EmulatedFault>(
        _ service: any PhoneService,
        _ faults: FaultSchedule<Fault>,
        with companions: [any Service] = [],
        _ respond: @escaping @Sendable (Request, EmulatorContext) async throws -> Response
    ) {
        let page = PhoneRoutes(service: service)
        let controls = PhoneControls(book: service.book, courier: service.courier, faults: faults)
        self.companions = [service.courier] + companions
        self.respond = { request, context in
            if let response = try await page.respond(to: request, context) { return response }
            if let response = try await controls.respond(to: request) { return response }
            return try await respond(request, context)
        }
    }
}
