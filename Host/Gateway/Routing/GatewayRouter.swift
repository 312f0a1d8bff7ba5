// Makes Hummingbird's routers from the route table, one for each way in.

import HTTPTypes
import HostCore
public import Hummingbird

/// A router of the Gateway.
public typealias GatewayRouter = Router<GatewayContext>

/// The client API, port 8000.
public func clientRouter(_ services: GatewayServices) -> GatewayRouter {
    router(.client, services, trust: .none)
}

/// The Control Tower, port 8001.
public func towerRouter(_ services: GatewayServices) -> GatewayRouter {
    router(.tower, services, trust: .none)
}

/// Every route, its caller being the platform's operator: for the Unix socket
/// whose file only the operator may open, and for the command line in-process.
public func operatorRouter(_ services: GatewayServices) -> GatewayRouter {
    router(.both, services, trust: .platformOperator)
}

private func router(
    _ ports: Route.Ports,
    _ services: GatewayServices,
    trust: RouteEndpoint.Trust
) -> GatewayRouter {
    let routes = RouteTable.routes(of: ports)
    let router = Router(context: GatewayContext.self, options: [.autoGenerateHeadEndpoints])
    if let emulators = services.emulators, ports == .client {
        router.add(middleware: EmulatorPaths(emulators: emulators, services: services))
    }
    for route in routes {
        let endpoint = RouteEndpoint(route, services, ports: ports, trust: trust)
        router.on(route.routerPath, method: route.method, responder: endpoint)
    }
    // Added last, it stands before the answer to unknown paths alone.
    router.add(middleware: UnknownPaths(routes: routes, services: services))
    return router
}

/// Answers what no route matches: 405 for a known path, else 404.
private struct UnknownPaths: RouterMiddleware {
    typealias Context = GatewayContext

    let routes: [Route]
    let services: GatewayServices

    func handle(
        _ request: Request,
        context: GatewayContext,
        next: @concurrent (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        let problems = ProblemResponses(services, form: Route.ErrorForm(ofPath: request.uri.path))
        let methods = routes.filter { $0.matches(path: request.uri.path) }.map(\.method.rawValue)
        guard !methods.isEmpty else {
            return problems.response(
                to: Problem(
                    .notFound,
                    "there is no such path",
                    remedy: "GET /openapi.json lists the paths of this port."
                )
            )
        }
        return problems.methodNotAllowed(Set(methods).sorted())
    }
}
