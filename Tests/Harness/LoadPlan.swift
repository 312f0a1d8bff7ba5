// What a load is, and what it gave.

/// A load of HTTP requests on one server.
public struct LoadPlan: Sendable {
    /// When requests are made.
    public enum Pace: Sendable {
        /// A fixed schedule, whatever the server does (open loop). Latency counts
        /// from the moment a request was due, so a stall is not hidden.
        case requestsPerSecond(Double)
        /// Each connection asks again as soon as it was answered (closed loop).
        case asFastAsAnswered
    }

    /// `http://ADDRESS:PORT`, an IPv4 address or `localhost`.
    public var baseURL: String
    public var method = "POST"
    public var path: String
    /// Sent with every request; `Host` and `Content-Length` are added.
    public var headers: [(name: String, value: String)] = []
    /// Further headers of the n-th request, such as the key of its tenant; nil for
    /// none. Called on the load's thread.
    public var numberedHeaders: (@Sendable (Int) -> [(name: String, value: String)])?
    public var connections = 32
    public var pace = Pace.asFastAsAnswered
    /// How long requests are made, in milliseconds.
    public var durationMilliseconds: Int64 = 10_000
    /// How long answers are awaited after that.
    public var drainMilliseconds: Int64 = 10_000
    /// The body of the n-th request, from 0. Called on the load's thread.
    public var body: @Sendable (Int) -> [UInt8]

    public init(baseURL: String, path: String, body: @escaping @Sendable (Int) -> [UInt8] = { _ in [] }) {
        self.baseURL = baseURL
        self.path = path
        self.body = body
    }
}

/// What a load gave.
public struct LoadReport: Sendable, CustomStringConvertible {
    /// From the moment a request was due until its answer was read whole.
    public internal(set) var latency = LatencyHistogram()
    /// From the moment it was written.
    public internal(set) var service = LatencyHistogram()
    /// Answers by HTTP status.
    public internal(set) var statuses: [Int: Int] = [:]
    /// Requests without an answer: refused, connection closed, answer unreadable.
    public internal(set) var failureCount = 0
    /// Requests still unanswered when the drain time was over.
    public internal(set) var unansweredCount = 0
    /// Requests that were due, and for which no connection came free in time.
    public internal(set) var unsentCount = 0
    /// Sockets that could not be opened at all; their requests were not begun.
    public internal(set) var connectFailureCount = 0
    /// From the first request to the last answer.
    public internal(set) var elapsedMilliseconds = 0.0

    public var answeredCount: Int { statuses.values.reduce(0, +) }
    public var requestsPerSecond: Double {
        elapsedMilliseconds > 0 ? Double(answeredCount) / elapsedMilliseconds * 1_000 : 0
    }

    public var description: String {
        let counts = statuses.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        return """
            \(answeredCount) answers (\(counts)) in \(rounded(elapsedMilliseconds / 1_000)) s, \
            \(rounded(requestsPerSecond)) per second; latency ms p50 \(rounded(latency.p50Milliseconds)) \
            p95 \(rounded(latency.p95Milliseconds)) p99 \(rounded(latency.p99Milliseconds)) \
            max \(rounded(latency.maxMilliseconds)); failures \(failureCount), unanswered \(unansweredCount), \
            unsent \(unsentCount), not connected \(connectFailureCount)
            """
    }

    private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
