// How far the clocks of a place are ahead of UTC.

import FoundationEssentials
import FoundationInternationalization
import OrkestaModel

enum UTCOffset {
    /// Minutes at a moment; 0 for a zone that is not known.
    static func minutes(of timeZone: String, at moment: Timestamp) -> Int {
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
        return (TimeZone(identifier: timeZone)?.secondsFromGMT(for: date) ?? 0) / 60
    }
}
