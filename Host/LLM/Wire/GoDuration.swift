// Durations as Go writes them, which is how Groq's headers tell when a limit is
// full again: `6s`, `1.57s`, `2m59.56s`, `88ms`, `1h2m`.

/// Milliseconds of a duration, rounded up, at most 30 days; nil when `text` is none.
func milliseconds(ofDuration text: some StringProtocol) -> Int64? {
    var rest = Substring(text)
    var sum = 0.0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
        let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = rest[number.endIndex...].prefix { !($0.isASCII && $0.isNumber) }
        guard let value = Double(number), let scale = scale(of: unit) else { return nil }
        sum += value * scale
        rest = rest[unit.endIndex...]
    }
    guard sum.isFinite, sum >= 0 else { return nil }
    return Int64(min(sum.rounded(.up), 30 * 86_400_000))
}

/// Milliseconds of one unit.
private func scale(of unit: Substring) -> Double? {
    switch unit {
    case "h": 3_600_000
    case "m": 60_000
    case "s": 1_000
    case "ms": 1
    case "us", "µs", "μs": 0.001
    case "ns": 0.000_001
    default: nil
    }
}
