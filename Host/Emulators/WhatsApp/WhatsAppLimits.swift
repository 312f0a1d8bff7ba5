// How fast a number may send: in all, and to one customer.

internal import HostTime
internal import Synchronization

/// The limits of all numbers, each kept with the Cloud API's own codes.
final class WhatsAppLimits: Sendable {
    private static let pairBurst: Int64 = 45
    private static let pairMilliseconds: Double = 6_000

    private struct Pair: Hashable, Sendable {
        let number: String
        let phone: String
    }

    private struct State {
        var throughput: [String: RateBucket] = [:]
        var pairs = RecentValues<Pair, RateBucket>(EmulatorLimits.pairsMax)
    }

    /// Nil: no limit.
    private let messagesPerSecond: Int64?
    private let keepsPairLimit: Bool
    private let state = Mutex(State())

    init(_ settings: WhatsAppEmulatorSettings) {
        messagesPerSecond = settings.messagesPerSecond
        keepsPairLimit = settings.keepsPairLimit
    }

    /// Counts a message of the business. Throws when it is one too many.
    func send(from number: String, to phone: String) throws(GraphError) {
        let now = SystemClock.monotonicMilliseconds()
        let refusal = state.withLock { state -> GraphError? in
            guard takeThroughput(of: number, at: now, &state) else {
                return GraphError(code: 130_429, details: "Message failed to send: too many messages from this number")
            }
            guard keepsPairLimit else { return nil }
            let pair = Pair(number: number, phone: phone)
            let milliseconds = Double(Self.pairBurst) * Self.pairMilliseconds
            var bucket = state.pairs[pair] ?? RateBucket(size: Self.pairBurst, milliseconds: milliseconds, at: now)
            let isTaken = bucket.take(at: now)
            state.pairs[pair] = bucket
            return isTaken ? nil : GraphError(code: 131_056, details: "Too many messages to the same phone number")
        }
        if let refusal { throw refusal }
    }

    /// Counts a customer's message: it weighs as much, and is never refused.
    func hear(_ number: String) {
        let now = SystemClock.monotonicMilliseconds()
        state.withLock { state in _ = takeThroughput(of: number, at: now, &state) }
    }

    private func takeThroughput(of number: String, at now: Int64, _ state: inout State) -> Bool {
        guard let messagesPerSecond else { return true }
        var bucket = state.throughput[number] ?? RateBucket(size: messagesPerSecond, milliseconds: 1_000, at: now)
        let isTaken = bucket.take(at: now)
        state.throughput[number] = bucket
        return isTaken
    }
}
