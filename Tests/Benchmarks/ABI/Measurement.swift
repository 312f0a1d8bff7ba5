// One figure and what it is measured against.

import OrkestaModel

/// A figure of the benchmark.
struct Measurement {
    let name: String
    let value: Double
    let unit: String
    /// The figure that it shall not exceed, if any was set.
    var aim: Double?

    var isWithinAim: Bool { aim.map { value <= $0 } ?? true }

    var json: JSON {
        var members: [String: JSON] = [
            "name": .string(name), "value": .double((value * 1000).rounded() / 1000), "unit": .string(unit),
        ]
        members["aim"] = aim.map(JSON.double)
        return .object(members)
    }

    var cells: [String] {
        let aimText = aim.map { "\(isWithinAim ? "within" : "OVER") \(Self.text($0)) \(unit)" } ?? ""
        return [name, Self.text(value), unit, aimText]
    }

    /// Three digits that matter are enough.
    private static func text(_ value: Double) -> String {
        if value >= 100 || value == value.rounded() { return "\(Int(value.rounded()))" }
        let scale = value >= 10 ? 10.0 : 100.0
        return "\((value * scale).rounded() / scale)"
    }
}

extension [Double] {
    /// The middle one: other work on the machine disturbs the ends.
    var median: Double {
        guard !isEmpty else { return .nan }
        return sorted()[count / 2]
    }
}
