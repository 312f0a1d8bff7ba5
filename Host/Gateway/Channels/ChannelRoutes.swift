// The way in for channels: a provider's raw request goes to the tenant's
// channel plugin, and its answer waits until the messages are durable.

import HTTPTypes
import HostCore
import HostInbox
import HostOperations
import HostStorage
import HostTurns
import Hummingbird
import Logging
import NIOCore
import OrkestaModel

extension RouteTable {
    static let channelRoutes: [Route] = [
        channelRoute(.get, id: "verifyChannel", summary: "A provider's verification of the address", body: nil),
        channelRoute(
            .post,
            id: "receiveChannel",
            summary: "A provider's messages and receipts",
            body: .ofProvider
        ),
    ]

    private static func channelRoute(
        _ method: HTTPRequest.Method,
        id: String,
        summary: String,
        body: Route.Body?
    ) -> Route {
        Route(
            method: method,
            path: "/channels/{channel}/{tenant}",
            ports: .client,
            access: .provider,
            id: id,
            tag: "Channels",
            summary: summary,
            description: """
                The channel's plugin verifies the provider's signature. For the channel `web` the visitor's cookie is \
                required, and each visitor may send \(Limits.visitorMessagesPerMinute) messages a minute. The answer is \
                the plugin's; it is withheld until the messages are durable.
                """,
            parameters: [
                .path("channel", "The channel's plugin.", Schema.pluginID),
                .path("tenant", "The tenant.", Schema.tenantID),
            ],
            body: body,
            responses: [.toProvider],
            problems: [.unauthorized, .forbidden, .notFound, .conflict, .rateLimited, .pluginFailure, .unavailable],
            handler: { try await ChannelRoutes.receive($0) }
        )
    }
}

extension Route.Body {
    /// What a provider posts.
    static let ofProvider = Route.Body(
        content: [("application/json", Schema.map("As the provider defines it."))],
        isRequired: false,
        bytesMax: Limits.webhookBodyBytesMax
    )
}

extension Route.Answer {
    static let toProvider = Route.Answer(
        status: 200,
        description: "As the provider expects it.",
        content: [("application/json", true)]
    )
}

enum ChannelRoutes {
    static func receive(_ exchange: Exchange) async throws -> Response {
        let access = try await WebChatRoutes.tenant(exchange)
        guard let id = PluginID(try exchange.path("channel")) else {
            throw Problem(.notFound, "there is no such channel", field: "channel", remedy: "Check the address.")
        }
        let visitor = try id == WebChatRoutes.channel ? admitted(exchange, access.tenant.id) : nil
        let channel = try await exchange.services.channels.channel(id, for: access.handle)
        let authorization = exchange.request.headers[.authorization]
        let body = try await exchange.body(bytesMax: channel.requestBytesMax(authorization: authorization))
        return response(try await take(body, by: id, of: access.handle, exchange, visitor: visitor))
    }

    /// Gives a request to one tenant's channel and makes what is in it durable; what
    /// the provider is to be told then.
    static func take(
        _ body: [UInt8],
        by id: PluginID,
        of tenant: TenantHandle,
        _ exchange: Exchange,
        visitor: String? = nil
    ) async throws -> ChannelResponse {
        let channel = try await exchange.services.channels.channel(id, for: tenant)
        let ingest = try await channel.ingest(request(exchange, body, visitor))
        if ingest.response.status == 401 { countRejected(id, exchange) }
        try await store(ingest, from: id, for: tenant, exchange.services)
        return ingest.response
    }

    /// The visitor behind the cookie, whose message is counted.
    private static func admitted(_ exchange: Exchange, _ tenant: TenantID) throws -> String {
        let visitor = try VisitorCookie.requiredVisitor(exchange, of: tenant)
        let services = exchange.services
        guard exchange.request.method == .post else { return visitor }
        if let wait = services.visitorRates.take("\(tenant) \(visitor)", at: services.flowing(of: tenant)) {
            throw TooManyRequests(detail: "the visitor writes too often", retryAfterSeconds: wait)
        }
        return visitor
    }

    private static func request(_ exchange: Exchange, _ body: [UInt8], _ visitor: String?) -> ChannelRequest {
        ChannelRequest(
            method: exchange.request.method.rawValue,
            path: exchange.request.uri.path,
            query: exchange.request.uri.query ?? "",
            // A plugin has no use for the cookies of the host.
            headers: exchange.request.headers.filter { $0.name != .cookie }.map { ($0.name.canonicalName, $0.value) },
            body: body,
            verifiedSender: visitor
        )
    }

    /// Throws `.unavailable` when the entries did not become durable: the provider comes again.
    private static func store(
        _ ingest: ChannelIngest,
        from channel: PluginID,
        for tenant: TenantHandle,
        _ services: GatewayServices
    ) async throws {
        do throws(Problem) {
            try await services.engine.take(ingest, channel: channel, tenant: tenant)
        } catch {
            guard error.kind == .internal else { throw error }
            services.logger.error(
                "a channel's messages were not stored",
                metadata: ["channel": "\(channel)", "error": "\(error)"]
            )
            throw Problem(.unavailable, "the messages could not be stored", remedy: "Send them again.")
        }
    }

    private static func countRejected(_ channel: PluginID, _ exchange: Exchange) {
        exchange.services.metrics.counter(
            "orkesta_channel_rejected_total",
            help: "Requests of providers with a bad signature.",
            labels: ["channel": channel.rawValue]
        ).add()
    }

    static func response(_ answer: ChannelResponse) -> Response {
        var headers: HTTPFields = [.cacheControl: "no-store", .xContentTypeOptions: "nosniff"]
        for (name, value) in answer.headers {
            guard let name = HTTPField.Name(name), HTTPField.isValidValue(value), !reserved.contains(name) else {
                continue
            }
            headers[name] = value
        }
        let status = (200..<600).contains(answer.status) ? answer.status : 502
        return Response(
            status: HTTPResponse.Status(code: status),
            headers: headers,
            body: answer.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        )
    }

    /// What a plugin has no say in.
    private static let reserved: Set<HTTPField.Name> = [
        .contentLength, .transferEncoding, .connection, .setCookie, .date, .server, .contentSecurityPolicy,
    ]
}
