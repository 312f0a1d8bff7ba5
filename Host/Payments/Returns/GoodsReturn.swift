// Goods that a customer sends back, line by line: asked for, received whole or
// damaged, settled. What they are worth follows from the order. No I/O, no clock.

public import HostCore
public import OrkestaModel

/// One product of a return.
public struct ReturnLine: Sendable, Hashable {
    public let sku: String
    public let requested: Quantity
    /// What came in a state to be sold again, and what did not.
    public internal(set) var received: Quantity
    public internal(set) var damaged: Quantity

    init(sku: String, requested: Quantity, received: Quantity, damaged: Quantity) {
        self.sku = sku
        self.requested = requested
        self.received = received
        self.damaged = damaged
    }

    /// Received in whatever state.
    var arrivedThousandths: Int64 { received.thousandths + damaged.thousandths }

    var json: JSON {
        [
            "sku": .string(sku), "requested": .string(requested.description),
            "received": .string(received.description), "damaged": .string(damaged.description),
        ]
    }
}

/// What of a return arrived now.
public struct ReturnArrival: Sendable, Hashable {
    public let sku: String
    public let received: Quantity
    public let damaged: Quantity

    /// Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        func quantity(_ key: String) throws(DocumentError) -> Quantity {
            guard let value = json.present(key) else { return Quantity(thousandths: 0) }
            guard let quantity = Quantity(json: value),
                (0...Limits.quantityThousandthsMax).contains(quantity.thousandths)
            else { throw DocumentError(field: key, reason: "a quantity of 0 or more is expected") }
            return quantity
        }
        sku = try json.requiredText("sku")
        received = try quantity("received")
        damaged = try quantity("damaged")
        guard received.thousandths + damaged.thousandths > 0 else {
            throw DocumentError(field: "received", reason: "a quantity above 0 is expected, here or as `damaged`")
        }
    }
}

/// A return as it is stored.
public struct GoodsReturn: Sendable, Hashable {
    public let id: ReturnID
    public let number: Int64
    public let orderID: String
    public let invoiceID: InvoiceID
    /// `CASE-3`, the ticket that it came of; nil when it came of none.
    public let caseName: String?
    public internal(set) var state: State
    public let reason: String?
    public internal(set) var lines: [ReturnLine]
    public let createdAt: Timestamp

    /// How far it is.
    public enum State: String, Sendable, CaseIterable {
        case requested
        case partiallyReceived = "partially-received"
        case received
        /// The customer has the money, or the credit, for what was received.
        case settled
        case refused
        case cancelled

        /// Whether goods may still arrive.
        var isOpen: Bool { self == .requested || self == .partiallyReceived || self == .received }
    }

    /// `RMA-7`.
    public var shownNumber: String { "RMA-\(number)" }

    /// Takes what arrived. Throws a problem for a product that is not in it, or
    /// more than was asked for, and when it is closed.
    mutating func take(_ arrivals: [ReturnArrival]) throws(Problem) {
        guard state.isOpen else { throw closed }
        for arrival in arrivals {
            guard let place = lines.firstIndex(where: { $0.sku == arrival.sku }) else {
                throw Problem(.invalid, "\(arrival.sku) is not in it", field: "sku", remedy: "Name one that is.")
            }
            lines[place].received.thousandths += arrival.received.thousandths
            lines[place].damaged.thousandths += arrival.damaged.thousandths
            guard lines[place].arrivedThousandths <= lines[place].requested.thousandths else {
                throw Problem(
                    .invalid,
                    "more of \(arrival.sku) arrived than was to come back",
                    field: "received",
                    remedy: "Give up to what is missing."
                )
            }
        }
        let isWhole = lines.allSatisfy { $0.arrivedThousandths == $0.requested.thousandths }
        state = isWhole ? .received : .partiallyReceived
    }

    /// Closes it. Throws a conflict problem when it is closed, or cannot end so.
    mutating func close(_ end: State) throws(Problem) {
        let hasArrived = lines.contains { $0.arrivedThousandths > 0 }
        switch end {
        case .settled:
            guard state.isOpen, hasArrived else { throw hasArrived ? closed : nothingArrived }
        case .refused, .cancelled:
            guard state == .requested else { throw closed }
        case .requested, .partiallyReceived, .received: throw closed
        }
        state = end
    }

    /// What the customer paid for what arrived, in minor units: of each product
    /// its share of the order's lines, rounded down.
    func worthMinor(of prices: Prices) -> Int64 {
        lines.reduce(0) { worth, line in
            let bought = prices.lines.filter { $0.sku == line.sku }
            let total = bought.reduce(0) { $0 + $1.total.minor }
            let quantity = bought.reduce(0) { $0 + $1.quantity.thousandths }
            guard quantity > 0, total > 0 else { return worth }
            let arrived = min(line.arrivedThousandths, quantity)
            let share = UInt64(quantity)
                .dividingFullWidth(UInt64(total).multipliedFullWidth(by: UInt64(arrived)))
                .quotient
            return worth + Int64(clamping: share)
        }
    }

    /// For the API and for events.
    public func json(order: String?, invoice: String?) -> JSON {
        [
            "id": .string(id.rawValue), "number": .string(shownNumber), "order": JSON(order), "invoice": JSON(invoice),
            "case": JSON(caseName), "state": .string(state.rawValue), "reason": JSON(reason),
            "lines": .array(lines.map(\.json)), "created_at": .string(createdAt.description),
        ]
    }

    private var closed: Problem {
        Problem(.conflict, "\(shownNumber) is \(state.rawValue)", field: "return", remedy: "Look at it again.")
    }

    private var nothingArrived: Problem {
        Problem(
            .conflict,
            "nothing of \(shownNumber) has arrived",
            field: "return",
            remedy: "Receive it first; `orkesta refund` gives money back without a return."
        )
    }
}

/// Tags the keys of returns.
public enum ReturnKind {}

public typealias ReturnID = Identifier<ReturnKind>
