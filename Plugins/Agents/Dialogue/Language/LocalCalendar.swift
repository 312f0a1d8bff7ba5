// Days and hours as a customer's wall shows them.

public import OrkestaModel

/// Formats moments at the tenant's distance from UTC, in a language's order.
public struct LocalCalendar: Sendable, Hashable {
    private let language: Language
    private let offsetMinutes: Int64

    /// `offsetMinutes` is what the tenant's clocks are ahead of UTC.
    public init(_ language: Language, offsetMinutes: Int64) {
        self.language = language
        self.offsetMinutes = offsetMinutes
    }

    /// "28/11/2026", in English "Nov 28, 2026".
    public func day(_ moment: Timestamp) -> String { day(moment.date(offsetMinutes: offsetMinutes)) }

    /// The same for a day that is local already.
    public func day(_ date: CivilDate) -> String {
        guard language == .english, (1...12).contains(date.month) else {
            return "\(twoDigits(date.day))/\(twoDigits(date.month))/\(date.year)"
        }
        return "\(Self.months[Int(date.month) - 1]) \(date.day), \(date.year)"
    }

    private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }

    /// "28/11/2026, 18:30".
    public func moment(_ moment: Timestamp) -> String {
        // RFC 3339 of the local wall clock.
        let local = moment.advanced(bySeconds: offsetMinutes * 60).description
        return "\(day(moment)), \(local.dropFirst(11).prefix(5))"
    }

    /// As English days name them, from January on.
    public static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
