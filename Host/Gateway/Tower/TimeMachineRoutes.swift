// The time machine of sandbox tenants.

import HTTPTypes
import HostAccess
import HostConversations
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
        Route(
            method: .post,
            path: "/api/time-machine/snapshot",
            ports: .tower,
            access: .permission(Permission(.laboratory, .operate)),
            id: "snapshotTenant",
            tag: "Time machine",
            summary: "Keeps a sandbox tenant as it is now, under a label, to branch from later",
            body: .json(Schema.reference("SnapshotWish")),
            responses: [.json(Schema.reference("Snapshot"), status: 201, "The snapshot.")],
            problems: [.notFound, .conflict],
            handler: { try await TimeMachineRoutes.snapshot($0) }
        ),
        Route(
            method: .get,
            path: "/api/time-machine/snapshots",
            ports: .tower,
            access: .permission(Permission(.laboratory, .read)),
            id: "listSnapshots",
            tag: "Time machine",
            summary: "A tenant's snapshots, by label",
            parameters: [.tenant],
            responses: [.json(Schema.page(of: Schema.reference("Snapshot")), "All of them.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let snapshots = try await exchange.services.timeMachine.snapshots(of: tenant)
                return .page(
                    snapshots.map { ["label": .string($0.label), "at": .string($0.at.description)] },
                    next: nil
                )
            }
        ),
        Route(
            method: .post,
            path: "/api/time-machine/branch",
            ports: .tower,
            access: .permission(Permission(.laboratory, .operate)),
            id: "branchTenant",
            tag: "Time machine",
            summary: "Copies a sandbox tenant, as it is or as it was at a snapshot, into a new one",
            description: """
                Instead of going back in time. Every row of its business is copied; keys, secrets, accounts at providers \
                and endpoints stay behind. The new tenant's time stands still. Its key cannot be shown again.
                """,
            body: .json(Schema.reference("BranchWish")),
            responses: [.json(Schema.reference("Branch"), status: 201, "The new tenant and its key.")],
            problems: [.notFound, .conflict],
            handler: { try await TimeMachineRoutes.branch($0) }
        ),
    ]
}

/// Whom the steps of a move are about, and on which channel: each is read once.
private struct StepNames {
    private let tenant: TenantHandle
    private var customers: [CustomerID: String] = [:]
    private var conversations: [ConversationID: Conversation] = [:]

    init(_ tenant: TenantHandle) { self.tenant = tenant }

    mutating func members(of step: TimeStep, in connection: any DatabaseConnection) throws -> JSON {
        let conversation = try step.result.conversationID.flatMap { try self.conversation($0, in: connection) }
        let customer = conversation?.customerID ?? step.thing.customer
        return [
            "customer": JSON(try customer.flatMap { try name(of: $0, in: connection) }),
            "channel": JSON(conversation?.channel.rawValue),
        ]
    }

    private mutating func conversation(
        _ id: ConversationID,
        in connection: any DatabaseConnection
    ) throws -> Conversation? {
        if conversations[id] == nil { conversations[id] = try Conversations(tenant).find(id, in: connection) }
        return conversations[id]
    }

    private mutating func name(of id: CustomerID, in connection: any DatabaseConnection) throws -> String? {
        if customers[id] == nil {
            customers[id] = try Customers(tenant).find(id.rawValue, in: connection)?.shownNumber
        }
        return customers[id]
    }
}

private enum TimeMachineRoutes {
    static func set(_ exchange: Exchange) async throws -> Response {
        let json = try await exchange.object()
        let tenant = try await exchange.tenant(named: try json.requiredText("tenant_id")).handle
        let move = try await exchange.services.timeMachine.set(
            tenant,
            to: try await target(json, tenant, exchange),
            by: actor(exchange)
        )
        exchange.services.credentials.invalidate()
        let steps = try await exchange.services.database.read { connection in
            var names = StepNames(tenant)
            return try move.steps.map { step in step.json.merging(try names.members(of: step, in: connection)) }
        }
        return .json(move.json.merging(["tenant_id": .string(tenant.id.rawValue), "steps": .array(steps)]))
    }

    /// The moment that is named, or so many seconds from the tenant's present.
    private static func target(_ json: JSON, _ tenant: TenantHandle, _ exchange: Exchange) async throws -> Timestamp {
        if let seconds = try json.optionalInteger("seconds") {
            guard (0...Limits.timeSecondsMax).contains(seconds) else {
                throw DocumentError(field: "seconds", reason: "0 to \(Limits.timeSecondsMax) are expected")
            }
            return try await exchange.services.timeMachine.current(tenant).now.advanced(bySeconds: seconds)
        }
        guard let target = Timestamp(try json.requiredText("now")) else {
            throw DocumentError(field: "now", reason: "an RFC 3339 time is expected, such as 2026-12-01T09:00:00Z")
        }
        return target
    }

    static func snapshot(_ exchange: Exchange) async throws -> Response {
        let json = try await exchange.object()
        let tenant = try await exchange.tenant(named: try json.requiredText("tenant_id")).handle
        let label = try json.requiredText("label")
        let made = try await exchange.services.timeMachine.snapshot(tenant, label: label, by: actor(exchange))
        return .json(
            ["label": .string(label), "at": .string(made.tenant.createdAt.description)],
            status: .created
        )
    }

    static func branch(_ exchange: Exchange) async throws -> Response {
        let json = try await exchange.object()
        let tenant = try await exchange.tenant(named: try json.requiredText("tenant_id")).handle
        guard let name = TenantID(try json.requiredText("to")) else {
            throw DocumentError(field: "to", reason: "1 to 63 of a-z, 0-9 and - are expected")
        }
        let label = try json.optionalText("at")
        let made = try await exchange.services.timeMachine.branch(tenant, at: label, to: name, by: actor(exchange))
        return .json(
            [
                "id": .string(made.tenant.id.rawValue), "now": .string(made.tenant.createdAt.description),
                "api_key": JSON(made.key),
            ],
            status: .created
        )
    }

    private static func actor(_ exchange: Exchange) -> TimeMachineActor {
        let actor = exchange.actor
        return TimeMachineActor(id: actor.id, ipAddress: actor.ipAddress, userAgent: actor.userAgent)
    }
}
