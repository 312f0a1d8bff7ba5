// An invoice paid in instalments: a deposit and the balance, or equal parts. How
// far a plan is follows from what arrived; nothing is set. No I/O, no clock.

public import HostCore
public import OrkestaModel

/// A part of an invoice that is due at its own time.
public struct Installment: Sendable, Hashable {
    /// Above zero, in minor units of the invoice's currency.
    public let amountMinor: Int64
    public let dueAt: Timestamp

    public init(amountMinor: Int64, dueAt: Timestamp) {
        self.amountMinor = amountMinor
        self.dueAt = dueAt
    }
}

/// The instalments of an invoice, in the order in which they are due. Together
/// they are its total.
public struct PaymentPlan: Sendable, Hashable {
    public let installments: [Installment]

    /// Throws an invalid problem unless they add up to `total`, in order.
    public init(_ installments: [Installment], total: Money) throws(Problem) {
        guard (2...Limits.installmentsMax).contains(installments.count) else {
            throw Problem(
                .invalid,
                "a plan has 2 to \(Limits.installmentsMax) instalments",
                field: "installments",
                remedy: "Give so many."
            )
        }
        var sum: Int64 = 0
        for installment in installments {
            let (next, overflow) = sum.addingReportingOverflow(installment.amountMinor)
            guard installment.amountMinor > 0, !overflow else { throw Self.notTheTotal(total) }
            sum = next
        }
        guard sum == total.minor else { throw Self.notTheTotal(total) }
        guard zip(installments, installments.dropFirst()).allSatisfy({ $0.dueAt < $1.dueAt }) else {
            throw Problem(
                .invalid,
                "an instalment is due before the one before it",
                field: "installments",
                remedy: "Give them in order, each later than the one before."
            )
        }
        self.installments = installments
    }

    /// As stored.
    init(stored installments: [Installment]) { self.installments = installments }

    /// Equal parts, of which the first carries what cannot be divided; one is due
    /// at `first`, the others each so many days later.
    public init(parts: Int64, of total: Money, first: Timestamp, everyDays days: Int64) throws(Problem) {
        guard (2...Int64(Limits.installmentsMax)).contains(parts), (1...Limits.installmentDaysMax).contains(days) else {
            throw Problem(
                .invalid,
                "2 to \(Limits.installmentsMax) parts, 1 to \(Limits.installmentDaysMax) days apart, are possible",
                field: "parts",
                remedy: "Choose within that."
            )
        }
        let part = total.minor / parts
        let installments = (0..<parts).map { place in
            Installment(
                amountMinor: place == 0 ? total.minor - part * (parts - 1) : part,
                dueAt: first.advanced(bySeconds: place * days * 86_400)
            )
        }
        try self.init(installments, total: total)
    }

    /// Where an instalment stands.
    public struct Standing: Sendable, Hashable {
        /// From 1.
        public let position: Int
        public let installment: Installment
        /// What has arrived of it, in minor units.
        public let paidMinor: Int64
        public let state: State

        /// Whether something is to be paid, and late.
        public enum State: String, Sendable, CaseIterable {
            case paid, open, overdue
        }

        public var leftMinor: Int64 { installment.amountMinor - paidMinor }
    }

    /// Each instalment, when so much has arrived: money pays the earliest first.
    public func standings(arrivedMinor: Int64, at now: Timestamp) -> [Standing] {
        var left = max(0, arrivedMinor)
        return installments.enumerated().map { place, installment in
            let paid = min(left, installment.amountMinor)
            left -= paid
            let state: Standing.State =
                paid == installment.amountMinor ? .paid : installment.dueAt < now ? .overdue : .open
            return Standing(position: place + 1, installment: installment, paidMinor: paid, state: state)
        }
    }

    private static func notTheTotal(_ total: Money) -> Problem {
        Problem(
            .invalid,
            "the instalments are not \(total) together",
            field: "installments",
            remedy: "Give amounts above zero that add up to the invoice's total."
        )
    }
}

extension PaymentPlan.Standing {
    /// For the API.
    public func json(currency: String) -> JSON {
        [
            "position": .integer(Int64(position)),
            "amount": Money(minor: installment.amountMinor, currency: currency).json,
            "paid": Money(minor: paidMinor, currency: currency).json, "state": .string(state.rawValue),
            "due_at": .string(installment.dueAt.description),
        ]
    }
}
