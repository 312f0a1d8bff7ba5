// The stages of collecting an invoice, and the words that go with them.

/// Where an invoice stands on the ladder of reminders, by days since it was due in
/// the tenant's calendar. In the order in which they are reached.
public enum DunningStage: String, Sendable, CaseIterable, Comparable {
    case threeBefore = "T-3"
    case oneBefore = "T-1"
    case due = "DUE"
    case oneAfter = "T+1"
    case threeAfter = "T+3"
    case sevenAfter = "T+7"
    case fifteenAfter = "T+15"
    case thirtyAfter = "T+30"
    /// Nobody is reminded any more: a person decides whether it is a loss.
    case writeOff = "WRITE_OFF"

    /// Days after the due date at which it is reached.
    public var days: Int64 {
        switch self {
        case .threeBefore: -3
        case .oneBefore: -1
        case .due: 0
        case .oneAfter: 1
        case .threeAfter: 3
        case .sevenAfter: 7
        case .fifteenAfter: 15
        case .thirtyAfter: 30
        case .writeOff: 60
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.days < right.days }
}

/// How a reminder is worded.
public enum DunningTone: String, Sendable, CaseIterable {
    case friendly, neutral, firm
    /// The last word before a person decides.
    case final
}

/// Why a customer is reminded now.
public enum DunningReason: String, Sendable, CaseIterable {
    /// An invoice has reached a stage.
    case stage
    /// The day of a promise is over, and what was promised has not come.
    case brokenPromise = "broken_promise"
    /// A person asked for it.
    case manual
}

/// Why an invoice, or a customer, is not reminded.
public enum DunningHold: String, Sendable, CaseIterable {
    // Of the customer.
    case optedOut = "opted_out"
    /// A case of the customer's is open.
    case openCase = "case"
    /// A person has the conversation.
    case person
    // Of one invoice.
    case promise
    case dispute
    /// Paid, and not yet decided by the provider.
    case processing
    /// Given up as a loss, or waiting for a person to say so.
    case writtenOff = "written_off"
}

/// What a customer made of a reminder.
public enum DunningOutcome: String, Sendable, CaseIterable {
    case answered
    case saysPaid = "says_paid"
    case cannotPay = "cannot_pay"
    case disputes
    case wrongPerson = "wrong_person"
    case angry
}
