// A text as a telephone network takes it: one accent beyond its alphabet, and the
// whole message costs double.

/// A text to send.
public struct TextMessage: Sendable, Equatable {
    /// Unicode scalars that Twilio takes in one message; the host sends no longer ones.
    public static let charactersMax = 1_600
    public let text: String

    /// With `foldsAccents`, letters that GSM 03.38 has without their accent only lose
    /// it, and typographic marks become plain ones. What it has (ñ, é, ü, ¿, ¡) stays, as
    /// one letter each: an n and a tilde behind it are two, and none of GSM's.
    public init(_ source: String, foldsAccents: Bool) {
        text = String(source.map { foldsAccents ? Self.folds[$0] ?? Self.composed($0) : Self.composed($0) })
    }

    private static func composed(_ letter: Character) -> Character { letters[letter] ?? letter }

    /// Letters with a mark, as one scalar each, by themselves in any form.
    private static let letters = Dictionary(
        uniqueKeysWithValues: "ñéüàèìòùöäåáíóúâãêôõçÑÉÜÀÈÌÒÙÖÄÅÁÍÓÚÂÃÊÔÕÇ".map { ($0, $0) }
    )

    private static let folds: [Character: Character] = [
        "á": "a", "í": "i", "ó": "o", "ú": "u", "Á": "A", "Í": "I", "Ó": "O", "Ú": "U", "â": "a", "ã": "a", "ê": "e",
        "ô": "o", "õ": "o", "ç": "c", "Â": "A", "Ã": "A", "Ê": "E", "Ô": "O", "Õ": "O", "“": "\"", "”": "\"",
        "‘": "'", "’": "'", "–": "-", "—": "-", "•": "-", "·": "-", "×": "x",
        "…": ".", "°": "o", "º": "o", "ª": "a", "\u{00A0}": " ", "\u{202F}": " ",
    ]
}
