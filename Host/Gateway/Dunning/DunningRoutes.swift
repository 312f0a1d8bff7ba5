// Collections over the API: who owes and what happens next, a reminder asked for, what
// the next days would bring, and how well it goes.

import HTTPTypes
import HostAccess
import HostCore
import HostDunning
import HostPayments
import HostStorage
import HostTime
import HostTurns
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let dunningRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/dunning/pipeline",
            ports: .tower,
            access: .permission(Permission(.dunning, .read)),
            id: "getDunningPipeline",
            tag: "Collections",
            summary: "Open invoices by stage, with amounts, what happens next and why",
            parameters: [
                .tenant,
                .query(
                    "stage",
                    "Only this stage.",
                    Schema.word("A stage.", of: DunningStage.allCases.map(\.rawValue))
                ),
            ],
            responses: [.json(Schema.reference("DunningPipeline"), "The pipeline, now in the tenant's time.")],
            problems: [.notFound],
            handler: { try await DunningRoutes.pipeline($0) }
        ),
        Route(
            method: .post,
            path: "/api/dunning/send",
            ports: .tower,
            access: .permission(Permission(.dunning, .operate)),
            id: "sendReminder",
            tag: "Collections",
            summary: "Reminds a customer as soon as their hours and the pause between reminders allow",
            parameters: [.tenant, .idempotencyKey],
            body: .json(Schema.reference("ReminderRequest")),
            responses: [.json(Schema.reference("RequestedReminder"), "When it goes out.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await DunningRoutes.send($0) }
        ),
        Route(
            method: .post,
            path: "/api/dunning/simulate",
            ports: .tower,
            access: .permission(Permission(.dunning, .read)),
            id: "simulateDunning",
            tag: "Collections",
            summary: "What would be said over the next days if nobody paid; nothing is sent",
            parameters: [.tenant],
            body: .json(
                Schema.object(
                    "How far.",
                    ["days": Schema.integer("From now.", minimum: 1, maximum: Int(Limits.simulatedDaysMax))],
                    optional: ["days"],
                    example: ["days": 30]
                )
            ),
            responses: [.json(Schema.reference("DunningForecast"), "In the order of time.")],
            problems: [.notFound],
            handler: { try await DunningRoutes.simulate($0) }
        ),
        Route(
            method: .get,
            path: "/api/dunning/report",
            ports: .tower,
            access: .permission(Permission(.dunning, .read)),
            id: "getDunningReport",
            tag: "Collections",
            summary: "Effectiveness, collection rate, and what each rule is worth and costs",
            parameters: [
                .tenant,
                .query(
                    "days",
                    "So many days back; \(CollectionReport.usualDays) when left out.",
                    Schema.integer("Days.", minimum: 1, maximum: 730)
                ),
            ],
            responses: [.json(Schema.reference("DunningReport"), "The figures.")],
            problems: [.notFound],
            handler: { try await DunningRoutes.report($0) }
        ),
    ]
}

private enum DunningRoutes {
    static func pipeline(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let stage: DunningStage? = try exchange.word("stage")
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let pipeline = try await exchange.services.database.read { connection in
            try Pipeline(of: access.handle, now: now, in: connection)
        }
        return .json(pipeline.json(stage: stage))
    }

    static func send(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let json = try await exchange.object()
        let names = (try json.optionalText("customer"), try json.optionalText("invoice"))
        guard (names.0 == nil) != (names.1 == nil) else {
            throw DocumentError(field: "customer", reason: "either a customer or an invoice is expected")
        }
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let tenant = access.handle
        let response = try await exchange.idempotent(tenant, json) { connection in
            let customer =
                try names.0.map { try Exchange.customer($0, of: tenant, in: connection) }
                ?? Exchange.invoice(names.1 ?? "", of: tenant, in: connection).customerID
            let audit = exchange.audit("dunning.send", "customer", customer.rawValue, tenant: tenant.id, at: now)
            let asked = try Collector(tenant).remind(customer, by: audit.actor, now: now, in: connection)
            try AuditLog.record(audit, in: connection)
            return (
                .ok,
                [
                    "customer_id": .string(customer.rawValue), "at": .string(asked.at.description),
                    "state": .string(asked.work == nil ? "planned" : "begun"),
                ]
            )
        }
        exchange.services.engine.wake()
        return response
    }

    static func simulate(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let days = try await exchange.object().optionalInteger("days") ?? Limits.simulatedDaysMax
        guard (1...Limits.simulatedDaysMax).contains(days) else {
            throw DocumentError(field: "days", reason: "1 to \(Limits.simulatedDaysMax) days are expected")
        }
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let end = now.advanced(bySeconds: days * 86_400)
        let pipeline = try await exchange.services.database.read { connection in
            try Pipeline(of: access.handle, now: now, in: connection)
        }
        let forecast = pipeline.forecast(until: end)
        return .json([
            "from": .string(now.description), "until": .string(end.description),
            "enabled": .bool(pipeline.policy.isEnabled),
            "reminders": .array(forecast.reminders.map(\.json)),
            "write_offs": .array(forecast.losses.map { .string($0.invoice.shownNumber) }),
        ])
    }

    static func report(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let days = try exchange.query("days").map { text in
            guard let days = Int64(text), (1...730).contains(days) else {
                throw DocumentError(field: "days", reason: "1 to 730 days are expected")
            }
            return days
        }
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let from = now.advanced(bySeconds: -(days ?? CollectionReport.usualDays) * 86_400)
        let report = try await exchange.services.database.read { connection in
            try CollectionReport(of: access.handle, from: from, until: now, in: connection)
        }
        return .json(report.json)
    }
}
