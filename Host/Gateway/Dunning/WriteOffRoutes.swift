// Losses over the API: proposed by the ladder, decided by a person.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostDunning
import HostPayments
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let writeOffRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/dunning/write-offs",
            ports: .tower,
            access: .permission(Permission(.dunning, .read)),
            id: "listWriteOffs",
            tag: "Collections",
            summary: "Invoices that nobody pays any more: proposed, decided, or withdrawn; the latest first",
            parameters: [
                .tenant,
                .query(
                    "state",
                    "Only those that stand so.",
                    Schema.word("A state.", of: WriteOff.State.allCases.map(\.rawValue))
                ), .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("WriteOff")), "A page of them.")],
            problems: [.notFound],
            handler: { try await WriteOffRoutes.list($0) }
        ),
        decision(
            "approve",
            "approveWriteOff",
            "Gives the invoice up: what is open of it becomes a loss; not while a case of the customer is open"
        ),
        decision(
            "reject",
            "rejectWriteOff",
            "Keeps the invoice open; nobody is reminded of it until a part payment lets its ladder begin anew"
        ),
    ]

    private static func decision(_ verb: String, _ id: String, _ summary: String) -> Route {
        Route(
            method: .post,
            path: "/api/dunning/write-offs/{id}/\(verb)",
            ports: .tower,
            access: .permission(Permission(.billing, .operate)),
            id: id,
            tag: "Collections",
            summary: summary,
            parameters: [.path("id", "A write-off's key.", Schema.text("A key.")), .tenant],
            body: .json(
                Schema.object(
                    "Why.",
                    ["reason": Schema.text("For the books.", maxLength: Limits.refundReasonCharactersMax)],
                    optional: ["reason"],
                    example: ["reason": "The shop has closed."]
                )
            ),
            responses: [.json(Schema.reference("WriteOff"), "The write-off.")],
            problems: [.notFound, .conflict],
            handler: { try await WriteOffRoutes.decide($0, isApproved: verb == "approve") }
        )
    }
}

private enum WriteOffRoutes {
    static func list(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let state: WriteOff.State? = try exchange.word("state")
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { ActivityCursor($0) }
        let page = try await exchange.services.database.read { connection in
            try WriteOffs(tenant).list(state: state, before: cursor, limit: limit, in: connection)
        }
        return .page(page.writeOffs.map(\.json), next: page.next?.description)
    }

    static func decide(_ exchange: Exchange, isApproved: Bool) async throws -> Response {
        let access = try await exchange.tenant()
        let id = WriteOffID(try exchange.path("id"))
        let reason = try await exchange.object().optionalText("reason")
        guard (reason?.count ?? 0) <= Limits.refundReasonCharactersMax else {
            throw DocumentError(
                field: "reason",
                reason: "up to \(Limits.refundReasonCharactersMax) characters are expected"
            )
        }
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let (tenant, randomness) = (access.handle, exchange.services.randomness)
        let decided = try await exchange.services.database.write { connection in
            let actor = exchange.caller.actor
            let decided = try WriteOffs(tenant).decide(
                id,
                WriteOffs.Decision(isApproved: isApproved, reason: reason, actor: actor),
                with: Ledger(tenant, now: now, randomness: randomness),
                at: now,
                in: connection
            )
            let audit = exchange.audit(
                isApproved ? "write_off.approve" : "write_off.reject",
                "write_off",
                id.rawValue,
                tenant: tenant.id,
                before: decided.before.json,
                after: decided.after.json,
                at: now
            )
            try AuditLog.record(audit, in: connection)
            return decided.after
        }
        return .json(decided.json)
    }
}
