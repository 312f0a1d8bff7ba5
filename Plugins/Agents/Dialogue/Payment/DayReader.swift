// Reads the day that somebody names: "el viernes", "mañana", "el 15", "15/12",
// "en quincena", "in three days", "sexta da semana que vem".

import OrkestaModel

/// A day within a message.
struct WrittenDay: Equatable {
    let date: CivilDate
    /// The words that name it.
    let range: Range<Int>
    /// Only a time of day was named.
    var isImplied = false
    /// The month has no day of that number; the date is its last one.
    var isBeyondMonth = false
}

/// Reads days as somebody means them who speaks on `today`.
struct DayReader {
    let words: Words
    let language: Language
    /// In the tenant's calendar.
    let today: CivilDate
    private let table: PhraseTable<DayWord>

    init(_ words: Words, _ language: Language, today: CivilDate) {
        (self.words, self.language, self.today) = (words, language, today)
        table = DayWord.table(language)
    }

    /// Every day of the message, in its order. A time of day implies a day only where
    /// none is named.
    func days() -> [WrittenDay] {
        var (found, index): ([WrittenDay], Int) = ([], 0)
        while index < words.count {
            if let day = day(at: index) {
                found.append(day)
                index = day.range.upperBound
            } else {
                index += 1
            }
        }
        let named = found.filter { !$0.isImplied }
        return named.isEmpty ? found : named
    }

    /// The day by which something is to be: of "el lunes o el martes" the later one.
    static func chosen(_ days: [WrittenDay], _ words: Words, _ language: Language) -> WrittenDay? {
        guard let first = days.first, let second = days.dropFirst().first else { return days.first }
        let between = DayWord.table(language).meaning(at: first.range.upperBound, of: words)
        let isChoice = between.map { $0.meaning == .or && first.range.upperBound + $0.count >= second.range.lowerBound }
        guard isChoice == true else { return first }
        return WrittenDay(
            date: max(first.date, second.date),
            range: first.range.lowerBound..<second.range.upperBound
        )
    }

    /// Where a time of day is named ("a las 5"), which is no amount.
    func clockRange(at index: Int) -> Range<Int>? {
        guard case (.clock, let count)? = meaning(at: index), number(at: index + count) != nil else { return nil }
        return index..<index + count + 1
    }

    // MARK: A day at a place

    private func day(at index: Int) -> WrittenDay? {
        if let slashed = slashedDate(at: index) { return WrittenDay(date: slashed, range: index..<index + 1) }
        if let found = monthDay(at: index) { return found }
        guard let (meaning, count) = meaning(at: index) else { return nil }
        let end = index + count
        func found(_ date: CivilDate, _ end: Int) -> WrittenDay { WrittenDay(date: date, range: index..<end) }
        switch meaning {
        case .today: return found(today, end)
        case .tomorrow: return found(today.advanced(byDays: 1), end)
        case .dayAfterTomorrow: return found(today.advanced(byDays: 2), end)
        case .soon: return WrittenDay(date: today, range: index..<end, isImplied: true)
        case .morning: return WrittenDay(date: today.advanced(byDays: 1), range: index..<end, isImplied: true)
        case .weekday(let day): return weekday(day, from: index, end)
        case .payday: return found(nextPayday, end)
        case .endOfMonth: return found(endOfMonth, end)
        case .firstOfMonth: return found(nextMonth(day: 1), end)
        case .startOfMonth: return found(nextMonth(day: 5), end)
        case .weekend: return found(next(weekday: 7), end)
        case .thisWeek: return found(today.weekday < 5 ? next(weekday: 5) : endOfWeek, end)
        case .nextWeek: return nextWeek(from: index, end)
        case .daysFromToday(let days): return found(today.advanced(byDays: days), end)
        case .within: return span(from: index, end)
        case .marker, .first, .of, .or, .month, .thisMonth, .nextMonth, .days, .weeks, .months, .couple, .clock:
            return nil
        }
    }

    private func meaning(at index: Int) -> (meaning: DayWord, count: Int)? { table.meaning(at: index, of: words) }

    private func isMeaning(_ meaning: DayWord, at index: Int) -> Int? {
        guard let found = self.meaning(at: index), found.meaning == meaning else { return nil }
        return found.count
    }

    // MARK: Weekdays and weeks

    /// "el viernes", "viernes de la próxima semana", "viernes 28", "viernes 28 de noviembre".
    private func weekday(_ day: Int64, from index: Int, _ end: Int) -> WrittenDay {
        let behind = isMeaning(.of, at: end).map { end + $0 } ?? end
        if let count = isMeaning(.nextWeek, at: behind) {
            return WrittenDay(date: mondayOfNextWeek.advanced(byDays: day - 1), range: index..<behind + count)
        }
        // "el viernes, el 15 lo demás" are two days.
        if let dated = writtenDate(at: end), dated.date.weekday == day || isMeaning(.marker, at: end) == nil {
            return WrittenDay(date: dated.date, range: index..<dated.range.upperBound)
        }
        guard let number = dayNumber(at: end), !isPriced(at: end), !isCount(at: end + dayNumberCount(at: end)) else {
            return WrittenDay(date: next(weekday: day), range: index..<end)
        }
        // Where the two disagree, the day's name is the one that was thought of.
        let date = comingDay(number)
        return WrittenDay(
            date: date.weekday == day ? date : next(weekday: day),
            range: index..<end + dayNumberCount(at: end)
        )
    }

    /// Behind a weekday: "28 de noviembre", "28/11", ", el 28".
    private func writtenDate(at index: Int) -> WrittenDay? {
        if words.all.indices.contains(index), let slashed = slashedDate(at: index) {
            return WrittenDay(date: slashed, range: index..<index + 1)
        }
        return monthDay(at: index)
    }

    /// "la próxima semana", "la próxima semana el martes"; without a day its Friday,
    /// by which it is almost over.
    private func nextWeek(from index: Int, _ end: Int) -> WrittenDay {
        let behind = isMeaning(.marker, at: end).map { end + $0 } ?? end
        if case (.weekday(let day), let count)? = meaning(at: behind) {
            return WrittenDay(date: mondayOfNextWeek.advanced(byDays: day - 1), range: index..<behind + count)
        }
        return WrittenDay(date: mondayOfNextWeek.advanced(byDays: 4), range: index..<end)
    }

    /// The first such day after today.
    private func next(weekday: Int64) -> CivilDate {
        let ahead = (weekday - today.weekday + 7) % 7
        return today.advanced(byDays: ahead == 0 ? 7 : ahead)
    }

    private var mondayOfNextWeek: CivilDate { today.advanced(byDays: 8 - today.weekday) }
    private var endOfWeek: CivilDate { today.advanced(byDays: max(7 - today.weekday, 1)) }

    // MARK: Months

    private var nextPayday: CivilDate {
        if today.day < 15 { return today.advanced(byDays: 15 - today.day) }
        if today.day < today.daysInMonth { return endOfMonth }
        return nextMonth(day: 15)
    }

    /// Of this month; of the next one on its last day.
    private var endOfMonth: CivilDate {
        let left = today.daysInMonth - today.day
        if left > 0 { return today.advanced(byDays: left) }
        let next = today.advanced(byDays: 1)
        return next.advanced(byDays: next.daysInMonth - 1)
    }

    /// A day of the next month, or its last one when it is shorter.
    private func nextMonth(day: Int64) -> CivilDate {
        let first = today.advanced(byDays: today.daysInMonth - today.day + 1)
        return first.advanced(byDays: min(day, first.daysInMonth) - 1)
    }

    /// "el 15", "15 de diciembre", "December 15th", "el 3 del próximo mes".
    private func monthDay(at index: Int) -> WrittenDay? {
        if case (.month(let month), let count)? = meaning(at: index), language == .english,
            let day = dayNumber(at: index + count)
        {
            return dated(day, month, from: index, index + count + 1)
        }
        let marker = isMeaning(.marker, at: index)
        let place = index + (marker ?? 0)
        guard let day = dayNumber(at: place) ?? isMeaning(.first, at: place).map({ _ in 1 }) else { return nil }
        let end = place + dayNumberCount(at: place)
        let behind = isMeaning(.of, at: end).map { end + $0 } ?? end
        if case (.month(let month), let count)? = meaning(at: behind) {
            return dated(day, month, from: index, behind + count)
        }
        if let count = isMeaning(.nextMonth, at: end) {
            return numbered(day, as: nextMonth(day: day), index..<end + count)
        }
        let isSuffixed =
            place < words.count && words.all[place].folded.last?.isLetter == true && words.all[place].isNumeric
        guard marker != nil || isSuffixed, !isCount(at: end) else { return nil }
        let stop = isMeaning(.thisMonth, at: end).map { end + $0 } ?? end
        return numbered(day, as: comingDay(day), index..<stop)
    }

    /// A day named by its number alone.
    private func numbered(_ day: Int64, as date: CivilDate, _ range: Range<Int>) -> WrittenDay {
        WrittenDay(date: date, range: range, isBeyondMonth: date.day < day)
    }

    /// What stands behind the number makes it a count: "los 15 pesos", "el 15 por ciento".
    private func isCount(at index: Int) -> Bool {
        guard words.all.indices.contains(index) else { return false }
        if case (let meaning, _)? = meaning(at: index), [.days, .weeks, .months].contains(meaning) { return true }
        return ["pesos", "peso", "mil", "mxn", "por", "percent", "reais", "dolares", "dollars"].contains(
            words.all[index].folded
        )
    }

    /// "$28".
    private func isPriced(at index: Int) -> Bool {
        guard words.all.indices.contains(index) else { return false }
        return words.text[..<words.all[index].range.lowerBound].last { !$0.isWhitespace } == "$"
    }

    /// 1 to 31 in digits or words, also as "15th"; nil for anything else.
    private func dayNumber(at index: Int) -> Int64? {
        guard words.all.indices.contains(index), !words.all[index].isPercent else { return nil }
        let digits = words.all[index].folded.prefix { $0.isASCII && $0.isNumber }
        let suffix = words.all[index].folded.dropFirst(digits.count)
        if !digits.isEmpty {
            guard suffix.isEmpty || ["st", "nd", "rd", "th"].contains(suffix) else { return nil }
            return Int64(digits).flatMap { (1...31).contains($0) ? $0 : nil }
        }
        return number(at: index).flatMap { (2...31).contains($0.value) ? $0.value : nil }
    }

    private func dayNumberCount(at index: Int) -> Int {
        guard words.all.indices.contains(index), !words.all[index].isNumeric else { return 1 }
        return max(number(at: index)?.count ?? 1, 1)
    }

    /// This month's day when it is still to come, else the next month's; the last one of a
    /// month that is shorter.
    private func comingDay(_ day: Int64) -> CivilDate {
        guard day > today.day else { return nextMonth(day: day) }
        return today.advanced(byDays: min(day, today.daysInMonth) - today.day)
    }

    private func dated(_ day: Int64, _ month: Int64, from index: Int, _ end: Int) -> WrittenDay? {
        let behind = isMeaning(.of, at: end).map { end + $0 } ?? end
        if let year = year(at: behind), let date = CivilDate(year: year, month: month, day: day) {
            return WrittenDay(date: date, range: index..<behind + 1)
        }
        return coming(day, month).map { WrittenDay(date: $0, range: index..<end) }
    }

    private func year(at index: Int) -> Int64? {
        guard words.all.indices.contains(index), let year = Int64(words.all[index].folded) else { return nil }
        return (2_000...2_199).contains(year) ? year : nil
    }

    private func coming(_ day: Int64, _ month: Int64) -> CivilDate? {
        let candidates = [today.year, today.year + 1].compactMap { CivilDate(year: $0, month: month, day: day) }
        return candidates.first { $0 >= today }
    }

    /// "15/12", "15/12/2026"; in English the month comes first.
    private func slashedDate(at index: Int) -> CivilDate? {
        let parts = words.all[index].folded.split(separator: "/", omittingEmptySubsequences: false).map { Int64($0) }
        guard (2...3).contains(parts.count), let first = parts[0], let second = parts[1] else { return nil }
        let isMonthFirst = language == .english ? first <= 12 : second > 12 && first <= 12
        let (day, month) = isMonthFirst ? (second, first) : (first, second)
        guard parts.count == 3 else { return (1...31).contains(day) ? coming(day, month) : nil }
        guard let year = parts[2], (0...2_199).contains(year) else { return nil }
        return CivilDate(year: year < 100 ? year + 2_000 : year, month: month, day: day)
    }

    // MARK: Spans

    /// "en 3 días", "in two weeks", "un par de días".
    private func span(from index: Int, _ end: Int) -> WrittenDay? {
        if let count = isMeaning(.couple, at: end) { return days(2, from: index, unitAt: end + count) }
        guard let number = number(at: end), (1...366).contains(number.value) else { return nil }
        return days(number.value, from: index, unitAt: end + number.count)
    }

    private func days(_ number: Int64, from index: Int, unitAt end: Int) -> WrittenDay? {
        guard let (unit, count) = meaning(at: end) else { return nil }
        let days: Int64
        switch unit {
        case .days: days = number
        case .weeks: days = number * 7
        case .months: days = number * 30
        default: return nil
        }
        return WrittenDay(date: today.advanced(byDays: days), range: index..<end + count)
    }

    /// A whole number in digits or words.
    private func number(at index: Int) -> (value: Int64, count: Int)? {
        guard let written = AmountReader(words: words, language: language).amount(at: index),
            let quantity = written.amount.quantity, quantity.isWhole
        else { return nil }
        return (quantity.thousandths / 1_000, written.numberWordCount)
    }
}
