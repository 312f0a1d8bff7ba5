// One attempt to pay, as a state machine: what a provider reports goes in, what
// the ledger has to book comes out. No I/O, no clock.

public import OrkestaModel

/// What a provider says of an attempt. Reports come late, twice and out of order.
public enum AttemptReport: String, Sendable, Hashable, CaseIterable {
    /// The customer has done their part; the provider has not decided.
    case processing
    case succeeded
    /// Refused, expired or abandoned.
    case failed
    /// Everything was given back.
    case refunded

    var state: Payment.State {
        switch self {
        case .processing: .processing
        case .succeeded: .succeeded
        case .failed: .failed
        case .refunded: .refunded
        }
    }
}

/// The state of an attempt. It only ever climbs: pending, processing, failed,
/// succeeded, refunded. So a late report changes nothing, and the reports of an
/// attempt lead to the same state in whatever order they come.
///
/// Failed stands below succeeded because money is the truth: a voucher that had
/// expired and was paid all the same is paid.
public struct AttemptMachine: Sendable, Hashable {
    public private(set) var state: Payment.State

    public init(_ state: Payment.State = .pending) { self.state = state }

    /// What has to be booked when an attempt climbs.
    public struct Change: Sendable, Hashable {
        /// The money arrived, now.
        public var captured = false
        /// The money was given back, now. With `captured` when the news of the
        /// refund overtook that of the payment.
        public var refunded = false
    }

    /// Takes a report; nil when it says nothing new.
    public mutating func take(_ report: AttemptReport) -> Change? {
        let next = report.state
        guard Self.height(next) > Self.height(state) else { return nil }
        let change = Change(
            captured: next.hasArrived && !state.hasArrived,
            refunded: next == .refunded
        )
        state = next
        return change
    }

    private static func height(_ state: Payment.State) -> Int {
        switch state {
        case .pending: 0
        case .processing: 1
        case .failed: 2
        case .succeeded: 3
        case .refunded: 4
        }
    }
}

extension Payment.State {
    /// The money came, whether or not it went back later.
    var hasArrived: Bool { self == .succeeded || self == .refunded }

    /// The outcome is open: the amount is spoken for.
    var isOpen: Bool { self == .pending || self == .processing }
}
