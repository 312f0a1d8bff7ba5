// What somebody watches, with the time that passes: for streams that are kept open.

import ServiceLifecycle

/// Something happened, or an interval has passed.
public enum Beat<Event: Sendable>: Sendable {
    case event(Event)
    case tick
}

/// Hands `body` what `events` tell, and a tick after every interval; both end with the events,
/// or when the host stops. Of what `body` is too slow to take the newest `bufferedMax` are kept.
@concurrent
public func withTicks<Event: Sendable>(
    every milliseconds: Int64,
    among events: AsyncStream<Event>,
    keeping bufferedMax: Int,
    _ body: @concurrent (AsyncStream<Beat<Event>>) async throws -> Void
) async throws {
    let (beats, continuation) = AsyncStream.makeStream(
        of: Beat<Event>.self,
        bufferingPolicy: .bufferingNewest(bufferedMax)
    )
    let watching = Task {
        for await event in events { continuation.yield(.event(event)) }
        continuation.finish()
    }
    let ticking = Task {
        while !Task.isCancelled {
            try await Task.sleep(for: .milliseconds(milliseconds))
            continuation.yield(.tick)
        }
    }
    defer {
        watching.cancel()
        ticking.cancel()
    }
    try await withGracefulShutdownHandler {
        try await body(beats)
    } onGracefulShutdown: {
        continuation.finish()
    }
}
