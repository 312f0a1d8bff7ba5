// Reading conversations back: one customer's history, and who is talking now.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let historyRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/chat/history/{phone}",
            ports: .client,
            access: .permission(Permission(.conversations, .read)),
            id: "getHistory",
            tag: "Chat",
            summary: "A customer's messages over all channels; of a number, those with whoever had it",
            parameters: [
                .path(
                    "phone",
                    "A telephone number, or a customer's key or number.",
                    Schema.text("Such as `+525512345678` or `CUST-7`.", example: "+525512345678")
                ),
                .query("order", "`asc`: oldest first (the default).", Schema.word("The order.", of: ["asc", "desc"])),
                .limit, .cursor, .tenant,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Message")), "A page of messages.")],
            problems: [.notFound],
            handler: { try await HistoryRoutes.history($0) }
        ),
        Route(
            method: .get,
            path: "/api/chat/active",
            ports: .client,
            access: .permission(Permission(.conversations, .read)),
            id: "listActiveConversations",
            tag: "Chat",
            summary: "Conversations that agents answer, latest first",
            parameters: [.limit, .cursor, .tenant],
            responses: [.json(Schema.page(of: Schema.reference("Conversation")), "A page of conversations.")],
            problems: [.notFound],
            handler: { try await HistoryRoutes.active($0) }
        ),
    ]
}

private enum HistoryRoutes {
    static func history(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let name = try exchange.path("phone")
        let cursor = try exchange.cursor { HistoryCursor($0) }
        let limit = try exchange.limit()
        let newestFirst = try order(exchange) == "desc"
        let page = try await exchange.services.database.read { connection in
            let conversations = Conversations(tenant)
            guard let customer = try Customers(tenant).current(name, in: connection) else {
                return try conversations.history(
                    address: name,
                    newestFirst: newestFirst,
                    after: cursor,
                    limit: limit,
                    in: connection
                )
            }
            return try conversations.history(
                customer: customer.id,
                newestFirst: newestFirst,
                after: cursor,
                limit: limit,
                in: connection
            )
        }
        return .page(page.messages.map(\.json), next: page.next?.description)
    }

    static func active(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let cursor = try exchange.cursor { ActivityCursor($0) }
        let limit = try exchange.limit()
        let page = try await exchange.services.database.read {
            try Conversations(tenant).active(after: cursor, limit: limit, in: $0)
        }
        return .page(page.conversations.map(\.summary), next: page.next?.description)
    }

    private static func order(_ exchange: Exchange) throws(Problem) -> String {
        let order = try exchange.query("order") ?? "asc"
        guard order == "asc" || order == "desc" else {
            throw Problem(
                .invalid,
                "the order is neither asc nor desc",
                field: "order",
                remedy: "Give one of them, or none."
            )
        }
        return order
    }
}
