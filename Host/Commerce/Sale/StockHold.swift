// Stock that is kept for somebody until a moment.

public import HostCore
public import OrkestaModel

/// A hold on stock. It ends by itself at its moment on the tenant's clock: from
/// then on nobody counts it, whether its rows are still there or not.
public struct StockHold: Sendable, Hashable {
    /// An order's number, or a word of its conversation: see ``reference(_:of:)``.
    public var reference: String
    /// The conversation whose hold it is, so that it doesn't stand in the way of
    /// what is sold there; nil for an order's.
    public var conversation: ConversationID?
    /// One a product; quantities above 0.
    public var lines: [StockLine]
    public var until: Timestamp

    public init(reference: String, conversation: ConversationID?, lines: [StockLine], until: Timestamp) {
        self.reference = reference
        self.conversation = conversation
        self.lines = lines.mergedBySKU
        self.until = until
    }

    /// The reference of a conversation's own hold, apart from those of orders
    /// and of other conversations.
    public static func reference(_ word: String, of conversation: ConversationID) -> String {
        "\(conversation)/\(word)"
    }
}

extension [StockLine] {
    /// One line a product, in the order of SKUs. Sums saturate.
    var mergedBySKU: [StockLine] {
        var quantities: [String: Int64] = [:]
        for line in self {
            let (sum, overflow) = quantities[line.sku, default: 0].addingReportingOverflow(line.quantity.thousandths)
            quantities[line.sku] = overflow ? Int64.max : sum
        }
        return quantities.sorted { $0.key < $1.key }
            .map { StockLine(sku: $0.key, quantity: Quantity(thousandths: $0.value)) }
    }
}
