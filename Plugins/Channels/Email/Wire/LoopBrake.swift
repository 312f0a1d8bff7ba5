// Two programs that answer each other, of which one does not say that it is a program,
// would go on for ever: what one address may send is bounded.

import Synchronization

/// Counts the mail of each address.
public final class LoopBrake: Sendable {
    /// More than anybody writes.
    public static let messagesMax = 60
    public static let milliseconds: Int64 = 3_600_000
    private static let addressesMax = 1_000

    private struct Hour {
        var start: Int64
        var count = 0
    }

    private let hours = Mutex<[String: Hour]>([:])

    public init() {}

    /// Counts one message; false for one too many within the hour. `now` is in monotonic
    /// milliseconds; 0, where they are not known, lets everything through.
    public func takesOneMore(from address: String, at now: Int64) -> Bool {
        guard now > 0 else { return true }
        return hours.withLock { hours in
            if hours[address] == nil, hours.count >= Self.addressesMax {
                hours = hours.filter { now - $0.value.start < Self.milliseconds }
                // So many at once are no loop.
                if hours.count >= Self.addressesMax { hours = [:] }
            }
            var hour = hours[address] ?? Hour(start: now)
            if now - hour.start >= Self.milliseconds { hour = Hour(start: now) }
            hour.count += 1
            hours[address] = hour
            return hour.count <= Self.messagesMax
        }
    }
}
