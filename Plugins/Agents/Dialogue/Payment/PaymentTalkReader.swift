// Reads what a customer says about their debt: a closed grammar, deterministic,
// in the customer's language or, when that explains nothing, in another.

public import OrkestaModel

/// Reads messages as they are meant on `today`, in the tenant's calendar.
public struct PaymentTalkReader: Sendable {
    private let language: Language
    private let today: CivilDate
    public init(_ language: Language, today: CivilDate) { (self.language, self.today) = (language, today) }

    /// `awaitsDay`: the customer was just asked to pay, so that a day alone is an answer.
    /// Else it may be the day of anything, and only a word of paying makes a promise.
    public func read(_ text: String, awaitsDay: Bool = true) -> PaymentTalk {
        let words = Words(text)
        guard !words.isEmpty else { return .other }
        for candidate in [language] + Language.allCases.filter({ $0 != language }) {
            let talk = PaymentSentence(words, candidate, today: today).talk(awaitsDay: awaitsDay)
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
