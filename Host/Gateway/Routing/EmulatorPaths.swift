// The paths below /emulate, which are not the host's own: what is called there is
// what the providers say it is.

import HTTPTypes
import Hummingbird

/// Hands requests to the providers that the host plays.
struct EmulatorPaths: RouterMiddleware {
    typealias Context = GatewayContext

    let emulators: any EmulatedProviders

    func handle(
        _ request: Request,
        context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        guard path.hasPrefix("/emulate/"),
            let channel = emulators.channels.first(where: { path.hasPrefix("\($0.root)/") || path == $0.root })
        else { return try await next(request, context) }
        // The page's addresses are relative to its own.
        guard path != channel.root else { return Self.redirect(to: "\(channel.root)/", request.uri.query) }
        var head = request.head
        head.path = (head.path ?? "").replacing(channel.root, with: "", maxReplacements: 1)
        return try await emulators.respond(to: Request(head: head, body: request.body), of: channel, context)
    }

    private static func redirect(to path: String, _ query: String?) -> Response {
        Response(status: .temporaryRedirect, headers: [.location: path + (query.map { "?\($0)" } ?? "")])
    }
}
