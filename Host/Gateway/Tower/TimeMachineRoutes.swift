// The time machine of sandbox tenants.

import HTTPTypes
import HostAccess
import HostCore
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let timeMachineRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/time-machine/current",
            ports: .tower,
            access: .permission(Permission(.laboratory, .read)),
            id: "getTenantTime",
            tag: "Time machine",
            summary: "A tenant's time, and whether it is simulated",
            parameters: [.tenant],
            responses: [.json(Schema.reference("TenantTime"), "The tenant's time.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let current = try await exchange.services.timeMachine.current(tenant)
                return .json([
                    "tenant_id": .string(tenant.id.rawValue),
                    "now": .string(current.now.description),
                    "simulated": .bool(current.isSimulated),
                ])
            }
        ),
        Route(
            method: .post,
            path: "/api/time-machine/set",
            ports: .tower,
            access: .permission(Permission(.laboratory, .operate)),
            id: "setTenantTime",
            tag: "Time machine",
            summary: "Moves a sandbox tenant's clock forward",
            description: "What falls due on the way happens, in order, before it answers.",
            body: .json(Schema.reference("TimeMove")),
            responses: [.json(Schema.reference("TimeMoved"), "The new time and what ran on the way.")],
            problems: [.notFound, .conflict],
            handler: { try await TimeMachineRoutes.set($0) }
        ),
    ]
}

private enum TimeMachineRoutes {
    static func set(_ exchange: Exchange) async throws -> Response {
        let json = try await exchange.object()
        let tenant = try await exchange.tenant(named: try json.requiredText("tenant_id")).handle
        guard let target = Timestamp(try json.requiredText("now")) else {
            throw DocumentError(field: "now", reason: "an RFC 3339 time is expected, such as 2026-12-01T09:00:00Z")
        }
        let actor = exchange.actor
        let move = try await exchange.services.timeMachine.set(
            tenant,
            to: target,
            by: TimeMachineActor(id: actor.id, ipAddress: actor.ipAddress, userAgent: actor.userAgent)
        )
        exchange.services.credentials.invalidate()
        return .json(move.json.merging(["tenant_id": .string(tenant.id.rawValue)]))
    }
}
