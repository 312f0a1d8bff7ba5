// Wakes a loop that otherwise looks at intervals.

/// A signal of which any number at once count as one.
public final class WakeUp: Sendable {
    /// For the one loop that is woken.
    public let signals: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    public init() {
        (signals, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    public func signal() { continuation.yield() }

    /// Ends the loop.
    public func finish() { continuation.finish() }

    /// Signals now and after every interval, until it is cancelled.
    public func tick(every milliseconds: Int64) async {
        while !Task.isCancelled {
            signal()
            do {
                try await Task.sleep(for: .milliseconds(milliseconds))
            } catch {
                // Cancelled: the loop ends.
                return
            }
        }
    }
}
