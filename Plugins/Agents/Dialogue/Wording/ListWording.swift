// Says what happened to a customer's list, and asks what it waits for.

public import OrkestaModel

/// Words one list in one language.
public struct ListWording: Sendable {
    private let phrases: ListPhrases
    private let addressee: Addressee
    private static let quotedCharactersMax = 60

    public init(_ language: Language, _ addressee: Addressee) {
        phrases = ListPhrases.of(language)
        self.addressee = addressee
    }

    /// One line a note; products to look at are shown by ``reply(to:notes:prompt:)``.
    public func lines(_ notes: [ListNote]) -> [String] {
        notes.compactMap { note in
            if case .offered(let products) = note, products.count > 1 { return phrases.offered }
            return line(note)
        }
    }

    /// A step as one reply: what happened, and then the open question or
    /// `prompt`. Nil when there is nothing to say.
    public func reply(to list: ShoppingList, notes: [ListNote], prompt: Prompt? = nil) -> Reply? {
        var lines = lines(notes)
        if let (question, choices) = question(of: list) {
            lines.append(question)
            let text = lines.joined(separator: "\n")
            return choices.isEmpty ? .text(text) : .list(text: text, choices)
        }
        if case .offered(let products) = notes.last, products.count > 1 {
            return .list(text: lines.joined(separator: "\n"), products.map(item))
        }
        if let prompt {
            lines.append(prompt.text)
            return .buttons(text: lines.joined(separator: "\n"), prompt.buttons)
        }
        return lines.isEmpty ? nil : .text(lines.joined(separator: "\n"))
    }

    /// What ends a reply when no question is open.
    public struct Prompt: Sendable {
        public let text: String
        public let buttons: [ReplyButton]

        public init(text: String, buttons: [ReplyButton]) {
            (self.text, self.buttons) = (text, buttons)
        }
    }

    /// "2 piezas de Martillo".
    public func line(_ line: BasketLine) -> String {
        fill(phrases.line, product: line.name, amount: amount(line.quantity, line.unit))
    }

    /// "2 piezas", "2.5 kilos".
    public func amount(_ quantity: Quantity, _ unit: String) -> String {
        "\(quantity.description) \(self.unit(unit, isOne: quantity == .one))"
    }

    /// "$189.00 MXN por pieza · 12 disponibles".
    public func item(_ product: ProductHit) -> ReplyListItem {
        let price = fill(phrases.perUnit, unit: unit(product.unit), price: product.price)
        let facts = [price, stock(product.stock)].compactMap(\.self)
        return ReplyListItem(id: product.sku, title: product.name, description: facts.joined(separator: " · "))
    }

    // MARK: Notes

    private func line(_ note: ListNote) -> String {
        switch note {
        case .offered(let products): products.first.map(offer) ?? ""
        case .added(let line): fill(phrases.added, line)
        case .changed(let line): fill(phrases.changed, line)
        case .removed(let line): fill(phrases.removed, line)
        case .emptied: phrases.emptied
        case .short(let line): fill(phrases.short, line)
        case .soldOut(let product): fill(phrases.soldOut, product: product.name)
        case .notFound(let wish): fill(phrases.notFound, words: wish.text)
        case .skipped(let wish): fill(phrases.skipped, words: wish.text)
        case .badAmount(.tooLarge): phrases.tooLarge
        case .badAmount: phrases.notPositive
        case .mustBeWhole(let product): fill(phrases.mustBeWhole, product: product.name, unit: unit(product.unit))
        case .otherUnit(let product): fill(phrases.otherUnit, product: product.name, unit: unit(product.unit))
        case .basketIsFull: phrases.basketIsFull
        case .noSuchPlace(let count): addressee.fill(phrases.noSuchPlace, [("{count}", String(count))])
        case .notInBasket(let name): fill(phrases.notInBasket, words: name)
        case .basketIsEmpty: phrases.basketIsEmpty
        }
    }

    private func offer(_ product: ProductHit) -> String {
        let stock = stock(product.stock).map { " (\($0))" } ?? ""
        return addressee.fill(
            phrases.offeredOne,
            [
                ("{product}", product.name), ("{price}", product.price.description), ("{unit}", unit(product.unit)),
                ("{stock}", stock),
            ]
        )
    }

    // MARK: Questions

    private func question(of list: ShoppingList) -> (text: String, choices: [ReplyListItem])? {
        switch list.question {
        case nil: return nil
        case .which(let wish):
            let text = wish.text.isEmpty ? phrases.askWhichShown : fill(phrases.askWhich, words: wish.text)
            return (text, list.shown.map(item))
        case .howMany(let sku):
            guard let product = list.shown.first(where: { $0.sku == sku }) else { return nil }
            return (fill(phrases.askHowMany, product: product.name, unit: unit(product.unit)), [])
        case .whichLine(let skus, let change):
            let choices = skus.compactMap { list.basket.line($0) }.map { line in
                ReplyListItem(id: line.sku, title: line.name, description: amount(line.quantity, line.unit))
            }
            if case .remove = change { return (phrases.askWhichToRemove, choices) }
            return (phrases.askWhichToChange, choices)
        }
    }

    // MARK: Filling in

    private func stock(_ count: Int64?) -> String? {
        guard let count else { return nil }
        return count <= 0 ? phrases.noStock : addressee.fill(phrases.inStock, [("{count}", String(count))])
    }

    private func unit(_ code: String, isOne: Bool = true) -> String {
        let forms = phrases.units[code.uppercased()]?.split(separator: "|") ?? []
        guard forms.count == 2 else { return code.lowercased() }
        return String(isOne ? forms[0] : forms[1])
    }

    private func fill(_ template: String, _ line: BasketLine) -> String {
        fill(
            template,
            product: line.name,
            amount: amount(line.quantity, line.unit),
            unit: unit(line.unit),
            price: line.price
        )
    }

    /// The customer's own words are quoted no longer than a line.
    private func fill(
        _ template: String,
        product: String = "",
        amount: String = "",
        unit: String = "",
        price: Money? = nil,
        words: String = ""
    ) -> String {
        let isLong = words.count > Self.quotedCharactersMax
        let quoted = isLong ? "\(words.prefix(Self.quotedCharactersMax))…" : words
        return addressee.fill(
            template,
            [
                ("{product}", product), ("{amount}", amount), ("{unit}", unit), ("{price}", price?.description ?? ""),
                ("{words}", quoted),
            ]
        )
    }
}
