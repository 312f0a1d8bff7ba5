// Customers over the API: listed. They are made by writing, and by quotes and
// invoices that name them.

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
        )
    ]
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
