// An invoice as the prediction sees it: only what was known when it was made. A figure
// from later (that a reminder was needed, that it is overdue) would tell the outcome.

import Glibc
import OrkestaModel

/// Numbers about one invoice and its customer's past.
public struct InvoiceFeatures: Sendable, Hashable {
    /// In the order of ``names``.
    public let values: [Double]

    public static let names = [
        "earlier_invoices", "late_share", "mean_days_late", "open_overdue", "broken_promises", "answered_share",
        "amount_against_usual", "amount_against_customer", "term_days", "is_new",
    ]

    /// What the model makes of a customer without a past: the tenant's own usual.
    private static let priorInvoices = 2.0
    private static let daysLateMax = 60.0
    private static let termDaysMax = 120.0

    /// `earlier` are the customer's records made before this one, in any order;
    /// `usualMinor` is the tenant's median amount, `usualLateShare` its share of late ones.
    public init(
        of record: PaymentRecord,
        earlier: [PaymentRecord],
        usualMinor: Double,
        usualLateShare: Double
    ) {
        let at = record.createdAt
        let known = earlier.compactMap { one in one.wasLate(at: at).map { (record: one, isLate: $0) } }
        let late = known.filter(\.isLate)
        let lateShare =
            (Double(late.count) + usualLateShare * Self.priorInvoices) / (Double(known.count) + Self.priorInvoices)
        let days = late.map {
            min(Self.days(from: $0.record.dueAt, to: min($0.record.paidAt ?? at, at)), Self.daysLateMax)
        }
        let overdue = late.filter { one in one.record.paidAt.map { $0 > at } ?? true }
        let broken = earlier.flatMap(\.brokenPromisesAt).filter { $0 < at }
        let reminded = earlier.filter { one in one.remindedAt.contains { $0 < at } }
        let answered = reminded.filter { one in one.answeredAt.contains { $0 < at } }
        let own =
            earlier.isEmpty ? usualMinor : earlier.map { Double($0.amountMinor) }.reduce(0, +) / Double(earlier.count)
        values = [
            log(1 + Double(known.count)),
            lateShare,
            days.reduce(0, +) / (Double(known.count) + Self.priorInvoices),
            log(1 + Double(overdue.count)),
            log(1 + Double(broken.count)),
            (Double(answered.count) + 0.5) / (Double(reminded.count) + 1),
            Self.logRatio(Double(record.amountMinor), usualMinor),
            Self.logRatio(Double(record.amountMinor), own),
            min(max(Self.days(from: record.createdAt, to: record.dueAt), 0), Self.termDaysMax),
            known.isEmpty ? 1 : 0,
        ]
    }

    private static func days(from start: Timestamp, to end: Timestamp) -> Double {
        max(0, Double(end.milliseconds) - Double(start.milliseconds)) / 86_400_000
    }

    private static func logRatio(_ amount: Double, _ usual: Double) -> Double {
        min(max(log(max(amount, 1) / max(usual, 1)), -4), 4)
    }
}
