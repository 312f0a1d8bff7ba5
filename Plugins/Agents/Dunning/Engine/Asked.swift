// What the agent asked the customer and waits for, as the conversation keeps it.

public import OrkestaModel

/// An open question of the collection's dialogue.
public enum Asked: Sendable, Hashable {
    /// A reminder was sent: the customer's next words are about it.
    case reminded
    /// On which day they can pay.
    case day
    /// Which of an invoice's plans: its number.
    case plan(invoice: String)
    /// Whether they agree to this one.
    case agreement(invoice: String, parts: Int64)

    public var json: JSON {
        switch self {
        case .reminded: ["for": "reminder"]
        case .day: ["for": "day"]
        case .plan(let invoice): ["for": "plan", "invoice": .string(invoice)]
        case .agreement(let invoice, let parts):
            ["for": "agreement", "invoice": .string(invoice), "parts": .integer(parts)]
        }
    }

    /// Nil for what ``json`` does not write: then nothing was asked.
    public init?(json: JSON) {
        switch json["for"]?.stringValue {
        case "reminder": self = .reminded
        case "day": self = .day
        case "plan":
            guard let invoice = json["invoice"]?.stringValue else { return nil }
            self = .plan(invoice: invoice)
        case "agreement":
            guard let invoice = json["invoice"]?.stringValue, let parts = json["parts"]?.integerValue else {
                return nil
            }
            self = .agreement(invoice: invoice, parts: parts)
        default: return nil
        }
    }
}
