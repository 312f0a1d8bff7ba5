// Returns as the ledger sees them: no more comes back than was bought and paid,
// what comes whole is stock again, and what arrived is given back once.

import HostCommerce
import HostCore
public import HostStorage
public import OrkestaModel

extension Ledger {
    /// Goods of a paid order that are to come back.
    public struct ReturnWish: Sendable {
        public let order: String
        /// Each product once.
        public let lines: [StockLine]
        public let reason: String?
        /// The ticket that it came of, by number; nil when it came of none.
        public let caseName: String?

        public init(order: String, lines: [StockLine], reason: String?, caseName: String?) {
            self.order = order
            self.lines = lines
            self.reason = reason
            self.caseName = caseName
        }
    }

    /// Writes down a return. Throws a problem: notFound without such an order,
    /// conflict when nothing of it is paid, invalid for more than was bought and
    /// is not on its way back already.
    public func requestReturn(_ wish: ReturnWish, in connection: any DatabaseConnection) throws -> GoodsReturn {
        guard let order = try Orders(tenant).find(wish.order, in: connection),
            let billed = try Invoices(tenant).find(order: order.id, in: connection)
        else {
            throw Problem(.notFound, "there is no such order", field: "order", remedy: "Give its number or its key.")
        }
        // Locked, so that two returns do not take back the same goods.
        let (invoice, attempts) = try lock(billed.id, in: connection)
        guard invoice.position(attempts).captured > 0 else {
            throw Problem(
                .conflict,
                "nothing of \(order.shownNumber) is paid",
                field: "order",
                remedy: "Only what was paid comes back."
            )
        }
        try requireBought(wish.lines, order, in: connection)
        let goods = GoodsReturn(
            id: ReturnID(at: now, randomness: randomness),
            number: try Counters(tenant).next("return", in: connection),
            orderID: order.id,
            invoiceID: invoice.id,
            caseName: wish.caseName,
            state: .requested,
            reason: wish.reason,
            lines: wish.lines.map { line in
                let none = Quantity(thousandths: 0)
                return ReturnLine(sku: line.sku, requested: line.quantity, received: none, damaged: none)
            },
            createdAt: now
        )
        try Returns(tenant).insert(goods, customer: invoice.customerID, in: connection)
        try tell(.returnRequested, goods, order, invoice, in: connection)
        return goods
    }

    /// Goods have arrived; what came whole is stock again. Throws a problem as
    /// ``GoodsReturn`` does, and notFound.
    public func receive(
        _ name: String,
        _ arrivals: [ReturnArrival],
        in connection: any DatabaseConnection
    ) throws -> GoodsReturn {
        let (known, order, invoice) = try openReturn(name, in: connection)
        var goods = known
        try goods.take(arrivals)
        try Returns(tenant).update(goods, at: now, in: connection)
        let whole = arrivals.map { StockLine(sku: $0.sku, quantity: $0.received) }
        try StockHolds(tenant).takeBack(whole, at: now, in: connection)
        try tell(.returnReceived, goods, order, invoice, in: connection)
        return goods
    }

    /// Gives back what the customer paid for what arrived, by the rules of the
    /// method that it was paid by: a voucher's becomes credit. Throws a problem as
    /// ``refund(_:canRefund:in:)`` does, conflict when nothing arrived, notFound.
    public func settle(
        return name: String,
        to destination: RefundWish.Destination,
        canRefund: (PaymentRow) -> Bool,
        in connection: any DatabaseConnection
    ) throws -> (goods: GoodsReturn, refunds: [RefundRow]) {
        let (known, order, invoice) = try openReturn(name, in: connection)
        var goods = known
        try goods.close(.settled)
        let worth = Money(minor: goods.worthMinor(of: order.prices), currency: invoice.total.currency)
        var refunds: [RefundRow] = []
        if worth.minor > 0 {
            let wish = RefundWish(
                invoice: invoice.id,
                amount: worth,
                destination: destination,
                reason: goods.shownNumber
            )
            refunds = try refund(wish, canRefund: canRefund, in: connection)
        }
        try Returns(tenant).update(goods, at: now, in: connection)
        try tell(.returnSettled, goods, order, invoice, in: connection)
        return (goods, refunds)
    }

    /// Ends a return of which nothing has arrived.
    public func close(
        return name: String,
        as end: GoodsReturn.State,
        in connection: any DatabaseConnection
    ) throws -> GoodsReturn {
        let (known, order, invoice) = try openReturn(name, in: connection)
        var goods = known
        try goods.close(end)
        try Returns(tenant).update(goods, at: now, in: connection)
        try tell(.returnClosed, goods, order, invoice, in: connection)
        return goods
    }

    // MARK: Steps

    /// A return under its invoice's lock.
    private func openReturn(
        _ name: String,
        in connection: any DatabaseConnection
    ) throws -> (goods: GoodsReturn, order: Order, invoice: InvoiceRow) {
        let known = try Returns(tenant).get(name, in: connection)
        let invoice = try lock(known.invoiceID, in: connection).invoice
        guard let order = try Orders(tenant).find(known.orderID, in: connection) else { throw vanished }
        return (try Returns(tenant).get(known.id.rawValue, in: connection), order, invoice)
    }

    private func requireBought(
        _ lines: [StockLine],
        _ order: Order,
        in connection: any DatabaseConnection
    ) throws {
        guard !lines.isEmpty, Set(lines.map(\.sku)).count == lines.count else {
            throw Problem(
                .invalid,
                lines.isEmpty ? "nothing comes back" : "a product is named twice",
                field: "lines",
                remedy: "Name each product once."
            )
        }
        let earlier = try Returns(tenant).returns(of: order.id, in: connection)
            .filter { $0.state != .refused && $0.state != .cancelled }
        for line in lines {
            let bought = order.prices.lines.filter { $0.sku == line.sku }.reduce(0) { $0 + $1.quantity.thousandths }
            let back = earlier.flatMap(\.lines).filter { $0.sku == line.sku }.reduce(0) {
                $0 + $1.requested.thousandths
            }
            guard line.quantity.thousandths > 0, line.quantity.thousandths <= bought - back else {
                throw Problem(
                    .invalid,
                    "\(Quantity(thousandths: max(0, bought - back))) of \(line.sku.prefix(60)) can come back",
                    field: "lines",
                    remedy: "Give a quantity above 0 and up to that."
                )
            }
        }
    }

    private func tell(
        _ type: DomainEventType,
        _ goods: GoodsReturn,
        _ order: Order,
        _ invoice: InvoiceRow,
        in connection: any DatabaseConnection
    ) throws {
        let document = goods.json(order: order.shownNumber, invoice: invoice.shownNumber)
        try record(type, entity: goods.id.rawValue, ["return": document], in: connection)
    }
}
