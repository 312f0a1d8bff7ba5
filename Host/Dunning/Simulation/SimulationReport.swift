// What a simulation found, with and without reminders, as the house defines the two
// figures (effectiveness: of the invoices that reached T-3 unpaid, those paid in full
// before WRITE_OFF; collection rate: centavos collected by then of centavos due).

import HostCore
import HostPayments
public import OrkestaModel

/// The figures of both groups.
public struct SimulationReport: Sendable {
    /// One group's.
    public struct Group: Sendable, Hashable {
        public var invoices: Int64 = 0
        public var paid: Int64 = 0
        public var dueMinor: Int64 = 0
        public var collectedMinor: Int64 = 0

        /// Nil without invoices.
        public var effectiveness: Double? { invoices == 0 ? nil : Double(paid) / Double(invoices) }
        fileprivate mutating func count(_ total: Int64, collected: Int64) {
            invoices += 1
            dueMinor += total
            collectedMinor += collected
            if collected >= total { paid += 1 }
        }

        public var collectionRate: Double? { dueMinor == 0 ? nil : Double(collectedMinor) / Double(dueMinor) }

        public var json: JSON {
            [
                "invoices": .integer(invoices), "paid": .integer(paid), "due_minor": .integer(dueMinor),
                "collected_minor": .integer(collectedMinor),
                "effectiveness": effectiveness.map(JSON.double) ?? .null,
                "collection_rate": collectionRate.map(JSON.double) ?? .null,
            ]
        }
    }

    public let seed: UInt64
    public let days: Int64
    public let assumptions: [String]
    public private(set) var reminded = Group()
    /// The same customers, to whom nobody wrote.
    public private(set) var control = Group()
    public private(set) var customers: Int64 = 0
    /// Invoices of all, also those paid before T-3.
    public private(set) var invoices: Int64 = 0
    public private(set) var reminders: [DunningStage: Int64] = [:]
    public private(set) var worked: [DunningStage: Int64] = [:]
    public private(set) var texts: Int64 = 0
    public private(set) var promises: Int64 = 0
    public private(set) var kept: Int64 = 0
    public private(set) var disputes: Int64 = 0
    public private(set) var optOuts: Int64 = 0

    /// What a tenant would know of these invoices in the end.
    private var records: [PaymentRecord] = []

    init(_ simulation: CollectionSimulation) {
        (seed, days, assumptions) = (simulation.seed, simulation.days, simulation.behavior.lines)
    }

    mutating func add(_ customer: SimulatedCustomer, _ ends: [InvoiceEnd], _ tally: RunTally, _ ladder: DunningLadder) {
        customers += 1
        for (invoice, end) in zip(customer.invoices, ends) {
            invoices += 1
            let calendar = ladder.calendar
            let due = calendar.day(of: invoice.invoice.dueAt)
            let climb = calendar.climb(dueAt: invoice.invoice.dueAt)
            records.append(
                PaymentRecord(
                    customer: customer.id.rawValue,
                    createdAt: invoice.invoice.createdAt,
                    dueAt: invoice.invoice.dueAt,
                    lateFrom: calendar.end(of: due),
                    amountMinor: invoice.invoice.total.minor,
                    paidAt: end.paidMinor < invoice.invoice.total.minor ? nil : end.payments.last?.at
                )
            )
            // No reminder comes before T-3: until then both groups are the same.
            if let paysAt = invoice.paysAt, paysAt < climb.lowerBound { continue }
            let total = invoice.invoice.total.minor
            let isPaidAlone = invoice.paysAt.map { $0 < climb.upperBound } ?? false
            control.count(total, collected: isPaidAlone ? total : 0)
            reminded.count(total, collected: end.paidMinor(before: climb.upperBound))
        }
        reminders.merge(tally.reminders, uniquingKeysWith: +)
        worked.merge(tally.worked, uniquingKeysWith: +)
        texts += tally.texts
        promises += tally.promises
        kept += tally.kept
        disputes += tally.disputes
        optOuts += tally.optOuts
    }

    /// The prediction of late payment, learned from these made-up histories and judged on
    /// their latest quarter. It shows that both work, and nothing about real customers.
    public func predictionSelfCheck() -> LatePaymentModel.Training {
        let end = records.map(\.lateFrom).max() ?? Timestamp(milliseconds: 0)
        return LatePaymentModel.train(on: records, at: end)
    }

    public var json: JSON {
        [
            "kind": "simulation", "seed": .string(String(seed)), "days": .integer(days),
            "customers": .integer(customers), "invoices": .integer(invoices), "reminded": reminded.json,
            "control": control.json,
            "stages": .array(
                DunningStage.allCases.filter { reminders[$0] != nil }.map { stage in
                    [
                        "stage": .string(stage.rawValue), "reminders": .integer(reminders[stage] ?? 0),
                        "worked": .integer(worked[stage] ?? 0),
                    ]
                }
            ),
            "texts": .integer(texts), "promises": .integer(promises), "kept": .integer(kept),
            "disputes": .integer(disputes), "opt_outs": .integer(optOuts), "assumptions": JSON(assumptions),
        ]
    }
}
