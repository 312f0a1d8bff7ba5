// How a message's delivery goes on by what its provider tells. Pure.

import HostInbox

/// One step of a message's delivery: what a receipt changes.
struct DeliveryStep: Equatable {
    /// Nil: nothing changes.
    let delivery: Int64?
    let hasFailed: Bool

    /// `known` is the column's value: 0 nothing, then as ``DeliveryReceipt/Kind``.
    init(from known: Int64, _ kind: DeliveryReceipt.Kind) {
        let failed = Int64(DeliveryReceipt.Kind.failed.rawValue)
        let told = Int64(kind.rawValue)
        switch (known, told) {
        // What was delivered did not fail; providers say so when they are confused.
        case (_, failed): delivery = known < 2 ? failed : nil
        // A delivery after a failure is a delivery.
        case (failed, _): delivery = told >= 2 ? told : nil
        default: delivery = told > known ? told : nil
        }
        hasFailed = delivery == failed
    }
}
