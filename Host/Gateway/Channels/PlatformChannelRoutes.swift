// One app at a provider for many tenants: its requests come to one address, and each
// tenant's channel takes the entries of its own number or account.

import HTTPTypes
import HostCore
import HostInbox
import HostOperations
import HostStorage
import Hummingbird
import Logging
import OrkestaModel

extension RouteTable {
    static let platformChannelRoutes: [Route] = [
        route(
            .get,
            id: "verifyPlatformChannel",
            summary: "A provider's verification of the platform's address",
            description: """
                A verification names no sender: it goes to the channels of those tenants one of whose secret settings \
                stands in the query. The first that knows it answers.
                """
        ),
        route(
            .post,
            id: "receivePlatformChannel",
            summary: "A provider's entries for several tenants",
            description: """
                For a platform's app that serves many tenants: a request goes to the channels of those tenants whose \
                sender (a telephone number's id, an account) is a word of it, as their settings name it. Each verifies \
                the signature and takes its own entries, and no other tenant's. Where one took it the provider is told \
                so; where the part of a tenant that is named could not be stored, 503, so that it comes again.
                """
        ),
    ]

    private static func route(
        _ method: HTTPRequest.Method,
        id: String,
        summary: String,
        description: String
    ) -> Route {
        Route(
            method: method,
            path: "/channels/{channel}",
            ports: .client,
            access: .provider,
            id: id,
            tag: "Channels",
            summary: summary,
            description: description,
            parameters: [.path("channel", "The channel's plugin.", Schema.pluginID)],
            body: method == .post ? Route.Body.ofProvider : nil,
            responses: [.toProvider],
            problems: [.unauthorized, .forbidden, .notFound, .rateLimited, .unavailable],
            handler: { try await PlatformChannelRoutes.receive($0) }
        )
    }
}

private enum PlatformChannelRoutes {
    static func receive(_ exchange: Exchange) async throws -> Response {
        guard let id = PluginID(try exchange.path("channel")), id != WebChatRoutes.channel else { throw unknown }
        let answer =
            exchange.request.method == .get ? try await verify(id, exchange) : try await deliver(id, exchange)
        guard let answer else { throw unknown }
        return ChannelRoutes.response(answer)
    }

    // MARK: Verification

    /// Strangers may ask, too: of the many tenants only those are asked who know a word of it.
    private static func verify(_ id: PluginID, _ exchange: Exchange) async throws -> ChannelResponse? {
        let services = exchange.services
        guard !(try await services.channels.register(of: id).tenants.isEmpty) else { return nil }
        if let wait = services.verificationRates.take(id.rawValue, at: services.clock.now()) {
            throw TooManyRequests(detail: "addresses are verified too often", retryAfterSeconds: wait)
        }
        for tenant in try await services.channels.tenants(of: id, knowing: words(of: exchange)) {
            let part = await part(of: tenant, [], id, exchange)
            if case .answered(let response) = part, response.status < 400 { return response }
        }
        throw Problem(
            .unauthorized,
            "no tenant's channel knows this verification",
            field: "channel",
            remedy: "Set the word that the provider sends in the channel's settings."
        )
    }

    /// Values of the query, with `+` as it stands and as a form means it.
    private static func words(of exchange: Exchange) -> Set<String> {
        let values = exchange.queryFields(max: 10).values
        return Set(values.flatMap { [$0, $0.replacing("+", with: " ")] })
    }

    // MARK: Entries

    /// Every tenant that is named gets the request, also after one of them failed: the
    /// provider sends it again to all, and what came twice counts once.
    private static func deliver(_ id: PluginID, _ exchange: Exchange) async throws -> ChannelResponse? {
        let register = try await exchange.services.channels.register(of: id)
        let body = try await exchange.body()
        var rest = register.tenants(namedIn: body)[...]
        var answer = PlatformAnswer()
        // Nobody's word is proven yet: whoever forges a request has no more than a few look at it.
        while !rest.isEmpty, !answer.isForged {
            let next = rest.prefix(Limits.platformChannelsAtOnce)
            for (tenant, part) in zip(next, await parts(of: next, body, id, exchange)) { answer.add(part, of: tenant) }
            rest = rest.dropFirst(Limits.platformChannelsAtOnce)
        }
        for tenant in answer.mistaken {
            exchange.services.logger.warning(
                "a tenant's channel refuses what others of the same app verify: its secret is another",
                metadata: ["tenant": "\(tenant.id)", "channel": "\(id)"]
            )
        }
        return try answer.response()
    }

    /// In the order of the tenants.
    private static func parts(
        of tenants: ArraySlice<TenantHandle>,
        _ body: [UInt8],
        _ id: PluginID,
        _ exchange: Exchange
    ) async -> [PlatformAnswer.Part] {
        await withTaskGroup(of: (Int, PlatformAnswer.Part).self) { group in
            for (place, tenant) in tenants.enumerated() {
                group.addTask { (place, await part(of: tenant, body, id, exchange)) }
            }
            var found: [(place: Int, part: PlatformAnswer.Part)] = []
            for await part in group { found.append(part) }
            return found.sorted { $0.place < $1.place }.map(\.part)
        }
    }

    private static func part(
        of tenant: TenantHandle,
        _ body: [UInt8],
        _ id: PluginID,
        _ exchange: Exchange
    ) async -> PlatformAnswer.Part {
        let part: PlatformAnswer.Part
        do {
            part = .answered(try await ChannelRoutes.take(body, by: id, of: tenant, exchange))
        } catch let problem as Problem where [.conflict, .forbidden].contains(problem.kind) {
            part = .unserved
        } catch {
            part = .failed
            exchange.services.logger.warning(
                "a tenant's part of a provider's request could not be stored",
                metadata: ["tenant": "\(tenant.id)", "channel": "\(id)", "error": "\(error)"]
            )
        }
        exchange.services.metrics.counter(
            "orkesta_platform_parts_total",
            help: "Tenants' parts of requests to a platform's app, by what became of them.",
            labels: ["channel": id.rawValue, "outcome": part.label]
        ).add()
        return part
    }

    private static let unknown = Problem(
        .notFound,
        "no tenant's channel is meant by this request",
        field: "channel",
        remedy: "Enable the channel for the tenant, and set its number or account."
    )
}
