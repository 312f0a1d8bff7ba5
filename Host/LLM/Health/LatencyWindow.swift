// How long one model took for its last answers: what operators look at, and after
// how long a second provider may be asked.

/// The last durations, in milliseconds.
struct LatencyWindow: Sendable {
    private static let size = 128

    private var values: [Int64] = []
    private var next = 0

    mutating func record(_ milliseconds: Int64) {
        if values.count < Self.size {
            values.append(milliseconds)
        } else {
            values[next] = milliseconds
            next = (next + 1) % Self.size
        }
    }

    /// The smallest duration that `fraction` (0 to 1) of them don't exceed; nil
    /// while nothing was recorded.
    func quantile(_ fraction: Double) -> Int64? {
        guard !values.isEmpty else { return nil }
        let rank = Int((Double(values.count) * fraction).rounded(.up)) - 1
        return values.sorted()[max(0, min(rank, values.count - 1))]
    }
}
