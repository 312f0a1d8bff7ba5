// What collections learn, over the API: the chance of late payment, and tests of the
// hour at which customers are reminded.

import HTTPTypes
import HostAccess
import HostCore
import HostDunning
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let learningRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/dunning/prediction",
            ports: .tower,
            access: .permission(Permission(.dunning, .read)),
            id: "getLatePrediction",
            tag: "Collections",
            summary: "What was learnt of late payment: calibration and influences, or how much of a past is missing",
            description: """
                Learnt once a day from the tenant's own invoices. With too little to learn from, or no better than \
                the tenant's base rate, it is not used. `latest` is null before the first training.
                """,
            parameters: [.tenant],
            responses: [
                .json(
                    Schema.object("The latest training.", ["latest": Schema.nullable(Schema.map("What came of it."))]),
                    "The model."
                )
            ],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let status = try await exchange.services.database.read { try LatePayments(tenant).status(in: $0) }
                return .json(["latest": status])
            }
        ),
        Route(
            method: .get,
            path: "/api/dunning/experiments",
            ports: .tower,
            access: .permission(Permission(.dunning, .read)),
            id: "listHourExperiments",
            tag: "Collections",
            summary: "Tests of the hour of reminders, with their figures, the latest first",
            parameters: [.tenant],
            responses: [.json(Schema.page(of: Schema.reference("HourExperiment")), "All of them.")],
            problems: [.notFound],
            handler: { exchange in
                let access = try await exchange.tenant()
                let now = exchange.services.clocks.clock(for: access.tenant).now()
                let tests = try await exchange.services.database.read { connection in
                    try HourExperiments(access.handle).list(at: now, in: connection)
                }
                return .page(tests, next: nil)
            }
        ),
        Route(
            method: .post,
            path: "/api/dunning/experiments",
            ports: .tower,
            access: .permission(Permission(.dunning, .write)),
            id: "startHourExperiment",
            tag: "Collections",
            summary: "Begins a test of hours; customers are dealt by a hash of its name and theirs",
            parameters: [.tenant],
            body: .json(Schema.reference("NewHourExperiment")),
            responses: [.json(Schema.reference("HourExperiment"), "The test.")],
            problems: [.notFound, .conflict],
            handler: { exchange in
                let json = try await exchange.object()
                return try await LearningRoutes.change(exchange, "experiment.start") { tests, now, connection in
                    try tests.start(json, at: now, in: connection)
                }
            }
        ),
        Route(
            method: .post,
            path: "/api/dunning/experiments/{name}/end",
            ports: .tower,
            access: .permission(Permission(.dunning, .write)),
            id: "endHourExperiment",
            tag: "Collections",
            summary: "Ends a test; everybody is reminded at the rules' own hours again",
            parameters: [.path("name", "The test's name.", Schema.text("A name.", example: "morning")), .tenant],
            responses: [.json(Schema.reference("HourExperiment"), "The test.")],
            problems: [.notFound],
            handler: { exchange in
                let name = try exchange.path("name")
                return try await LearningRoutes.change(exchange, "experiment.end") { tests, now, connection in
                    try tests.end(name, at: now, in: connection)
                }
            }
        ),
    ]
}

private enum LearningRoutes {
    static func change(
        _ exchange: Exchange,
        _ action: String,
        _ body: @escaping @Sendable (HourExperiments, Timestamp, any DatabaseConnection) throws -> JSON
    ) async throws -> Response {
        let access = try await exchange.tenant()
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let tenant = access.handle
        let document = try await exchange.services.database.write { connection in
            let document = try body(HourExperiments(tenant), now, connection)
            let audit = exchange.audit(
                action,
                "tenant",
                tenant.id.rawValue,
                tenant: tenant.id,
                after: document,
                at: now
            )
            try AuditLog.record(audit, in: connection)
            return document
        }
        return .json(document)
    }
}
