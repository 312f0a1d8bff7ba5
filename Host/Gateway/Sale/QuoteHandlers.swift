// What the routes of quotes do.

import HTTPTypes
import HostAccess
import HostCommerce
import HostConversations
import HostCore
import HostPayments
import HostStorage
import Hummingbird
import OrkestaModel

enum QuoteHandlers {
    static func create(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.servedAccess()
        let body = try await exchange.object()
        let customer = try CustomerAddress(body["customer"])
        let draft = try QuoteDraft(json: body, currency: access.tenant.currency)
        return try await SaleTransaction.retrying {
            let sale = SaleTransaction(exchange, access)
            return try await exchange.idempotent(access.handle, body) { connection in
                let buyer = try customer.resolve(
                    of: access.handle,
                    at: sale.now,
                    randomness: sale.randomness,
                    in: connection
                )
                let plan = try sale.desk.create(draft, sale.request(for: buyer), in: connection)
                let made = try plan.answer.madeJSON()
                try sale.make(plan.write, in: connection)
                return (.created, made)
            }
        }
    }

    static func price(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.servedAccess()
        let draft = try QuoteDraft(json: try await exchange.object(), currency: access.tenant.currency)
        let sale = SaleTransaction(exchange, access)
        let answer = try await exchange.services.database.read {
            try sale.desk.price(draft, sale.request(for: CustomerID("")), in: $0)
        }
        return .json(["prices": answer.prices?.json ?? .null, "problems": .array(answer.problems.map(\.json))])
    }

    static func list(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let sale = SaleTransaction(exchange, access)
        let state: Quote.State? = try exchange.word("state")
        let approval: Quote.Approval.State? = try exchange.word("approval")
        let customer = try exchange.query("customer")
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { ActivityCursor($0) }
        let page = try await exchange.services.database.read { connection in
            var filter = Quotes.Filter(state: state, approval: approval)
            filter.customer = try customer.map { try Exchange.customer($0, of: access.handle, in: connection) }
            return try Quotes(access.handle).list(filter, after: cursor, limit: limit, at: sale.now, in: connection)
        }
        return .page(page.quotes.map { sale.desk.shown($0).json }, next: page.next?.description)
    }

    static func get(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let sale = SaleTransaction(exchange, access)
        let (name, format) = QuoteDocuments.split(try exchange.path("id"))
        let version = try exchange.query("version").map { "/\($0)" } ?? ""
        guard let format else {
            return .json(try await exchange.services.database.read { try sale.quote(name + version, in: $0) }.json)
        }
        return try await QuoteDocuments.response(exchange, access, name + version, as: format)
    }

    static func revise(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.servedAccess()
        let name = try exchange.path("id")
        let body = try await exchange.object()
        let version = try body.optionalInteger("version")
        let draft = try QuoteDraft(json: body, currency: access.tenant.currency)
        return try await SaleTransaction.retrying {
            let sale = SaleTransaction(exchange, access)
            return try await exchange.idempotent(access.handle, body) { connection in
                let quote = try sale.quote(name, in: connection)
                guard version == nil || version == quote.version else {
                    throw Problem(
                        .conflict,
                        "the latest is version \(quote.version) of \(quote.shownNumber)",
                        field: "version",
                        remedy: "Get the quote again, and change its latest version."
                    )
                }
                let plan = try sale.desk.revise(quote, draft, sale.request(about: quote), in: connection)
                let made = try plan.answer.madeJSON()
                try sale.make(plan.write, in: connection)
                return (.created, made)
            }
        }
    }

    static func accept(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.servedAccess()
        let name = try exchange.path("id")
        let body = try await exchange.object()
        let hash = try body.requiredText("hash")
        return try await SaleTransaction.retrying {
            let sale = SaleTransaction(exchange, access)
            return try await exchange.idempotent(access.handle, body) { connection in
                let quote = try sale.quote(name, in: connection)
                let plan = try sale.desk.accept(quote, hash: hash, sale.request(about: quote), in: connection)
                let order = try plan.answer.made().id
                try sale.make(plan.write, in: connection)
                // Read again: one that costs nothing is paid by now.
                let placed = try Orders(access.handle).find(order, in: connection)
                let invoice = try Invoices(access.handle).find(order: order, in: connection)
                return (
                    .ok,
                    [
                        "order": placed?.json ?? .null, "quote": try sale.quote(name, in: connection).json,
                        "invoice": JSON(invoice?.shownNumber),
                    ]
                )
            }
        }
    }

    static func decide(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.servedAccess()
        let name = try exchange.path("id")
        let body = try await exchange.object()
        let decision: Quote.Approval.State = try body.choice("decision")
        guard decision != .pending else {
            throw DocumentError(field: "decision", reason: "granted or refused is expected")
        }
        return try await SaleTransaction.retrying {
            let sale = SaleTransaction(exchange, access)
            return try await exchange.idempotent(access.handle, body) { connection in
                let quote = try sale.quote(name, in: connection)
                try Quotes(access.handle).decide(quote, decision, in: connection)
                if decision == .granted {
                    let plan = try sale.desk.grant(quote, sale.request(about: quote), in: connection)
                    _ = try plan.answer.made()
                    try sale.make(plan.write, in: connection)
                }
                let decided = try sale.quote(quote.shownNumber, in: connection)
                let record = sale.audit("quote.discount.\(decision.rawValue)", "quote", quote.id, decided.record)
                try AuditLog.record(record, in: connection)
                try ApprovalNotice(sale).post(decided, decision, in: connection)
                return (.ok, decided.json)
            }
        }
    }
}
