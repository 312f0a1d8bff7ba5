// What stands between the router and a handler: the caller's key, the route's
// permission, the counting, and errors turned into problems. There is no
// middleware besides.

import HTTPTypes
import HostAccess
import HostCore
import HostOperations
import HostTime
import Hummingbird

/// Answers the requests of one route.
struct RouteEndpoint: HTTPResponder {
    typealias Context = GatewayContext

    /// Who a caller without a key is.
    enum Trust: Sendable {
        case none
        /// The socket's file permissions have said it.
        case platformOperator
    }

    let route: Route
    let services: GatewayServices
    let trust: Trust
    let ports: Route.Ports
    private let problems: ProblemResponses
    private let bodyMembers: Set<String>?
    /// Parameters that a query may have; nil when any may be there.
    private let queryNames: Set<String>?
    /// By status class: 1xx to 5xx.
    private let responses: [Counter]
    private let durations: Histogram

    init(_ route: Route, _ services: GatewayServices, ports: Route.Ports, trust: Trust) {
        self.route = route
        self.services = services
        self.trust = trust
        self.ports = ports
        problems = ProblemResponses(services, form: route.errorForm)
        bodyMembers = route.bodyMembers
        queryNames = route.queryNames
        let labels = ["method": route.method.rawValue, "route": route.path]
        responses = (1...5).map { statusClass in
            services.metrics.counter(
                "orkesta_http_responses_total",
                help: "HTTP responses by route and status class.",
                labels: labels.merging(["status": "\(statusClass)xx"]) { $1 }
            )
        }
        durations = services.metrics.histogram(
            "orkesta_http_response_seconds",
            help: "Time to the head of the response.",
            labels: labels
        )
    }

    func respond(to request: Request, context: GatewayContext) async throws -> Response {
        let start = SystemClock.monotonicMilliseconds()
        var response = await answer(request, context)
        if route.errorForm == .openAI { response.headers[.requestID] = requestID() }
        durations.observe(Double(SystemClock.monotonicMilliseconds() - start) / 1000)
        let statusClass = Int(response.status.code) / 100 - 1
        if responses.indices.contains(statusClass) { responses[statusClass].add() }
        return response
    }

    private func answer(_ request: Request, _ context: GatewayContext) async -> Response {
        do {
            let exchange = try await admit(request, context)
            guard route.endsWithClient else { return try await route.handler(exchange) }
            return try await context.whileClientWaits { [route] in try await route.handler(exchange) }
        } catch {
            return problems.response(to: error)
        }
    }

    /// Throws a problem when the caller may not come in here, or asks for what the
    /// route does not have.
    func admit(_ request: Request, _ context: GatewayContext) async throws -> Exchange {
        let exchange = Exchange(
            request: request,
            context: context,
            services: services,
            caller: try await caller(of: request),
            bodyMembers: bodyMembers,
            bodyBytesMax: route.body?.bytesMax ?? Limits.requestBodyBytesMax,
            operation: route.id,
            ports: ports
        )
        if let queryNames { try exchange.requireQuery(of: queryNames) }
        return exchange
    }

    private func caller(of request: Request) async throws -> GatewayCaller {
        if case .platformOperator = trust { return .platformOperator }
        guard case .permission(let permission) = route.access else { return .anonymous }
        guard let key = Self.key(in: request.headers) else {
            throw Problem(
                .unauthorized,
                "the request carries no API key",
                field: "X-API-Key",
                remedy: "Send the key as `X-API-Key: KEY` or `Authorization: Bearer KEY`."
            )
        }
        guard let caller = try await services.credentials.caller(presenting: key) else {
            throw Problem(
                .unauthorized,
                "the API key is not valid",
                field: "X-API-Key",
                remedy: "Check the key; it may have been revoked."
            )
        }
        guard caller.permissions.contains(permission) else {
            throw Problem(
                .forbidden,
                "the key lacks the permission \(permission)",
                remedy: "Use a key that has it, or ask the operator for one."
            )
        }
        return caller
    }

    /// What OpenAI's clients show with an answer or an error.
    private func requestID() -> String { "req_\(String(services.randomness.next(), radix: 36))" }

    private static func key(in headers: HTTPFields) -> String? {
        if let key = headers[.apiKey] { return key }
        guard let authorization = headers[.authorization] else { return nil }
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1].filter { $0 != " " }
    }
}

extension HTTPField.Name {
    static let apiKey = HTTPField.Name.wellKnown("X-API-Key")
    static let lastEventID = HTTPField.Name.wellKnown("Last-Event-ID")

    /// A name that is a constant of this program; one that is no token would
    /// be another header that nobody sends.
    static func wellKnown(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .init(parsed: "X-Unknown") ?? .userAgent
    }
}
