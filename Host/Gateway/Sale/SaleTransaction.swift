// One sale over the API or the page: planned and made in one transaction, with
// its invoice and its audit record.

import HostAccess
import HostCommerce
import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel

/// Makes the writes that a ``SaleDesk`` plans.
struct SaleTransaction: Sendable {
    let desk: SaleDesk
    /// The tenant's time.
    let now: Timestamp
    /// The machine's, which leases run in.
    let machineNow: Timestamp
    /// Names the call: its numbers are its own.
    let key: String
    let randomness: any Randomness
    /// Makes an audit record of an act on a paper.
    let audit: @Sendable (_ action: String, _ type: String, _ id: String, _ after: JSON) -> AuditRecord

    init(_ exchange: Exchange, _ access: TenantAccess) {
        let services = exchange.services
        let now = services.clocks.clock(for: access.tenant).now()
        desk = services.sales(access.handle)
        self.now = now
        machineNow = services.clock.now()
        randomness = services.randomness
        key = InvoiceID(at: now, randomness: services.randomness).rawValue
        audit = { action, type, id, after in
            exchange.audit(action, type, id, tenant: access.handle.id, after: after, at: now)
        }
    }

    /// What the desk needs to know of the call.
    func request(for customer: CustomerID, conversation: String? = nil) -> SaleDesk.Request {
        SaleDesk.Request(
            customer: customer,
            conversation: conversation.map { ConversationID($0) },
            now: now,
            randomness: randomness,
            key: key
        )
    }

    /// The same, for whoever's quote it is.
    func request(about quote: Quote) -> SaleDesk.Request {
        request(for: CustomerID(quote.customerID), conversation: quote.conversationID)
    }

    /// The quote of this name, whoever's it is. Throws a notFound problem.
    func quote(_ name: String, in connection: any DatabaseConnection) throws -> Quote {
        guard let quote = try Quotes(desk.tenant).find(name, at: now, in: connection) else {
            throw Problem(
                .notFound,
                "there is no quote \(name)",
                field: "id",
                remedy: "Give a key or a number such as COT-42."
            )
        }
        return desk.shown(quote)
    }

    /// Makes a planned write. Throws `SaleConflict` when somebody was faster.
    func make(_ write: SaleWrite?, in connection: any DatabaseConnection) throws {
        guard let write else { return }
        try write.apply(to: desk.tenant, at: now, randomness: randomness, in: connection)
        switch write {
        case .addQuote(let quote):
            try AuditLog.record(audit("quote.create", "quote", quote.id, quote.record), in: connection)
        case .replaceQuote(let quote, _):
            try AuditLog.record(audit("quote.revise", "quote", quote.id, quote.record), in: connection)
        case .placeOrder(let order, let quote, _, _):
            try AuditLog.record(audit("order.create", "order", order.id, order.json), in: connection)
            try Ledger(desk.tenant, now: now, randomness: randomness)
                .bill(order, conversation: quote?.conversationID.map { ConversationID($0) }, in: connection)
        case .holdStock, .releaseStock: break
        }
    }

    /// Runs `body` again while somebody else was faster, a few times: the plan
    /// then is made on what is so by now.
    static func retrying<Value>(_ body: () async throws -> Value) async throws -> Value {
        for _ in 0..<conflictRetriesMax {
            do { return try await body() } catch is SaleConflict { continue }
        }
        throw Problem(
            .unavailable,
            "others change the same quote or stock at this moment",
            remedy: "Try again."
        )
    }

    private static let conflictRetriesMax = 5
}
