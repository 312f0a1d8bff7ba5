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
    public func day(_ moment: Timestamp) -> String {
        let text = local(moment)
        let (year, month, day) = (text.prefix(4), text.dropFirst(5).prefix(2), text.dropFirst(8).prefix(2))
        guard language == .english, let number = Int(month), let date = Int(day), (1...12).contains(number) else {
            return "\(day)/\(month)/\(year)"
        }
        return "\(Self.months[number - 1]) \(date), \(year)"
    }

    /// "28/11/2026, 18:30".
    public func moment(_ moment: Timestamp) -> String {
        "\(day(moment)), \(local(moment).dropFirst(11).prefix(5))"
    }

    /// RFC 3339 of the local wall clock.
    private func local(_ moment: Timestamp) -> String {
        moment.advanced(bySeconds: offsetMinutes * 60).description
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
