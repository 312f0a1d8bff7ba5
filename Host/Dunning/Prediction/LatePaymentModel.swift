// The chance that an invoice is paid late, learned from one tenant's own history. It
// orders the pipeline and moves the tone; it decides nothing about money. With too
// little to learn from there is no model, and one that is no better than the tenant's
// base rate says so and is not used.

import HostCore
public import OrkestaModel

/// A trained model of one tenant.
public struct LatePaymentModel: Sendable, Hashable {
    private let regression: LogisticRegression
    private let usualMinor: Double
    private let usualLateShare: Double
    /// On the latest quarter of the invoices, which the model that was judged had not
    /// seen.
    public let calibration: Calibration
    public let trainedAt: Timestamp
    /// Invoices that it learned from.
    public let invoiceCount: Int64

    /// Below these nothing is learned: a weight needs about ten outcomes of the rarer
    /// kind (Peduzzi et al. 1996), and the quarter kept apart has to show something.
    public static let invoicesMin: Int64 = 100
    public static let outcomesMin: Int64 = 20
    /// A customer's earlier invoices are looked at so far back, in training and after it.
    static let earlierMax = 50
    /// Better than the base rate by so much, it is used.
    private static let skillMin = 0.02

    /// What came of training.
    public enum Training: Sendable {
        case trained(LatePaymentModel)
        case tooLittle(Missing)
    }

    /// What a history lacks; zero: enough of that.
    public struct Missing: Sendable, Hashable {
        public let invoices: Int64
        public let late: Int64
        public let inTime: Int64

        public var json: JSON {
            ["invoices": .integer(invoices), "late": .integer(late), "in_time": .integer(inTime)]
        }
    }

    /// Whether its predictions may be acted on.
    public var isUseful: Bool { calibration.skill >= Self.skillMin }

    // MARK: Training

    /// Learns from the invoices whose due day is over at `now`: of those that are not due
    /// yet only the early payers' end is known, and they would make everybody look safe.
    /// Older ones than the latest ``Limits/lateModelInvoicesMax`` tell of another business.
    public static func train(on records: [PaymentRecord], at now: Timestamp) -> Training {
        let ordered = records.sorted {
            ($0.createdAt, $0.customer, $0.amountMinor) < ($1.createdAt, $1.customer, $1.amountMinor)
        }
        let known = ordered.suffix(Limits.lateModelInvoicesMax).filter { $0.lateFrom <= now }
        let late = Int64(known.count { $0.wasLate(at: now) == true })
        let missing = Missing(
            invoices: max(0, invoicesMin - Int64(known.count)),
            late: max(0, outcomesMin - late),
            inTime: max(0, outcomesMin - (Int64(known.count) - late))
        )
        guard missing.invoices == 0, missing.late == 0, missing.inTime == 0 else { return .tooLittle(missing) }
        return .trained(fitted(known, ordered, at: now))
    }

    private static func fitted(
        _ known: [PaymentRecord],
        _ ordered: [PaymentRecord],
        at now: Timestamp
    ) -> LatePaymentModel {
        let outcomes = known.map { $0.wasLate(at: now) == true }
        let split = known.count * 3 / 4
        let early = Usual(known[..<split], now)
        let past = CustomerPasts(ordered)
        let judged = LogisticRegression(
            fitting: known[..<split].map { early.features(of: $0, past) },
            to: Array(outcomes[..<split])
        )
        let predictions = known.indices[split...].map { place in
            (judged.probability(early.features(of: known[place], past)), outcomes[place])
        }
        let usual = Usual(known[...], now)
        return LatePaymentModel(
            regression: LogisticRegression(fitting: known.map { usual.features(of: $0, past) }, to: outcomes),
            usualMinor: usual.minor,
            usualLateShare: usual.lateShare,
            calibration: Calibration(predictions, baseRate: early.lateShare),
            trainedAt: now,
            invoiceCount: Int64(known.count)
        )
    }

    // MARK: Predicting

    /// From 0 to 1. `earlier` are the customer's other invoices made before this one,
    /// oldest first.
    public func lateChance(of record: PaymentRecord, earlier: some BidirectionalCollection<PaymentRecord>) -> Double {
        let features = InvoiceFeatures(
            of: record,
            earlier: Array(earlier.suffix(Self.earlierMax)),
            usualMinor: usualMinor,
            usualLateShare: usualLateShare
        )
        return regression.probability(features.values)
    }

    /// The features by name, with how strongly each speaks for late (above zero) or
    /// against it.
    public var influences: [(name: String, weight: Double)] {
        InvoiceFeatures.names.enumerated().map { ($0.element, regression.influence(of: $0.offset)) }
    }
}

/// What is usual at a tenant.
private struct Usual {
    let minor: Double
    let lateShare: Double

    init(_ records: ArraySlice<PaymentRecord>, _ now: Timestamp) {
        let amounts = records.map(\.amountMinor).sorted()
        minor = amounts.isEmpty ? 1 : Double(amounts[amounts.count / 2])
        lateShare = Double(records.count { $0.wasLate(at: now) == true }) / Double(max(records.count, 1))
    }

    func features(of record: PaymentRecord, _ past: CustomerPasts) -> [Double] {
        InvoiceFeatures(
            of: record,
            earlier: past.before(record),
            usualMinor: minor,
            usualLateShare: lateShare
        ).values
    }
}

/// Everybody's invoices, to look up what came before one.
private struct CustomerPasts {
    private let byCustomer: [String: [PaymentRecord]]

    /// `ordered` by when they were made.
    init(_ ordered: [PaymentRecord]) { byCustomer = Dictionary(grouping: ordered, by: \.customer) }

    func before(_ record: PaymentRecord) -> [PaymentRecord] {
        let earlier = (byCustomer[record.customer] ?? []).prefix { $0.createdAt < record.createdAt }
        return Array(earlier.suffix(LatePaymentModel.earlierMax))
    }
}

extension LatePaymentModel {
    /// For the store.
    public var json: JSON {
        [
            "features": JSON(InvoiceFeatures.names), "weights": .array(regression.weights.map(JSON.double)),
            "means": .array(regression.means.map(JSON.double)),
            "deviations": .array(regression.deviations.map(JSON.double)), "usual_minor": .double(usualMinor),
            "usual_late_share": .double(usualLateShare), "calibration": calibration.json,
            "trained_at": .string(trainedAt.description), "invoices": .integer(invoiceCount),
        ]
    }

    /// As ``json`` writes it. Throws the field at fault; one of other features is of an
    /// older host and is to be trained anew.
    public init(json: JSON) throws(DocumentError) {
        guard try json.texts("features") == InvoiceFeatures.names else {
            throw DocumentError(field: "features", reason: "a model of other features")
        }
        let (weights, means) = (try json.numbers("weights"), try json.numbers("means"))
        let deviations = try json.numbers("deviations")
        let width = InvoiceFeatures.names.count
        guard weights.count == width + 1, means.count == width, deviations.count == width,
            deviations.allSatisfy({ $0 > 0 })
        else { throw DocumentError(field: "weights", reason: "\(width + 1) numbers are expected") }
        self.init(
            regression: LogisticRegression(weights: weights, means: means, deviations: deviations),
            usualMinor: try json.number("usual_minor"),
            usualLateShare: try json.number("usual_late_share"),
            calibration: try Calibration(json: json["calibration"] ?? .null),
            trainedAt: try json.moment("trained_at"),
            invoiceCount: try json.optionalInteger("invoices") ?? 0
        )
    }
}
