// What a customer says about money that they owe.

public import OrkestaModel

/// How much of what is owed somebody means to pay.
public enum PromisedShare: Sendable, Hashable {
    case whole
    case half
    /// In hundredths: 30 for "el 30 %".
    case percent(Int64)
    /// In thousandths of the currency's unit.
    case money(Int64)

    /// The part of an open balance, rounded up to a minor unit; more than the balance
    /// is the balance. Nil for nothing.
    public func part(of balance: Money) -> Money? {
        let minor: Int64
        switch self {
        case .whole: minor = balance.minor
        case .half: minor = balance.minor / 2 + balance.minor % 2
        case .percent(let percent):
            let (product, overflow) = balance.minor.multipliedReportingOverflow(by: percent)
            minor = overflow ? balance.minor : (product + 99) / 100
        case .money(let thousandths):
            let unit: Int64 = [1_000, 100, 10, 1][min(3, Money.fractionDigits(balance.currency))]
            minor = thousandths / unit
        }
        guard minor > 0, balance.minor > 0 else { return nil }
        return Money(minor: min(minor, balance.minor), currency: balance.currency)
    }
}

/// What one message means for what is owed.
public enum PaymentTalk: Sendable, Hashable {
    /// "pago el viernes", "la mitad mañana". Nil share: nothing was said of it.
    case promise(CivilDate, PromisedShare?)
    /// "te pago el 31", of a month of thirty days.
    case noSuchDay(monthEnd: CivilDate)
    /// "luego te pago": a promise that names no day.
    case vaguePromise(PromisedShare?)
    /// "ya pagué".
    case paid
    /// "no puedo", "ando corto", "dame chance".
    case cannotPay
    /// "en partes", "en 3 pagos": how many, when it was said.
    case inParts(Int64?)
    /// "no reconozco ese cargo".
    case dispute
    /// "ya dejen de molestar".
    case angry
    case person
    /// "mándame el link", "quiero pagar", "¿cómo pago?".
    case pay
    /// "¿cuánto debo?", "¿cuándo vence?".
    case standing
    case yes, no, thanks
    case other

    /// Whether the message is about paying, whoever reads it.
    public var isOfPayment: Bool {
        switch self {
        case .promise, .noSuchDay, .vaguePromise, .paid, .cannotPay, .inParts, .dispute, .pay, .standing: true
        case .angry, .person, .yes, .no, .thanks, .other: false
        }
    }
}
