// The stages of a sale, and which may follow which.

/// Where a sale stands.
public enum SaleStage: String, Sendable, CaseIterable {
    /// Nothing has been said about products yet.
    case greeting
    /// The customer looks for products; the basket fills.
    case discovery
    /// A quote has been shown and waits for a yes.
    case proposal
    /// A discount or a change of the quote is being talked about.
    case negotiation
    /// The order is made, the link is out, the payment is awaited.
    case closing
    /// Paid.
    case completed
    /// The customer does not buy.
    case lost
    /// A person has taken over.
    case handedOff = "handed_off"

    /// The stages that may follow at once. A way that is not here does not exist.
    public var next: Set<SaleStage> {
        switch self {
        case .greeting: [.discovery, .closing, .lost, .handedOff]
        case .discovery: [.proposal, .lost, .handedOff]
        case .proposal: [.discovery, .negotiation, .closing, .lost, .handedOff]
        case .negotiation: [.proposal, .discovery, .closing, .lost, .handedOff]
        case .closing: [.completed, .discovery, .lost, .handedOff]
        case .completed: [.greeting]
        case .lost: [.greeting]
        case .handedOff: [.discovery, .proposal, .closing, .completed, .lost]
        }
    }

    /// Whether the sale can still be won.
    public var isOpen: Bool { self != .completed && self != .lost }
}
