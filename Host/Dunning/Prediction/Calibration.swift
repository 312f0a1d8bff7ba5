// How honest probabilities were: what was predicted beside what came.

public import OrkestaModel

/// Predictions of outcomes that are known by now.
public struct Calibration: Sendable, Hashable {
    /// Predictions of about the same size.
    public struct Bin: Sendable, Hashable {
        public let count: Int64
        /// Their mean, and the share of outcomes that came: alike, where they are honest.
        public let predicted: Double
        public let observed: Double
    }

    /// Tenths of the range from 0 to 1; those without predictions are left out.
    public let bins: [Bin]
    public let count: Int64
    /// The mean square of what the predictions missed by (Brier 1950): 0 is perfect.
    public let brier: Double
    /// The same of somebody who always says the base rate.
    public let baseBrier: Double
    /// What came, among all.
    public let rate: Double

    /// 1 less the ratio of the two: how much better than the base rate, 1 at best.
    public var skill: Double { baseBrier > 0 ? 1 - brier / baseBrier : 0 }

    /// `baseRate` is what was known before these outcomes.
    init(_ predictions: [(probability: Double, outcome: Bool)], baseRate: Double) {
        let count = Double(max(predictions.count, 1))
        let outcomes = predictions.map { $0.outcome ? 1.0 : 0.0 }
        self.count = Int64(predictions.count)
        brier =
            zip(predictions, outcomes).reduce(0) { $0 + ($1.0.probability - $1.1) * ($1.0.probability - $1.1) } / count
        baseBrier = outcomes.reduce(0) { $0 + (baseRate - $1) * (baseRate - $1) } / count
        rate = outcomes.reduce(0, +) / count
        bins = (0..<10).compactMap { tenth in
            let members = predictions.filter { min(Int($0.probability * 10), 9) == tenth }
            guard !members.isEmpty else { return nil }
            let size = Double(members.count)
            return Bin(
                count: Int64(members.count),
                predicted: members.reduce(0) { $0 + $1.probability } / size,
                observed: Double(members.count { $0.outcome }) / size
            )
        }
    }

    public var json: JSON {
        [
            "count": .integer(count), "brier": .double(brier), "base_brier": .double(baseBrier),
            "skill": .double(skill), "rate": .double(rate),
            "bins": .array(
                bins.map {
                    ["count": .integer($0.count), "predicted": .double($0.predicted), "observed": .double($0.observed)]
                }
            ),
        ]
    }

    /// As ``json`` writes it. Throws the field at fault.
    init(json: JSON) throws(DocumentError) {
        count = try json.optionalInteger("count") ?? 0
        brier = try json.number("brier")
        baseBrier = try json.number("base_brier")
        rate = try json.number("rate")
        bins = try json.elements("bins") { bin throws(DocumentError) in
            Bin(
                count: try bin.optionalInteger("count") ?? 0,
                predicted: try bin.number("predicted"),
                observed: try bin.number("observed")
            )
        }
    }
}

extension JSON {
    func number(_ key: String) throws(DocumentError) -> Double {
        guard let value = self[key]?.doubleValue, value.isFinite else {
            throw DocumentError(field: key, reason: "a number is expected")
        }
        return value
    }

    func numbers(_ key: String) throws(DocumentError) -> [Double] {
        try elements(key) { element throws(DocumentError) in
            guard let value = element.doubleValue, value.isFinite else {
                throw DocumentError(field: "", reason: "a number is expected")
            }
            return value
        }
    }
}
