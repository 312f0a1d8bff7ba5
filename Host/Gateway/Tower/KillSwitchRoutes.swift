// Kill switches: what stops at once, and lets go again.

import HTTPTypes
import HostAccess
import HostCore
import HostOutbox
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let killSwitchRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/kill-switch",
            ports: .tower,
            access: .permission(Permission(.system, .read)),
            id: "listKillSwitches",
            tag: "Kill switch",
            summary: "The kill switches that are set",
            responses: [.json(Schema.page(of: Schema.reference("KillSwitch")), "All of them.")],
            handler: { exchange in
                let switches = try await exchange.services.database.read { try KillSwitches.list(in: $0) }
                return .page(switches.map(\.json), next: nil)
            }
        ),
        Route(
            method: .post,
            path: "/api/kill-switch",
            ports: .tower,
            access: .permission(Permission(.system, .operate)),
            id: "setKillSwitch",
            tag: "Kill switch",
            summary: "Sets or lifts a kill switch",
            description: "In force when it answers; sends in flight are cancelled. Sandbox tenants go on.",
            body: .json(Schema.reference("KillSwitchChange")),
            responses: [.json(Schema.page(of: Schema.reference("KillSwitch")), "Those that are set now.")],
            problems: [.notFound],
            handler: { try await KillSwitchRoutes.change($0) }
        ),
    ]
}

private enum KillSwitchRoutes {
    static func change(_ exchange: Exchange) async throws -> Response {
        let json = try await exchange.object()
        let scope = try await scope(json, exchange)
        guard let isSet = json["set"]?.boolValue else {
            throw DocumentError(field: "set", reason: "true or false is expected")
        }
        let reason = try json.requiredText("reason")
        guard (1...500).contains(reason.count) else {
            throw DocumentError(field: "reason", reason: "1 to 500 characters are expected")
        }
        let services = exchange.services
        let (now, actor) = (services.clock.now(), exchange.caller.actor)
        let discardsHeld = try json.flag("discard_held", default: false)
        let switches = try await services.database.write { connection in
            if isSet {
                try KillSwitches.set(scope, reason: reason, actor: actor, at: now, in: connection)
            } else {
                try KillSwitches.lift(
                    scope,
                    reason: reason,
                    actor: actor,
                    discardingHeld: discardsHeld,
                    at: now,
                    in: connection
                )
            }
            return try KillSwitches.list(in: connection)
        }
        if isSet { try await services.dispatcher.stopTraffic(scope) } else { services.dispatcher.wake() }
        return .page(switches.map(\.json), next: nil)
    }

    private static func scope(_ json: JSON, _ exchange: Exchange) async throws -> KillSwitchScope {
        let word = try json.requiredText("scope")
        let channel = try json.optionalText("channel").map { text throws(DocumentError) -> PluginID in
            guard let id = PluginID(text) else {
                throw DocumentError(field: "channel", reason: "a channel's id is expected")
            }
            return id
        }
        var tenant: TenantID?
        if let name = try json.optionalText("tenant_id") { tenant = try await exchange.tenant(named: name).handle.id }
        switch (word, tenant, channel) {
        case ("global", nil, nil): return .global
        case ("tenant", let tenant?, nil): return .tenant(tenant)
        case ("channel", nil, let channel?): return .channel(channel)
        case ("channel", let tenant?, let channel?): return .tenantChannel(tenant, channel)
        case ("tenant", nil, _): throw DocumentError(field: "tenant_id", reason: "a tenant is expected")
        case ("channel", _, nil): throw DocumentError(field: "channel", reason: "a channel is expected")
        default:
            throw DocumentError(
                field: "scope",
                reason: "global, or tenant with tenant_id, or channel with channel is expected"
            )
        }
    }
}

extension KillSwitch {
    /// The form in the API.
    var json: JSON {
        [
            "scope": .string(scope.description),
            "reason": .string(reason),
            "actor": .string(actor),
            "set_at": .string(setAt.description),
        ]
    }
}

extension KillSwitchScope {
    /// Whether a tenant is among those that it stops.
    func concerns(_ id: TenantID) -> Bool {
        switch self {
        case .global, .channel: true
        case .tenant(let tenant), .tenantChannel(let tenant, _): tenant == id
        }
    }
}
