// How often each visitor may write: the generic cell rate algorithm, one
// number a visitor.

import HostCore
import OrkestaModel
import Synchronization

/// Counts the messages of visitors.
final class VisitorRates: Sendable {
    private static let entriesMax = 100_000

    private let intervalMilliseconds: Int64
    private let burstMilliseconds: Int64
    /// When each visitor's allowance will be whole again.
    private let wholeAt = Mutex<[String: Timestamp]>([:])

    /// `perMinute` messages may come at once, and as many in each minute after.
    init(perMinute: Int) {
        intervalMilliseconds = 60_000 / Int64(max(1, perMinute))
        burstMilliseconds = intervalMilliseconds * Int64(max(0, perMinute - 1))
    }

    /// Counts a message. Returns nil when it may pass, else after how many
    /// seconds the next may.
    func take(_ visitor: String, at now: Timestamp) -> Int64? {
        wholeAt.withLock { entries in
            if entries.count >= Self.entriesMax { entries = entries.filter { $0.value > now } }
            let whole = max(entries[visitor] ?? now, now)
            let wait = whole.milliseconds - now.milliseconds - burstMilliseconds
            guard wait <= 0 else { return (wait + 999) / 1000 }
            guard entries.count < Self.entriesMax || entries[visitor] != nil else { return 60 }
            entries[visitor] = whole.advanced(byMilliseconds: intervalMilliseconds)
            return nil
        }
    }
}
