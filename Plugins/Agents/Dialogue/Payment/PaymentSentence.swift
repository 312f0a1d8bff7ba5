// One message about a debt in one language: what is said in it, and what weighs most.

import OrkestaModel

/// Words, days and shares of one message.
struct PaymentSentence {
    private let words: Words
    private let language: Language
    private let days: [WrittenDay]
    private let meanings: Set<PaymentWord>
    private let share: PromisedShare?
    private let parts: Int64?
    private let isBare: Bool

    init(_ words: Words, _ language: Language, today: CivilDate) {
        (self.words, self.language) = (words, language)
        let reader = DayReader(words, language, today: today)
        days = reader.days()
        let shares = ShareReader(words, language, apartFrom: days.map(\.range), reader)
        share = shares.share()
        parts = shares.partCount()
        meanings = Self.meanings(of: words, language)
        isBare = BareAnswer(words, language, days.map(\.range)).isBare
    }

    private static func meanings(of words: Words, _ language: Language) -> Set<PaymentWord> {
        let table = PaymentWord.table(language)
        var (found, index): (Set<PaymentWord>, Int) = ([], 0)
        while index < words.count {
            let meaning = table.meaning(at: index, of: words)
            if let meaning { found.insert(meaning.meaning) }
            index += meaning?.count ?? 1
        }
        return found
    }

    private func has(_ word: PaymentWord) -> Bool { meanings.contains(word) }

    /// The weightiest of what was said.
    func talk(awaitsDay: Bool) -> PaymentTalk {
        if has(.anger) { return .angry }
        if has(.paid), !has(.unpaid) { return .paid }
        if awaitsDay, has(.done), isBare, days.isEmpty { return .paid }
        if has(.dispute) { return .dispute }
        if has(.person) { return .person }
        if has(.parts) || parts != nil { return .inParts(parts) }
        if let day = promisedDay(awaitsDay) {
            return day.isBeyondMonth ? .noSuchDay(monthEnd: day.date) : .promise(day.date, share)
        }
        // Whoever will not pay on a day may on another; a person sees to one who will not at all.
        if has(.refuses) { return days.isEmpty ? .dispute : .cannotPay }
        if has(.cannot) || has(.wait) { return .cannotPay }
        if has(.later) || has(.vows) { return .vaguePromise(share) }
        if share != nil, saysPaying(awaitsDay) { return .vaguePromise(share) }
        if has(.owes) { return .standing }
        return saysPaying(awaitsDay) || has(.link) ? .pay : .other
    }

    private func saysPaying(_ awaitsDay: Bool) -> Bool {
        has(.pays) || has(.vows) || (awaitsDay && has(.mayPay))
    }

    /// "no puedo pagar el viernes" names none; "no puedo hasta el viernes" and "hoy no
    /// puedo, el lunes sí" do.
    private func promisedDay(_ awaitsDay: Bool) -> WrittenDay? {
        let saysPaying = saysPaying(awaitsDay)
        guard saysPaying || has(.refuses) || awaitsDay else { return nil }
        if has(.cannot) || has(.refuses) {
            return has(.until) || has(.but) || (days.count > 1 && !areDeniedTogether) ? days.last : nil
        }
        if has(.owes), !saysPaying { return nil }
        return saysPaying || answersDay ? DayReader.chosen(days, words, language) : nil
    }

    /// What was asked was a day, and this is little else.
    private var answersDay: Bool {
        if has(.opens) { return false }
        return has(.until) || has(.wait) || has(.later) || isBare
    }

    /// "hoy ni mañana", "today or tomorrow": what is denied of the first day is of all.
    private var areDeniedTogether: Bool {
        zip(days, days.dropFirst()).allSatisfy { earlier, later in
            guard earlier.range.upperBound <= later.range.lowerBound else { return false }
            let between = words.all[earlier.range.upperBound..<later.range.lowerBound].map(\.folded)
            return between.contains(where: Self.joining.contains)
                && between.allSatisfy { Self.joining.contains($0) || Self.articles.contains($0) }
        }
    }

    private static let joining: Set<String> = [
        "ni", "o", "u", "y", "e", "tampoco", "nor", "or", "and", "nem", "ou",
    ]
    private static let articles: Set<String> = [
        "el", "la", "los", "para", "en", "on", "the", "na", "no", "dia", "a", "as",
    ]
}
