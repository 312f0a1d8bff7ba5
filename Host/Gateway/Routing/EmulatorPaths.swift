// The paths below /emulate, which are not the host's own: what is called there is
// what the providers say it is.

import HTTPTypes
import HostCore
import Hummingbird

/// Hands requests to the providers that the host plays. Whoever may come in may write as any
/// customer, so only this machine may.
struct EmulatorPaths: RouterMiddleware {
    typealias Context = GatewayContext

    let emulators: any EmulatedProviders
    let services: GatewayServices

    func handle(
        _ request: Request,
        context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        guard path.hasPrefix("/emulate/"),
            let channel = emulators.channels.first(where: { path.hasPrefix("\($0.root)/") || path == $0.root })
        else { return try await next(request, context) }
        guard context.isFromThisMachine else { return ProblemResponses(services).response(to: Self.elsewhere) }
        // The page's addresses are relative to its own.
        guard path != channel.root else { return Self.redirect(to: "\(channel.root)/", request.uri.query) }
        var head = request.head
        head.path = (head.path ?? "").replacing(channel.root, with: "", maxReplacements: 1)
        return try await emulators.respond(to: Request(head: head, body: request.body), of: channel, context)
    }

    private static var elsewhere: Problem {
        Problem(
            .forbidden,
            "the providers that this host plays are there for its own machine alone",
            remedy: "Open them on that machine, or through a tunnel: ssh -L 8000:127.0.0.1:8000 HOST."
        )
    }

    private static func redirect(to path: String, _ query: String?) -> Response {
        Response(status: .temporaryRedirect, headers: [.location: path + (query.map { "?\($0)" } ?? "")])
    }
}
