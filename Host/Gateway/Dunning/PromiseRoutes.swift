// Promises to pay over the API: listed, taken by a person, called off.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostDunning
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let promiseRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/dunning/promises",
            ports: .tower,
            access: .permission(Permission(.dunning, .read)),
            id: "listPromises",
            tag: "Collections",
            summary: "What customers promised to pay, the latest first",
            parameters: [
                .tenant,
                .query(
                    "state",
                    "Only those that stand so.",
                    Schema.word("A state.", of: DebtPromise.State.allCases.map(\.rawValue))
                ), .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Promise")), "A page of promises.")],
            problems: [.notFound],
            handler: { try await PromiseRoutes.list($0) }
        ),
        Route(
            method: .post,
            path: "/api/dunning/promises",
            ports: .tower,
            access: .permission(Permission(.dunning, .write)),
            id: "makePromise",
            tag: "Collections",
            summary: "Notes a customer's promise; reminders of its invoices wait until its day is over",
            parameters: [.tenant, .idempotencyKey],
            body: .json(Schema.reference("NewPromise")),
            responses: [.json(Schema.reference("Promise"), "The promise.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await PromiseRoutes.make($0) }
        ),
        Route(
            method: .post,
            path: "/api/dunning/promises/{id}/cancel",
            ports: .tower,
            access: .permission(Permission(.dunning, .write)),
            id: "cancelPromise",
            tag: "Collections",
            summary: "Calls an open promise off; reminders go on",
            parameters: [.path("id", "A promise's key.", Schema.text("A key.")), .tenant],
            responses: [.json(Schema.reference("Promise"), "The promise.")],
            problems: [.notFound, .conflict],
            handler: { try await PromiseRoutes.cancel($0) }
        ),
    ]
}

private enum PromiseRoutes {
    static func list(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let state: DebtPromise.State? = try exchange.word("state")
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { ActivityCursor($0) }
        let page = try await exchange.services.database.read { connection in
            try Promises(tenant).list(state: state, before: cursor, limit: limit, in: connection)
        }
        return .page(page.promises.map(\.json), next: page.next?.description)
    }

    static func make(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let json = try await exchange.object()
        let name = try json.requiredText("customer")
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let (tenant, key) = (access.handle, "promise \(exchange.services.randomness.next())")
        return try await exchange.idempotent(tenant, json) { connection in
            let customer = try Exchange.customer(name, of: tenant, in: connection)
            let audit = exchange.audit("promise.make", "customer", customer.rawValue, tenant: tenant.id, at: now)
            let desk = DunningDesk(tenant, customer: customer, now: now, key: key)
            let (answer, effect) = try desk.promise(json, by: audit.actor, in: connection)
            guard let effect else { throw refused(answer.outcome) }
            try effect.make(for: tenant, at: now, in: connection)
            try AuditLog.record(audit, in: connection)
            guard let promise = try Promises(tenant).find(PromiseID(effect.document.id), in: connection) else {
                throw DatabaseError.failed("a promise's row did not come back")
            }
            return (.ok, promise.json)
        }
    }

    private static func refused(_ outcome: PromiseAnswer.Outcome) -> Problem {
        switch outcome {
        case .past:
            Problem(.invalid, "the day is over", field: "on", remedy: "Give today or a later day.")
        case .tooFar:
            Problem(
                .invalid,
                "the day is too far away",
                field: "on",
                remedy: "Give an earlier day, or raise promise_days_max in the settings of collections."
            )
        case .nothingOwed, .accepted:
            Problem(.conflict, "the customer owes nothing", field: "customer", remedy: "There is nothing to promise.")
        case .noMore:
            Problem(
                .conflict,
                "too many promises about it were broken",
                field: "customer",
                remedy: "Agree on a payment plan, or raise broken_promises_max."
            )
        }
    }

    static func cancel(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let id = PromiseID(try exchange.path("id"))
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let tenant = access.handle
        let promise = try await exchange.services.database.write { connection in
            let promise = try Promises(tenant).cancel(id, at: now, in: connection)
            let audit = exchange.audit("promise.cancel", "promise", id.rawValue, tenant: tenant.id, at: now)
            try AuditLog.record(audit, in: connection)
            return promise
        }
        return .json(promise.json)
    }
}
