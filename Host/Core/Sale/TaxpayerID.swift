// Mexico's RFC: letters of the name, a date, and the homoclave.

/// Whether a text has the form of an RFC. The form only: which taxpayers exist,
/// and the rare old ones whose check digit is off, only the authority knows.
public enum TaxpayerID {
    /// For sales to the public in general.
    public static let generic = "XAXX010101000"
    /// For buyers abroad.
    public static let foreign = "XEXX010101000"

    /// The RFC in capitals without spaces and hyphens; nil when `text` has not
    /// its form: three letters of a company or four of a person (A-Z, Ñ, &), a
    /// date YYMMDD that exists, two letters or digits, and a digit or A.
    public static func canonical(_ text: String) -> String? {
        let rfc = text.uppercased().filter { $0 != " " && $0 != "-" }
        let characters = Array(rfc)
        guard characters.count == 12 || characters.count == 13 else { return nil }
        let letters = characters.prefix(characters.count - 9)
        let date = characters.dropFirst(letters.count).prefix(6)
        let homoclave = characters.suffix(3)
        guard letters.allSatisfy({ isLetter($0) || $0 == "Ñ" || $0 == "&" }), isDate(date),
            homoclave.dropLast().allSatisfy({ isLetter($0) || isDigit($0) }),
            homoclave.last.map({ isDigit($0) || $0 == "A" }) == true
        else { return nil }
        return rfc
    }

    private static func isLetter(_ character: Character) -> Bool { ("A"..."Z").contains(character) }
    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    /// YYMMDD. The century is not said, so a 29th of February counts where it
    /// exists in either.
    private static func isDate(_ digits: ArraySlice<Character>) -> Bool {
        guard digits.allSatisfy(isDigit), let number = Int(String(digits)) else { return false }
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
        let february = year % 4 == 0 ? 29 : 28
        let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return lengths.indices.contains(month - 1) && (1...lengths[month - 1]).contains(day)
    }
}
