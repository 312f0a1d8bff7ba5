// How a tenant's messages go on when a channel fails them, looked at and changed.

import HTTPTypes
import HostAccess
import HostCore
import HostOutbox
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    private static let path = "/api/tenants/{tenant_id}/channels/{channel}/delivery"
    private static let channelPath = Route.Parameter.path("channel", "The channel's plugin.", Schema.pluginID)

    static let deliveryPolicyRoutes: [Route] = [
        Route(
            method: .get,
            path: path,
            ports: .tower,
            access: .permission(Permission(.plugins, .read)),
            id: "getDeliveryPolicy",
            tag: "Channels",
            summary: "How messages of a channel's conversations go on when it fails them",
            parameters: [tenantPath, channelPath],
            responses: [.json(Schema.reference("DeliveryPolicy"), "The policy.")],
            problems: [.notFound],
            handler: { exchange in
                let (tenant, channel) = try await subject(exchange)
                let policy = try await exchange.services.database.read {
                    try DeliveryPolicies(tenant).find(channel, in: $0)
                }
                return .json(policy.json)
            }
        ),
        Route(
            method: .put,
            path: path,
            ports: .tower,
            access: .permission(Permission(.plugins, .write)),
            id: "changeDeliveryPolicy",
            tag: "Channels",
            summary: "Changes what of the policy the body names",
            description: """
                A message that failed, or that was not delivered in time, goes out by the first of the fallback \
                channels on which the customer can be reached. Outside a channel's window the template carries it. A \
                template that its provider has paused or refused carries nothing until it is approved, or set anew here.
                """,
            parameters: [tenantPath, channelPath],
            body: .json(Schema.reference("DeliveryPolicyChange")),
            responses: [.json(Schema.reference("DeliveryPolicy"), "The policy as it is now.")],
            problems: [.notFound],
            handler: { try await change($0) }
        ),
    ]

    private static func change(_ exchange: Exchange) async throws -> Response {
        let (tenant, channel) = try await subject(exchange)
        let patch = try await exchange.object()
        let now = exchange.services.clock.now()
        let channels = Set(await exchange.services.plugins.plugins().filter { $0.kind == "channel" }.map(\.id))
        let policy = try await exchange.services.database.write { connection -> DeliveryPolicy in
            let policies = DeliveryPolicies(tenant)
            let before = try policies.find(channel, in: connection).json
            let after = try DeliveryPolicy(json: before.merging(patch), of: channel)
            if patch["fallback"] != nil { try check(after.fallback, among: channels) }
            try policies.set(after, of: channel, at: now, in: connection)
            if patch["template"] != nil, let template = after.template {
                // Whoever sets it takes it for approved; the provider says so if it is not.
                try TemplateDecisions(tenant).forget(template.name, template.language, on: channel, in: connection)
            }
            try AuditLog.record(
                exchange.audit(
                    "delivery.change",
                    "channel",
                    channel.rawValue,
                    tenant: tenant.id,
                    before: before,
                    after: after.json,
                    at: now
                ),
                in: connection
            )
            return after
        }
        return .json(policy.json)
    }

    /// A slip of the pen would lose the message on the day that it is needed.
    private static func check(_ fallback: [PluginID], among channels: Set<PluginID>) throws(Problem) {
        guard let (place, stranger) = fallback.enumerated().first(where: { !channels.contains($0.element) }) else {
            return
        }
        throw Problem(
            .invalid,
            "this host has no channel \(stranger)",
            field: "fallback[\(place)]",
            remedy: "Name some of: \(channels.map(\.rawValue).sorted().joined(separator: ", "))"
        )
    }

    private static func subject(_ exchange: Exchange) async throws -> (TenantHandle, PluginID) {
        let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
        guard let channel = PluginID(try exchange.path("channel")) else {
            throw Problem(.notFound, "there is no such channel", field: "channel", remedy: "Check the address.")
        }
        return (tenant, channel)
    }
}
