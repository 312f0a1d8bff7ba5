// What agents say about a customer's list, as templates; one file a language
// fills it in.

/// A language's texts. `{amount}` is "2 piezas", `{product}` a product's name,
/// `{unit}` "pieza", `{price}` its price, `{words}` the customer's own words,
/// `{count}` a number.
public struct ListPhrases: Sendable {
    let offered: String
    let offeredOne: String
    let added: String
    let changed: String
    let removed: String
    let emptied: String
    let short: String
    let soldOut: String
    let notFound: String
    let skipped: String
    let notPositive: String
    let tooLarge: String
    let mustBeWhole: String
    let otherUnit: String
    let basketIsFull: String
    let noSuchPlace: String
    let notInBasket: String
    let basketIsEmpty: String

    let askWhich: String
    let askWhichShown: String
    let askHowMany: String
    let askWhichToRemove: String
    let askWhichToChange: String

    /// "{amount} de {product}": a line of the list.
    let line: String
    let perUnit: String
    let inStock: String
    let noStock: String
    /// Names of units by their code, "singular|plural"; others are said as coded.
    let units: [String: String]

    public static func of(_ language: Language) -> ListPhrases {
        switch language {
        case .spanish: .spanish
        case .english: .english
        case .portuguese: .portuguese
        }
    }
}
