// Reads what a customer says about their debt: a closed grammar, deterministic,
// in the customer's language or, when that explains nothing, in another.

public import OrkestaModel

/// Reads messages as they are meant on `today`, in the tenant's calendar.
public struct PaymentTalkReader: Sendable {
    private let language: Language
    private let today: CivilDate
    /// A message that is only a day is at most so long.
    private static let bareWordsMax = 7

    public init(_ language: Language, today: CivilDate) { (self.language, self.today) = (language, today) }

    /// `awaitsDay`: the customer was just asked when they can pay, so that a day
    /// alone is an answer.
    public func read(_ text: String, awaitsDay: Bool = true) -> PaymentTalk {
        let words = Words(text)
        guard !words.isEmpty else { return .other }
        for candidate in [language] + Language.allCases.filter({ $0 != language }) {
            let talk = PaymentSentence(words, candidate, today: today).talk(
                bareWordsMax: awaitsDay ? Self.bareWordsMax : 0
            )
            if talk != .other { return talk }
        }
        switch RequestReader(language).read(text) {
        case .person: return .person
        case .paid: return .paid
        case .yes, .confirm: return .yes
        case .no: return .no
        case .thanks: return .thanks
        case .pay: return .pay
        default: return .other
        }
    }
}

/// One message in one language.
private struct PaymentSentence {
    private let words: Words
    private let language: Language
    private let days: [WrittenDay]
    private let meanings: Set<PaymentWord>
    private let share: PromisedShare?
    private let parts: Int64?

    init(_ words: Words, _ language: Language, today: CivilDate) {
        (self.words, self.language) = (words, language)
        let reader = DayReader(words, language, today: today)
        days = reader.days()
        let shares = ShareReader(words, language, apartFrom: days.map(\.range), reader)
        share = shares.share()
        parts = shares.partCount()
        meanings = Self.meanings(of: words, language)
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
    func talk(bareWordsMax: Int) -> PaymentTalk {
        if has(.anger) { return .angry }
        if has(.paid), !has(.unpaid) { return .paid }
        if has(.dispute) { return .dispute }
        if has(.person) { return .person }
        if has(.parts) || parts != nil { return .inParts(parts) }
        if let day = promisedDay(bareWordsMax) { return .promise(day.date, share) }
        if has(.cannot) || has(.wait) { return .cannotPay }
        if has(.later) { return .vaguePromise(share) }
        if share != nil, has(.pays) { return .vaguePromise(share) }
        if has(.owes) { return .standing }
        return has(.pays) || has(.link) ? .pay : .other
    }

    /// "no puedo pagar el viernes" names none; "no puedo hasta el viernes" and "hoy no
    /// puedo, el lunes sí" do.
    private func promisedDay(_ bareWordsMax: Int) -> WrittenDay? {
        if has(.cannot) { return has(.until) || has(.but) || days.count > 1 ? days.last : nil }
        if has(.owes), !has(.pays) { return nil }
        let isSaid = has(.pays) || has(.until) || has(.wait) || has(.later) || share != nil
        guard isSaid || words.count <= bareWordsMax else { return nil }
        return DayReader.chosen(days, words, language)
    }
}
