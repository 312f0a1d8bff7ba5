// The HTTP server in front of every emulator: on 127.0.0.1, and nowhere else.

internal import Hummingbird
internal import Logging
internal import NIOCore
internal import ServiceLifecycle

/// Serves requests until it is shut down in order. Cancelled while somebody
/// connects, it traps: a server of NIO must not be (apple/swift-nio#3481).
struct LoopbackServer: Sendable {
    /// 0: a free port.
    let port: Int
    let log: Logger
    /// Gets the port when the server is ready.
    let onListening: @Sendable (Int) async -> Void

    /// `companions` run for as long as the server does.
    func run(
        with companions: [any Service] = [],
        _ respond: @escaping @Sendable (Request, EmulatorContext) async throws -> Response
    ) async throws {
        let onListening = onListening
        var application = Application(
            responder: CallbackResponder<EmulatorContext> { request, context in
                if let refusal = request.refusalOfForeignPage { return refusal }
                return try await respond(request, context)
            },
            // A benchmark comes with a thousand connections at once.
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), backlog: 1_024),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: log
        )
        for companion in companions { application.addServices(companion) }
        try await application.run()
    }
}
