// How a message's delivery goes on by what its provider tells. Pure.
//
// The columns `delivery` of `outbox` and of `early_receipts` hold what was told last: 0 nothing,
// else the number of a `DeliveryReceipt.Kind`. Those numbers rise with the delivery, except for
// `failed`, the highest.

import HostInbox

/// One step of a message's delivery: what a receipt changes.
struct DeliveryStep: Equatable {
    /// Nil: nothing changes.
    let delivery: Int64?
    let hasFailed: Bool
    /// The customer's device has it: delivered, or read.
    let hasArrived: Bool

    /// `known` is the column's value.
    init(from known: Int64, _ kind: DeliveryReceipt.Kind) {
        let (failed, told) = (Self.column(.failed), Self.column(kind))
        switch (known, told) {
        // What was delivered did not fail; providers say so when they are confused.
        case (_, failed): delivery = known < Self.column(.delivered) ? failed : nil
        // A delivery after a failure is a delivery.
        case (failed, _): delivery = told >= Self.column(.delivered) ? told : nil
        default: delivery = told > known ? told : nil
        }
        hasFailed = delivery == failed
        hasArrived = delivery != nil && !hasFailed && told >= Self.column(.delivered)
    }

    /// The column's value once this was told.
    static func column(_ kind: DeliveryReceipt.Kind) -> Int64 { Int64(kind.rawValue) }

    /// The condition, on a row, that its provider has told neither that it arrived nor that it
    /// failed.
    static let isOpen = "delivery < \(column(.delivered))"
}
