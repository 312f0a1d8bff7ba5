// One app at a provider for many tenants: its requests come to one address, and each
// tenant's channel takes the entries of its own number or account.

import HTTPTypes
import HostCore
import HostInbox
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let platformChannelRoutes: [Route] = [
        route(.get, id: "verifyPlatformChannel", summary: "A provider's verification of the platform's address"),
        route(.post, id: "receivePlatformChannel", summary: "A provider's entries for several tenants"),
    ]

    private static func route(_ method: HTTPRequest.Method, id: String, summary: String) -> Route {
        Route(
            method: method,
            path: "/channels/{channel}",
            ports: .client,
            access: .provider,
            id: id,
            tag: "Channels",
            summary: summary,
            description: """
                For a platform's app that serves many tenants: a request goes to the channels of those tenants whose \
                sender (a telephone number's id, an account) stands in it. Each verifies the signature and takes its \
                own entries, and no other tenant's. The provider is told the worst of their answers.
                """,
            parameters: [.path("channel", "The channel's plugin.", Schema.pluginID)],
            body: method == .post
                ? Route.Body(
                    content: [("application/json", Schema.map("As the provider defines it."))],
                    isRequired: false,
                    bytesMax: Limits.webhookBodyBytesMax
                ) : nil,
            responses: [
                Route.Answer(
                    status: 200,
                    description: "As the provider expects it.",
                    content: [("application/json", true)]
                )
            ],
            problems: [.unauthorized, .forbidden, .notFound, .pluginFailure, .unavailable],
            handler: { try await PlatformChannelRoutes.receive($0) }
        )
    }
}

private enum PlatformChannelRoutes {
    static func receive(_ exchange: Exchange) async throws -> Response {
        guard let id = PluginID(try exchange.path("channel")), id != WebChatRoutes.channel else { throw unknown }
        let tenants = try await exchange.services.database.read {
            try TenantPlugins.tenants(using: id, limit: Limits.platformTenantsMax, in: $0)
        }
        let body = try await exchange.body()
        let answer =
            exchange.request.method == .get
            ? try await verify(id, tenants, exchange) : try await deliver(body, id, tenants, exchange)
        guard let answer else { throw unknown }
        return ChannelRoutes.response(answer)
    }

    /// A verification names no sender: whoever knows its token answers.
    private static func verify(
        _ id: PluginID,
        _ tenants: [TenantHandle],
        _ exchange: Exchange
    ) async throws -> ChannelResponse? {
        var refusal: ChannelResponse?
        for tenant in tenants {
            guard let answer = try? await ChannelRoutes.take([], by: id, of: tenant, exchange) else { continue }
            if answer.status < 400 { return answer }
            refusal = answer
        }
        return refusal
    }

    /// Every tenant that is named gets the request, also after one of them failed:
    /// the provider sends it again to all, and what came twice counts once.
    private static func deliver(
        _ body: [UInt8],
        _ id: PluginID,
        _ tenants: [TenantHandle],
        _ exchange: Exchange
    ) async throws -> ChannelResponse? {
        var senders: [TenantHandle] = []
        var accounts: [TenantHandle] = []
        var worst: ChannelResponse?
        var failure: (any Error)?
        for tenant in tenants {
            do {
                let capabilities = try await exchange.services.channels.channel(id, for: tenant).capabilities
                if isNamed(capabilities.sender, in: body) { senders.append(tenant) }
                if isNamed(capabilities.account, in: body) { accounts.append(tenant) }
            } catch {
                failure = error
            }
        }
        // What concerns a whole account, as what its provider decides on templates, names no
        // sender; all else names the account too.
        for tenant in senders.isEmpty ? accounts : senders {
            do {
                let answer = try await ChannelRoutes.take(body, by: id, of: tenant, exchange)
                if answer.status > worst?.status ?? 0 { worst = answer }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return worst
    }

    /// As it is, or as a form writes it: the plus of a number is `%2B` there.
    private static func isNamed(_ sender: String?, in body: [UInt8]) -> Bool {
        guard let sender else { return false }
        return body.contains(Array(sender.utf8)) || body.contains(Array(PercentEncoding.encoded(sender).utf8))
    }

    private static let unknown = Problem(
        .notFound,
        "no tenant's channel is meant by this request",
        field: "channel",
        remedy: "Enable the channel for the tenant, and set its number or account."
    )
}
