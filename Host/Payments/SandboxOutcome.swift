// What somebody who tries the sandbox lets happen to a payment.

/// How a session goes on.
public enum SandboxOutcome: String, Sendable, CaseIterable {
    /// The money arrives.
    case succeeded
    /// The card is declined.
    case failed
    /// The customer did their part; the outcome is left open.
    case processing
    /// The customer asked for a voucher that is paid at a till; `succeeded` follows days later, or `failed`.
    case voucher
    /// The money arrived and goes back.
    case refunded
    /// The payer disputes what arrived with their bank.
    case disputed
    /// The bank decides for the business.
    case disputeWon = "dispute-won"
    /// The bank decides for the payer.
    case disputeLost = "dispute-lost"

    var state: SandboxSession.State {
        switch self {
        case .succeeded, .disputed, .disputeWon, .disputeLost: .succeeded
        case .failed: .failed
        case .processing, .voucher: .processing
        case .refunded: .refunded
        }
    }

    /// The method that it is paid by from now on; nil: as before.
    var method: String? { self == .voucher ? SandboxProvider.voucherMethod : nil }

    /// What is told of the payment, as a real provider tells it.
    var reports: [AttemptReport] {
        switch self {
        case .succeeded: [.processing, .succeeded]
        case .failed: [.failed]
        case .processing, .voucher: [.processing]
        case .refunded: [.refunded]
        case .disputed, .disputeWon, .disputeLost: []
        }
    }

    /// What is told of a dispute.
    var dispute: DisputeRow.State? {
        switch self {
        case .disputed: .open
        case .disputeWon: .won
        case .disputeLost: .lost
        case .succeeded, .failed, .processing, .voucher, .refunded: nil
        }
    }
}
