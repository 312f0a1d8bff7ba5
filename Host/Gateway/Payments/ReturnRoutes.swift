// Returns over the API: a ticket becomes a return, goods arrive, and the customer
// gets their money or credit.

import HTTPTypes
import HostAccess
import HostCommerce
import HostConversations
import HostCore
import HostPayments
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let returnRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/returns",
            ports: .tower,
            access: .permission(Permission(.sales, .read)),
            id: "listReturns",
            tag: "Returns",
            summary: "Goods that come back, the latest asked for first",
            parameters: [
                .tenant,
                .query(
                    "state",
                    "Only those that stand so.",
                    Schema.word("A state.", of: GoodsReturn.State.allCases.map(\.rawValue))
                ),
                .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Return")), "A page of returns.")],
            problems: [.notFound],
            handler: { try await ReturnRoutes.list($0) }
        ),
        Route(
            method: .post,
            path: "/api/returns",
            ports: .tower,
            access: .permission(Permission(.sales, .write)),
            id: "requestReturn",
            tag: "Returns",
            summary: "Writes down what of a paid order is to come back",
            parameters: [.tenant, .idempotencyKey],
            body: .json(Schema.reference("NewReturn")),
            responses: [.json(Schema.reference("Return"), status: 201, "The return.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await ReturnRoutes.request($0) }
        ),
        Route(
            method: .get,
            path: "/api/returns/{id}",
            ports: .tower,
            access: .permission(Permission(.sales, .read)),
            id: "getReturn",
            tag: "Returns",
            summary: "One return",
            parameters: [idParameter, .tenant],
            responses: [.json(Schema.reference("Return"), "The return.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let name = try exchange.path("id")
                return .json(
                    try await exchange.services.database.read { connection in
                        let goods = try Returns(tenant).get(name, in: connection)
                        return try ReturnRoutes.document(goods, of: tenant, in: connection)
                    }
                )
            }
        ),
        Route(
            method: .post,
            path: "/api/returns/{id}/receive",
            ports: .tower,
            access: .permission(Permission(.sales, .write)),
            id: "receiveReturn",
            tag: "Returns",
            summary: "Goods have arrived; what came whole is stock again",
            parameters: [idParameter, .tenant, .idempotencyKey],
            body: .json(Schema.reference("ReturnArrivals")),
            responses: [.json(Schema.reference("Return"), "The return.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await ReturnRoutes.receive($0) }
        ),
        Route(
            method: .post,
            path: "/api/returns/{id}/settle",
            ports: .tower,
            access: .permission(Permission(.billing, .write)),
            id: "settleReturn",
            tag: "Returns",
            summary: "Gives back what was paid for what arrived, as money or as credit",
            parameters: [idParameter, .tenant, .idempotencyKey],
            body: .json(Schema.reference("ReturnSettlement")),
            responses: [.json(Schema.reference("SettledReturn"), "The return with its refunds.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await ReturnRoutes.settle($0) }
        ),
        Route(
            method: .post,
            path: "/api/returns/{id}/close",
            ports: .tower,
            access: .permission(Permission(.sales, .write)),
            id: "closeReturn",
            tag: "Returns",
            summary: "Ends a return of which nothing has arrived",
            parameters: [idParameter, .tenant],
            body: .json(
                Schema.object(
                    "How it ends.",
                    ["as": Schema.word("By whom.", of: ReturnRoutes.End.allCases.map(\.rawValue))],
                    example: ["as": "cancelled"]
                )
            ),
            responses: [.json(Schema.reference("Return"), "The return.")],
            problems: [.notFound, .conflict],
            handler: { try await ReturnRoutes.close($0) }
        ),
    ]

    private static let idParameter = Route.Parameter.path(
        "id",
        "A return's number or key.",
        Schema.text("A name.", example: "RMA-7")
    )
}

private enum ReturnRoutes {
    /// How a return ends without goods.
    enum End: String, CaseIterable {
        /// The business does not want them.
        case refused
        /// The customer keeps them.
        case cancelled

        var state: GoodsReturn.State {
            switch self {
            case .refused: .refused
            case .cancelled: .cancelled
            }
        }
    }

    static func list(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let state: GoodsReturn.State? = try exchange.word("state")
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { ActivityCursor($0) }
        let page = try await exchange.services.database.read { connection in
            let (returns, next) = try Returns(tenant).list(state: state, before: cursor, limit: limit, in: connection)
            return (try returns.map { try document($0, of: tenant, in: connection) }, next)
        }
        return .page(page.0, next: page.1?.description)
    }

    static func request(_ exchange: Exchange) async throws -> Response {
        let json = try await exchange.object()
        let wish = Ledger.ReturnWish(
            order: try json.requiredText("order"),
            lines: try json.elements("lines") { line throws(DocumentError) in try StockLine(json: line) },
            reason: try json.optionalText("reason"),
            caseName: try json.optionalText("case")
        )
        guard wish.reason.map({ $0.count <= Limits.refundReasonCharactersMax }) ?? true else {
            throw DocumentError(
                field: "reason",
                reason: "at most \(Limits.refundReasonCharactersMax) characters are expected"
            )
        }
        return try await change(exchange, json, "return.request", .created) { ledger, tenant, connection in
            var named = wish
            if let name = wish.caseName {
                guard let ticket = try Cases(tenant).find(name, in: connection) else {
                    throw Problem(.notFound, "there is no such case", field: "case", remedy: "Give CASE-3 or its key.")
                }
                named = Ledger.ReturnWish(
                    order: wish.order,
                    lines: wish.lines,
                    reason: wish.reason,
                    caseName: ticket.shownNumber
                )
            }
            let goods = try ledger.requestReturn(named, in: connection)
            return (goods, try document(goods, of: tenant, in: connection))
        }
    }

    static func receive(_ exchange: Exchange) async throws -> Response {
        let name = try exchange.path("id")
        let json = try await exchange.object()
        let arrivals = try json.elements("lines") { line throws(DocumentError) in try ReturnArrival(json: line) }
        guard !arrivals.isEmpty else { throw DocumentError(field: "lines", reason: "what arrived is expected") }
        return try await change(exchange, json, "return.receive", .ok) { ledger, tenant, connection in
            let goods = try ledger.receive(name, arrivals, in: connection)
            return (goods, try document(goods, of: tenant, in: connection))
        }
    }

    static func settle(_ exchange: Exchange) async throws -> Response {
        let name = try exchange.path("id")
        let json = try await exchange.object()
        let destination: RefundWish.Destination = try TenantSettings.word(json, "to") ?? .original
        let providers = exchange.services.payments.providers
        let response = try await change(exchange, json, "return.settle", .ok) { ledger, tenant, connection in
            let (goods, refunds) = try ledger.settle(
                return: name,
                to: destination,
                canRefund: { providers.canRefund($0) },
                in: connection
            )
            let document = try document(goods, of: tenant, in: connection)
            let invoice = document["invoice"]?.stringValue
            return (goods, document.merging(["refunds": .array(refunds.map { $0.json(invoice: invoice) })]))
        }
        exchange.services.payments.refundsWakeUp.signal()
        return response
    }

    static func close(_ exchange: Exchange) async throws -> Response {
        let name = try exchange.path("id")
        let json = try await exchange.object()
        guard let end: End = try TenantSettings.word(json, "as") else {
            throw DocumentError(field: "as", reason: "refused or cancelled is expected")
        }
        return try await change(exchange, json, "return.close", .ok) { ledger, tenant, connection in
            let goods = try ledger.close(return: name, as: end.state, in: connection)
            return (goods, try document(goods, of: tenant, in: connection))
        }
    }

    /// Makes a change and its audit row, once under an idempotency key.
    private static func change(
        _ exchange: Exchange,
        _ request: JSON,
        _ action: String,
        _ status: HTTPResponse.Status,
        _ change: @escaping @Sendable (Ledger, TenantHandle, any DatabaseConnection) throws -> (GoodsReturn, JSON)
    ) async throws -> Response {
        let access = try await exchange.tenant()
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let (tenant, randomness) = (access.handle, exchange.services.randomness)
        return try await exchange.idempotent(tenant, request) { connection in
            let ledger = Ledger(tenant, now: now, randomness: randomness)
            let (goods, document) = try change(ledger, tenant, connection)
            let audit = exchange.audit(action, "return", goods.id.rawValue, tenant: tenant.id, after: document, at: now)
            try AuditLog.record(audit, in: connection)
            return (status, document)
        }
    }

    static func document(
        _ goods: GoodsReturn,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> JSON {
        let invoice = try Invoices(tenant).find(goods.invoiceID, in: connection)
        return goods.json(order: invoice?.order, invoice: invoice?.shownNumber)
    }
}
