// Amounts in words, as Mexican papers of sale carry them:
// "MIL DOSCIENTOS TREINTA Y CUATRO PESOS 50/100 M.N."

public import OrkestaModel

/// Amounts in capital Spanish words.
public enum AmountInWords {
    /// The amount's whole units in words, its minor units as a fraction. An
    /// amount below zero begins with MENOS.
    public static func spanish(_ money: Money) -> String {
        let digits = Money.fractionDigits(money.currency)
        let parts = (0..<digits).reduce(UInt64(1)) { power, _ in power * 10 }
        let (whole, minor) = money.minor.magnitude.quotientAndRemainder(dividingBy: parts)
        let name = CurrencyName(money.currency)
        let unit = whole == 1 ? name.singular : name.plural
        // UN MILLÓN DE PESOS, but UN MILLÓN UN PESOS.
        let link = whole >= 1_000_000 && whole % 1_000_000 == 0 ? " DE " : " "
        var text = (money.minor < 0 ? "MENOS " : "") + words(whole) + link + unit
        if digits > 0 {
            let fraction = String(minor)
            text += " " + String(repeating: "0", count: digits - fraction.utf8.count) + fraction + "/\(parts)"
        }
        return name.suffix.isEmpty ? text : text + " " + name.suffix
    }

    /// A number before a masculine noun: UN, VEINTIÚN, TREINTA Y UN.
    private static func words(_ number: UInt64) -> String {
        guard number > 0 else { return "CERO" }
        let million: UInt64 = 1_000_000
        var words: [String] = []
        for (scale, singular, plural) in [
            (million * million * million, "TRILLÓN", "TRILLONES"), (million * million, "BILLÓN", "BILLONES"),
            (million, "MILLÓN", "MILLONES"),
        ] {
            let count = number / scale % million
            if count > 0 { words.append("\(belowMillion(count)) \(count == 1 ? singular : plural)") }
        }
        if number % million > 0 { words.append(belowMillion(number % million)) }
        return words.joined(separator: " ")
    }

    private static func belowMillion(_ number: UInt64) -> String {
        let (thousands, rest) = number.quotientAndRemainder(dividingBy: 1000)
        var words: [String] = []
        if thousands == 1 { words.append("MIL") }
        if thousands > 1 { words.append("\(belowThousand(Int(thousands))) MIL") }
        if rest > 0 { words.append(belowThousand(Int(rest))) }
        return words.joined(separator: " ")
    }

    private static func belowThousand(_ number: Int) -> String {
        if number == 100 { return "CIEN" }
        let words = [hundreds[number / 100], belowHundred(number % 100)]
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func belowHundred(_ number: Int) -> String {
        if number < small.count { return small[number] }
        let (ten, one) = number.quotientAndRemainder(dividingBy: 10)
        return one == 0 ? tens[ten] : "\(tens[ten]) Y \(small[one])"
    }

    private static let small = [
        "", "UN", "DOS", "TRES", "CUATRO", "CINCO", "SEIS", "SIETE", "OCHO", "NUEVE", "DIEZ", "ONCE", "DOCE", "TRECE",
        "CATORCE", "QUINCE", "DIECISÉIS", "DIECISIETE", "DIECIOCHO", "DIECINUEVE", "VEINTE", "VEINTIÚN", "VEINTIDÓS",
        "VEINTITRÉS", "VEINTICUATRO", "VEINTICINCO", "VEINTISÉIS", "VEINTISIETE", "VEINTIOCHO", "VEINTINUEVE",
    ]
    private static let tens = [
        "", "", "VEINTE", "TREINTA", "CUARENTA", "CINCUENTA", "SESENTA", "SETENTA", "OCHENTA", "NOVENTA",
    ]
    private static let hundreds = [
        "", "CIENTO", "DOSCIENTOS", "TRESCIENTOS", "CUATROCIENTOS", "QUINIENTOS", "SEISCIENTOS", "SETECIENTOS",
        "OCHOCIENTOS", "NOVECIENTOS",
    ]
}

/// How a currency is called in Spanish papers.
private struct CurrencyName {
    let singular: String
    let plural: String
    /// After the fraction: M.N. for Mexico's, else the code.
    let suffix: String

    init(_ code: String) {
        switch code {
        case "MXN": (singular, plural, suffix) = ("PESO", "PESOS", "M.N.")
        case "USD": (singular, plural, suffix) = ("DÓLAR", "DÓLARES", code)
        case "EUR": (singular, plural, suffix) = ("EURO", "EUROS", code)
        case "BRL": (singular, plural, suffix) = ("REAL", "REALES", code)
        case "PEN": (singular, plural, suffix) = ("SOL", "SOLES", code)
        case "GTQ": (singular, plural, suffix) = ("QUETZAL", "QUETZALES", code)
        case "COP", "CLP", "ARS", "UYU", "DOP": (singular, plural, suffix) = ("PESO", "PESOS", code)
        default: (singular, plural, suffix) = (code, code, "")
        }
    }
}
