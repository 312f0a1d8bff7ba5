// The chance of late payment: learned from a past in which some customers are late as a
// rule, judged on what it had not seen, and honest where there is nothing to learn.

import HostCore
import HostDunning
import OrkestaModel
import Testing

@Suite struct PredictionTests {
    private static let start = Timestamp(milliseconds: 1_700_000_000_000)
    private static let day: Int64 = 86_400

    /// `count` invoices, three a day, of 60 customers. Of these a third pays late seven
    /// times in ten and the rest once in ten; without `habits` everybody three times in ten.
    private func history(_ count: Int, habits: Bool = true, seed: UInt64 = 9) -> [PaymentRecord] {
        var random = SplitMix64(seed: seed)
        func chance() -> Double { Double(random.next() >> 11) / 0x1p53 }
        return (0..<count).map { place in
            let customer = Int(chance() * 60)
            let made = Self.start.advanced(bySeconds: Int64(place) * Self.day / 3)
            let due = made.advanced(bySeconds: 15 * Self.day)
            let isLate = chance() < (habits ? (customer % 3 == 0 ? 0.7 : 0.1) : 0.3)
            let paid = due.advanced(bySeconds: isLate ? Int64(1 + chance() * 10) * Self.day : -Self.day)
            return PaymentRecord(
                customer: "CUST-\(customer)",
                createdAt: made,
                dueAt: due,
                lateFrom: due.advanced(bySeconds: Self.day / 2),
                amountMinor: 10_000 + Int64(chance() * 90_000),
                paidAt: paid
            )
        }
    }

    private var end: Timestamp { Self.start.advanced(bySeconds: 10_000 * Self.day) }

    private func trained(_ records: [PaymentRecord]) throws -> LatePaymentModel {
        guard case .trained(let model) = LatePaymentModel.train(on: records, at: end) else {
            throw NotTrained()
        }
        return model
    }

    private struct NotTrained: Error {}

    @Test func habitsAreLearnedAndCalibrated() throws {
        let records = history(1_200)
        let model = try trained(records)
        #expect(model.isUseful && model.calibration.skill > 0.15, "\(model.calibration)")
        #expect(model.calibration.count == 300 && model.invoiceCount == 1_200)
        for bin in model.calibration.bins where bin.count >= 40 {
            let outcomes = Int64((bin.observed * Double(bin.count)).rounded())
            let observed = Proportion(successes: outcomes, trials: bin.count).interval(level: 0.999)
            #expect(observed.contains(bin.predicted), "\(bin)")
        }
        func chance(_ customer: String) throws -> Double {
            let own = records.filter { $0.customer == customer }
            let latest = try #require(own.last)
            return model.lateChance(of: latest, earlier: own.dropLast())
        }
        let (late, prompt) = (try chance("CUST-0"), try chance("CUST-1"))
        #expect(late > 0.4 && prompt < 0.2, "\(late), \(prompt)")
        #expect(model.influences.max { $0.weight < $1.weight }?.name == "late_share")
    }

    @Test func theSamePastGivesTheSameModel() throws {
        let records = history(400)
        #expect(try trained(records) == trained(records.reversed()))
    }

    @Test func aStoredModelPredictsTheSame() throws {
        let model = try trained(history(400))
        #expect(try LatePaymentModel(json: try JSON(parsing: model.json.description)) == model)
        let older = model.json.merging(["features": ["moon"]])
        #expect(throws: DocumentError.self) { try LatePaymentModel(json: older) }
    }

    /// Without habits there is nothing to know but the base rate, and it says so.
    @Test func chanceIsNotSoldAsKnowledge() throws {
        let model = try trained(history(1_200, habits: false))
        #expect(!model.isUseful, "\(model.calibration)")
    }

    /// A shop that grows has many invoices that are not due yet. Only the early payers' end
    /// is known of them: learnt from, they would make everybody look safe.
    @Test func whoPaysBeforeTheDueDayTellsNothingYet() throws {
        let records = history(400)
        let recent = (0..<200).map { place in
            PaymentRecord(
                customer: "CUST-\(place % 60)",
                createdAt: end.advanced(bySeconds: -10 * Self.day),
                dueAt: end.advanced(bySeconds: 5 * Self.day),
                lateFrom: end.advanced(bySeconds: 6 * Self.day),
                amountMinor: 50_000,
                paidAt: place % 2 == 0 ? end.advanced(bySeconds: -Self.day) : nil
            )
        }
        #expect(try trained(records + recent) == trained(records))
    }

    @Test func predictionLooksAsFarBackAsTraining() throws {
        let (records, model) = (history(400), try trained(history(400)))
        let past = records.prefix(80).map { record -> PaymentRecord in
            var own = record
            own.customer = records[100].customer
            return own
        }
        let far = model.lateChance(of: records[100], earlier: past)
        #expect(far == model.lateChance(of: records[100], earlier: past.suffix(50)))
        #expect(far != model.lateChance(of: records[100], earlier: past.suffix(10)))
    }

    @Test func tooLittleIsSaid() {
        guard case .tooLittle(let missing) = LatePaymentModel.train(on: history(60), at: end) else {
            Issue.record("trained on 60 invoices")
            return
        }
        #expect(missing.invoices == 40 && missing.late > 0 && missing.inTime == 0, "\(missing)")
        guard case .tooLittle(let nothing) = LatePaymentModel.train(on: [], at: end) else { return }
        #expect(nothing.invoices == LatePaymentModel.invoicesMin)
    }

    /// Only what was known when an invoice was made counts: its own end, and what other
    /// invoices came to later, does not.
    @Test func nothingFromLaterIsLookedAt() throws {
        let records = history(400)
        let own = records.filter { $0.customer == "CUST-3" }
        let (first, second) = (try #require(own.first), try #require(own.dropFirst().first))
        var changed = second
        (changed.paidAt, changed.remindedAt) = (nil, [second.dueAt])
        func features(_ record: PaymentRecord, _ earlier: [PaymentRecord]) -> InvoiceFeatures {
            InvoiceFeatures(of: record, earlier: earlier, usualMinor: 50_000, usualLateShare: 0.3)
        }
        #expect(features(second, [first]) == features(changed, [first]))
        var (known, unknown) = (first, first)
        (known.paidAt, unknown.paidAt) = (second.createdAt.advanced(bySeconds: 60), nil)
        #expect(features(second, [known]) == features(second, [unknown]))
        // Not due yet when the second was made; that it will be paid in time is not known.
        var open = first
        open.dueAt = second.createdAt.advanced(bySeconds: 10 * Self.day)
        open.lateFrom = second.createdAt.advanced(bySeconds: 11 * Self.day)
        open.paidAt = nil
        var paid = open
        paid.paidAt = second.createdAt.advanced(bySeconds: 5 * Self.day)
        #expect(features(second, [paid]) == features(second, [open]))
    }
}
