// The words with which people speak of what they owe.

/// What a word or phrase says of a debt.
enum PaymentWord: Sendable, Hashable {
    /// "pago", "deposito": somebody means to pay.
    case pays
    /// "depósito", "sin falta": of paying only where somebody was asked to pay; said of
    /// goods and orders, too.
    case mayPay
    /// "ya pagué": somebody says that they have.
    case paid
    /// "ya quedó": that it is paid, or anything else; it is as an answer to being asked.
    case done
    /// "no he pagado": and nothing of the kind.
    case unpaid
    case cannot
    /// "no voy a pagar": somebody will not.
    case refuses
    /// "hasta": what cannot be before a day can be on it.
    case until
    /// "pero": what was denied is not the last word.
    case but
    /// "dame chance": more time is asked for.
    case wait
    /// "luego", "en cuanto pueda": no day.
    case later
    /// "prometo pagar el": a day may follow.
    case vows
    /// "en partes", "a plazos".
    case parts
    /// "pagos", "vezes" behind a number.
    case partNoun
    case half, whole
    case dispute
    case anger
    case person
    /// "el link", "cómo pago".
    case link
    /// "¿cuánto debo?", "¿cuándo vence?".
    case owes
    /// "¿abren?", "¿entregan?": asked of a shop.
    case opens

    static func table(_ language: Language) -> PhraseTable<PaymentWord> {
        switch language {
        case .spanish: spanish
        case .english: english
        case .portuguese: portuguese
        }
    }
}
