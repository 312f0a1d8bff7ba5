// What the catalog agent says, as templates; one file a language fills it in.

import AgentDialogue

/// A language's texts. `{name}` is the customer's first name, `{business}` the
/// shop's, `{, name}` is ", Ana" or nothing, `{count}` a number, `{words}` what
/// was looked for, `{product}` a product's name.
struct Phrases: Sendable {
    /// Before the first answer of a conversation.
    let hello: String
    let foundMany: String
    let foundOne: String
    /// The best there is, without some of the words.
    let foundPartly: String
    let notFound: String
    /// Follows notFound, before the categories.
    let otherWays: String
    let catalogIsEmpty: String
    let browse: String
    let notUnderstood: String

    let askProduct: String
    let askPurchase: String
    let askQuotation: String
    let askWhichOne: String

    /// After a product's detail.
    let offerToBuy: String
    /// A person was told, about what was listed and about one product.
    let listPassedOn: String
    let productPassedOn: String
    let quotationPassedOn: String
    let listLines: String
    let linesNotFound: String

    /// After a list: more of it, or that there is no more; the same for cheaper and for other brands.
    let moreOptions: String
    let noMoreOptions: String
    let cheaperOptions: String
    let nothingCheaper: String
    let otherBrands: String
    let noOtherBrand: String
    /// Before what can stand in for `{product}`.
    let soldOutInstead: String

    let available: String
    let availableOne: String
    let soldOut: String
    let productCount: String
    /// The choice that asks for a person, and the answer to it.
    let person: String
    let personTold: String

    /// Folded words that ask to see what there is, besides ``ChoiceWords``.
    let browseWords: Set<String>
    /// Folded words without a product in them: "quiero una cotización".
    let requestWords: Set<String>

    static func of(_ language: Language) -> Phrases {
        switch language {
        case .spanish: .spanish
        case .english: .english
        case .portuguese: .portuguese
        }
    }

    /// "12 disponibles", or nothing when stock is not tracked.
    func stock(_ count: Int64?) -> String? {
        guard let count else { return nil }
        if count <= 0 { return soldOut }
        return count == 1 ? availableOne : available.replacing("{count}", with: String(count))
    }
}
