// Customers over the API: listed, merged and parted. They are made by writing, and by
// quotes and invoices that name them.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let customerRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/customers",
            ports: .both,
            access: .permission(Permission(.conversations, .read)),
            id: "listCustomers",
            tag: "Customers",
            summary: "Customers with their addresses, newest first",
            parameters: [.tenant, .limit, .cursor],
            responses: [.json(Schema.page(of: Schema.reference("Customer")), "A page of customers.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let limit = try exchange.limit()
                let cursor = try exchange.cursor { Int64($0) }
                let page = try await exchange.services.database.read {
                    try Customers(tenant).list(before: cursor, limit: limit, in: $0)
                }
                return .page(page.customers.map(\.json), next: page.next.map(String.init))
            }
        ),
        Route(
            method: .post,
            path: "/api/customers/{customer_id}/merge",
            ports: .both,
            access: .permission(Permission(.customers, .write)),
            id: "mergeCustomer",
            tag: "Customers",
            summary: "Makes two customers one, who are the same person",
            description: """
                Addresses, conversations, cases and papers become those of the customer named by `into`, and both have \
                one credit. Whoever names the merged customer from then on means that one.
                """,
            parameters: [customerID, .tenant],
            body: .json(Schema.reference("CustomerMergeRequest")),
            responses: [.json(Schema.reference("Customer"), "The customer that stays.")],
            problems: [.notFound, .conflict],
            handler: { exchange in
                let into = try await exchange.object().requiredText("into")
                return try await change(exchange, answering: into) { customers, customer, moment, audit, connection in
                    let target = try named(into, customers, field: "into", in: connection)
                    try customers.merge(customer.id, into: target.id, at: moment, audit: audit, in: connection)
                }
            }
        ),
        Route(
            method: .post,
            path: "/api/customers/{customer_id}/part",
            ports: .both,
            access: .permission(Permission(.customers, .write)),
            id: "partCustomer",
            tag: "Customers",
            summary: "Undoes a merge: the customer has again what it had",
            description: """
                What came after the merge stays with the other one. Credit goes with the invoices that it was paid \
                with or came from; what was granted, with the customer whom it was granted to. No message joins the two \
                again: only a person does.
                """,
            parameters: [customerID, .tenant],
            responses: [.json(Schema.reference("Customer"), "The customer that was merged.")],
            problems: [.notFound, .conflict],
            handler: { exchange in
                let name = try exchange.path("customer_id")
                return try await change(exchange, answering: name) { customers, customer, moment, audit, connection in
                    try customers.part(customer.id, at: moment, audit: audit, in: connection)
                }
            }
        ),
    ]

    private static let customerID = Route.Parameter.path(
        "customer_id",
        "The customer, by key or number.",
        Schema.text("A key, or a number such as CUST-7.", example: "CUST-7")
    )

    private typealias CustomerChange =
        @Sendable (
            Customers, Customer, Timestamp, (_ action: String, _ after: JSON) -> AuditRecord, any DatabaseConnection
        ) throws -> Void

    /// Changes the customer of the path in one transaction, and answers with the one
    /// of this name as it is then.
    private static func change(
        _ exchange: Exchange,
        answering name: String,
        _ change: @escaping CustomerChange
    ) async throws -> Response {
        let tenant = try await exchange.servedTenant()
        let path = try exchange.path("customer_id")
        let now = exchange.services.clock.now()
        let answer = try await exchange.services.database.write { connection in
            let customers = Customers(tenant)
            let customer = try named(path, customers, field: "customer_id", in: connection)
            let audit = { (action: String, after: JSON) in
                exchange.audit(action, "customer", customer.id.rawValue, tenant: tenant.id, after: after, at: now)
            }
            try change(customers, customer, now, audit, connection)
            let shown = try named(name, customers, field: "customer_id", in: connection)
            return ListedCustomer(customer: shown, addresses: try customers.addresses(of: shown.id, in: connection))
        }
        return .json(answer.json)
    }

    private static func named(
        _ name: String,
        _ customers: Customers,
        field: String,
        in connection: any DatabaseConnection
    ) throws -> Customer {
        guard let customer = try customers.find(name, in: connection) else {
            throw Problem(
                .notFound,
                "there is no customer \(name)",
                field: field,
                remedy: "List the customers with GET /api/customers."
            )
        }
        return customer
    }
}

extension ListedCustomer {
    fileprivate var json: JSON {
        [
            "id": .string(customer.id.rawValue),
            "number": .string(customer.shownNumber),
            "name": JSON(customer.name),
            "locale": JSON(customer.locale),
            "addresses": .array(
                addresses.map { ["channel": .string($0.channel.rawValue), "address": .string($0.address)] }
            ),
            "opted_out_at": JSON(customer.optedOutAt?.description),
            "created_at": .string(customer.createdAt.description),
        ]
    }
}
