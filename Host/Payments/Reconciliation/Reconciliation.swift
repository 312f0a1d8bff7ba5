// A provider's books against the ledger: what differs, and why. No I/O, no clock.

public import HostCore
public import OrkestaModel

/// Where a provider's books and the ledger differ.
public struct ReconciliationDifference: Sendable, Hashable {
    public let kind: Kind
    /// The provider's key of the payment, else ours.
    public let subject: String
    /// For people, in a sentence.
    public let explanation: String

    /// What differs.
    public enum Kind: String, Sendable, CaseIterable {
        /// The provider has a payment that nobody began here.
        case unknownHere = "unknown-here"
        /// The ledger has a payment that the provider does not.
        case unknownThere = "unknown-there"
        case amount
        case refunds
    }

    public var json: JSON {
        [
            "kind": .string(kind.rawValue), "subject": .string(subject), "explanation": .string(explanation),
        ]
    }

    init(_ kind: Kind, _ subject: String, _ explanation: String) {
        self.kind = kind
        self.subject = subject
        self.explanation = explanation
    }
}

/// One payment of the provider's list with the attempt that it is, if any.
struct ReconciledPair: Sendable {
    let transaction: ProviderTransaction
    let attempt: PaymentRow?

    private var subject: String {
        transaction.report.paymentID ?? transaction.report.session ?? attempt?.id.rawValue ?? "?"
    }

    /// Whether the provider's word alone explains it: a webhook was lost, and the
    /// ledger takes the news now.
    var isNews: Bool {
        guard let attempt else { return false }
        return !attempt.state.hasArrived && transaction.report.amount == attempt.amount
    }

    /// Nil when both say the same.
    var difference: ReconciliationDifference? {
        let amount = transaction.report.amount
        guard let attempt else {
            return ReconciliationDifference(
                .unknownHere,
                subject,
                "the provider has a payment of \(amount) that was not begun here"
            )
        }
        guard amount == attempt.amount else {
            return ReconciliationDifference(
                .amount,
                subject,
                "the provider has \(amount), the ledger \(attempt.amount)"
            )
        }
        let known = attempt.refundedMinor - attempt.creditedMinor
        guard transaction.refundedMinor != known, attempt.refundingMinor == 0 else { return nil }
        let there = Money(minor: transaction.refundedMinor, currency: amount.currency)
        let here = Money(minor: known, currency: amount.currency)
        return ReconciliationDifference(
            .refunds,
            subject,
            "the provider gave back \(there), the ledger knows of \(here)"
        )
    }
}

/// How a reconciliation ended.
public struct ReconciliationReport: Sendable, Hashable {
    public let provider: String
    /// The tenant's time: `from` is in it, `until` is not.
    public let from: Timestamp
    public let until: Timestamp
    /// Payments that were compared.
    public let checked: Int
    /// Those whose news had been lost, and were booked now.
    public let corrected: Int
    /// Those that a person has to look at.
    public let differences: [ReconciliationDifference]

    public var json: JSON {
        [
            "provider": .string(provider), "from": .string(from.description), "until": .string(until.description),
            "checked": .integer(Int64(checked)), "corrected": .integer(Int64(corrected)),
            "differences": .array(differences.map(\.json)),
        ]
    }
}

/// Tags the keys of reconciliations.
public enum ReconciliationKind {}

public typealias ReconciliationID = Identifier<ReconciliationKind>
