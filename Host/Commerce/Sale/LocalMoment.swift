// A moment as people of a place write it: 25 nov 2026, 14:05.

import FoundationEssentials
import FoundationInternationalization
public import OrkestaModel

extension QuoteWords {
    /// The date and time of a moment in an IANA time zone (UTC for one that is
    /// not known).
    public func text(_ moment: Timestamp, timeZone: String) -> String {
        let (day, time) = local(moment, timeZone)
        return "\(day), \(time)"
    }

    /// The date alone.
    public func date(_ moment: Timestamp, timeZone: String) -> String { local(moment, timeZone).day }

    private func local(_ moment: Timestamp, _ timeZone: String) -> (day: String, time: String) {
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
        let offset = (TimeZone(identifier: timeZone) ?? .gmt).secondsFromGMT(for: date)
        // RFC 3339 of the moved moment has the local year, month, day, hour and minute.
        let parts = moment.advanced(bySeconds: Int64(offset)).description.split { "-T:".contains($0) }
        guard parts.count >= 5, let month = Int(parts[1]), months.indices.contains(month - 1) else {
            return (moment.description, "")
        }
        let day = parts[2].drop { $0 == "0" }
        let written =
            language == "en"
            ? "\(months[month - 1]) \(day), \(parts[0])" : "\(day) \(months[month - 1]) \(parts[0])"
        return (written, "\(parts[3]):\(parts[4])")
    }
}
