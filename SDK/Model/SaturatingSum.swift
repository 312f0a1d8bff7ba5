// Amounts added up without a trap: what outside data say may be as large as they like.

extension Sequence<Int64> {
    /// Their sum, or the largest number where it is beyond that. For amounts that are
    /// not below zero, such as minor units of money.
    public var saturatingSum: Int64 {
        reduce(0) { total, amount in
            let (sum, overflow) = total.addingReportingOverflow(amount)
            return overflow ? .max : sum
        }
    }
}
