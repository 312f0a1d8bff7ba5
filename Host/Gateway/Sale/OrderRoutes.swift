// Orders over the API: looked at. They are made by accepting quotes and by
// agents.

import HTTPTypes
import HostAccess
import HostCommerce
import HostConversations
import HostCore
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let orderRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/orders",
            ports: .client,
            access: .permission(Permission(.sales, .read)),
            id: "listOrders",
            tag: "Orders",
            summary: "Orders, newest first",
            parameters: [
                .tenant,
                .query(
                    "state",
                    "Only those that stand so.",
                    Schema.word("A state.", of: Order.State.allCases.map(\.rawValue))
                ),
                .query("customer", "Only this customer's.", Schema.text("A key or CUST-7.", example: "CUST-7")),
                .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Order")), "A page of orders.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let state: Order.State? = try exchange.word("state")
                let customer = try exchange.query("customer")
                let limit = try exchange.limit()
                let cursor = try exchange.cursor { Int64($0) }
                let page = try await exchange.services.database.read { connection in
                    let buyer = try customer.map { try Exchange.customer($0, of: tenant, in: connection) }
                    return try Orders(tenant).list(
                        of: buyer,
                        state: state,
                        before: cursor,
                        limit: limit,
                        in: connection
                    )
                }
                return .page(page.orders.map(\.json), next: page.next.map(String.init))
            }
        ),
        Route(
            method: .get,
            path: "/api/orders/{id}",
            ports: .client,
            access: .permission(Permission(.sales, .read)),
            id: "getOrder",
            tag: "Orders",
            summary: "One order",
            parameters: [
                .path("id", "An order's number or key.", Schema.text("A name.", example: "ORD-12")), .tenant,
            ],
            responses: [.json(Schema.reference("Order"), "The order.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let name = try exchange.path("id")
                let order = try await exchange.services.database.read { try Orders(tenant).find(name, in: $0) }
                guard let order else {
                    throw Problem(
                        .notFound,
                        "there is no order \(name)",
                        field: "id",
                        remedy: "Give a key or a number such as ORD-12."
                    )
                }
                return .json(order.json)
            }
        ),
    ]
}

extension Exchange {
    /// The customer of this key or number, or whom that one was merged into. Throws a notFound
    /// problem.
    static func customer(
        _ name: String,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> CustomerID {
        guard let customer = try Customers(tenant).current(name, in: connection) else {
            throw Problem(
                .notFound,
                "there is no such customer",
                field: "customer",
                remedy: "Give a key or a number such as CUST-7; GET /api/customers lists them."
            )
        }
        return customer.id
    }
}
