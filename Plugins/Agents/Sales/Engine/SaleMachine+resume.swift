// Coming back after a pause: the basket is looked at again before it is spoken of.

import AgentDialogue
import OrkestaModel

extension SaleMachine {
    /// What changed meanwhile, then what the customer wrote.
    mutating func rechecked(_ products: [ProductHit?]) {
        var changes: [String] = []
        for (line, product) in zip(sale.basket.lines, products) { changes += update(line, product) }
        preface.append(context.addressee.fill(phrases.welcomeBack))
        preface += changes
        sale.confirmation = nil
        let isOver = sale.desk.paper.map { $0.validUntil <= context.now } ?? false
        if isOver { preface.append(phrases.quoteExpired) }
        guard let waiting = postponed else { return greetBack() }
        postponed = nil
        answerAfterPause(RequestReader(context.language).read(waiting.text))
    }

    /// An answer to what was asked days ago is taken as a greeting.
    private mutating func answerAfterPause(_ request: Request) {
        switch request {
        case .greeting, .resume, .yes, .no, .confirm, .number, .nothing, .unclear, .show, .thanks: greetBack()
        default: answer(request)
        }
    }

    /// A line after the pause, and what to say of it.
    private mutating func update(_ line: BasketLine, _ product: ProductHit?) -> [String] {
        guard let product else {
            sale.desk.drop(line.sku)
            return quoteWording.lines([.gone(line.name)])
        }
        var changes: [QuoteDesk.Note] = []
        if product.price != line.price, sale.desk.paper == nil {
            changes.append(.priceChanged(line.name, product.price))
        }
        var quantity = line.quantity
        if let stock = product.stock, quantity > Quantity(thousandths: max(0, stock) &* 1_000) {
            let available = stock > 0 ? Quantity(thousandths: stock &* 1_000) : nil
            changes.append(.short(line.name, available: available, unit: line.unit))
            guard let available else {
                sale.desk.drop(line.sku)
                return quoteWording.lines(changes)
            }
            quantity = available
        }
        var updated = BasketLine(product, quantity: quantity)
        // While a quote holds, so do its prices; the next one tells what changed.
        if sale.desk.paper != nil { updated.price = line.price }
        sale.desk.take(updated)
        return quoteWording.lines(changes)
    }

    /// Where we were, in one look.
    mutating func greetBack() {
        if let order = sale.order, let link = order.link(at: context.now) {
            say(phrases.orderWaits, values(order))
            return show(link, of: order, phrases.payTitle)
        }
        guard !sale.basket.isEmpty else { return say(phrases.askProduct) }
        sale.desk.list.dropQuestion()
        let lines = sale.basket.lines.map { "• \(listWording.line($0))" }
        let text = ([phrases.basketTitle] + lines + [phrases.askContinue]).joined(separator: "\n")
        say(.buttons(text: text, addMorePrompt.buttons))
    }
}
