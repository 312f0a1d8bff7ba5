// Holding stock for a customer.

import HostCore
public import HostStorage
public import OrkestaModel

extension SaleDesk {
    /// What is at hand of each line, less what is held for others.
    public func check(
        _ lines: [StockLine],
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> [StockLevel] {
        try StockHolds(tenant).levels(
            of: lines,
            for: StockHolds.Claimant(conversation: request.conversation),
            staged: request.staged,
            at: request.now,
            in: connection
        )
    }

    /// Plans a hold in place of what `reference` held: all of the lines or none.
    /// `reference` is an order of the customer (then no lines mean the order's),
    /// or a word of the conversation. `minutes` nil is the tenant's own. Throws a
    /// problem when there is nothing to hold.
    public func reserve(
        _ reference: String,
        _ lines: [StockLine],
        minutes: Int64?,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Plan<StockAnswer> {
        let order = try order(reference, request, in: connection)
        let lines = lines.isEmpty ? order?.stockLines ?? [] : lines
        guard !lines.isEmpty, order == nil || order?.state == .open else {
            throw Problem(
                .invalid,
                "there is nothing to hold for \(reference)",
                field: "items",
                remedy: "Name products, or an open order of this customer."
            )
        }
        let standard = try SalesSettingsStore(tenant).get(in: connection).settings.holdMinutes
        let until = request.now.advanced(bySeconds: (minutes ?? standard) * 60)
        let (name, conversation) = try holder(of: reference, order, request)
        let hold = StockHold(reference: name, conversation: conversation, lines: lines, until: until)
        let levels = try StockHolds(tenant).levels(
            of: hold.lines,
            for: StockHolds.Claimant(reference: name, conversation: conversation),
            staged: request.staged,
            at: request.now,
            in: connection
        )
        guard levels.allSatisfy(\.isEnough) else {
            return Plan(answer: StockAnswer(heldUntil: nil, levels: levels), write: nil)
        }
        return Plan(answer: StockAnswer(heldUntil: until, levels: levels), write: .holdStock(hold))
    }

    /// Plans the end of what `reference` holds.
    public func release(
        _ reference: String,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Plan<Void> {
        let order = try order(reference, request, in: connection)
        return Plan(answer: (), write: .releaseStock(reference: try holder(of: reference, order, request).name))
    }

    /// An order's hold goes by its number; any other word is the conversation's.
    private func holder(
        of reference: String,
        _ order: Order?,
        _ request: Request
    ) throws -> (name: String, conversation: ConversationID?) {
        if let order { return (order.shownNumber, nil) }
        guard let conversation = request.conversation else {
            throw Problem(
                .notFound,
                "there is no order \(reference)",
                field: "reference",
                remedy: "Name an order such as ORD-12."
            )
        }
        return (StockHold.reference(reference, of: conversation), conversation)
    }
}
