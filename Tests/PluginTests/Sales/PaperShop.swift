// A shop on paper for the sale's machine: a few products, quotes counted by
// hand, no host. What it answers has the host's form.

import AgentDialogue
import OrkestaModel
import SalesEngine

/// Answers the sale's calls, and can be told to change between two of them.
struct PaperShop {
    var products: [ProductHit]
    /// A discount above this waits for a person.
    var discountMax = Percentage(hundredths: 1_000)
    var quotes: [Quote] = []
    var orders: [Order] = []
    var paid: Set<String> = []
    /// False: orders are made, and links to pay them are not.
    var makesLinks = true
    /// What a language model makes of a message; nil: there is none to ask.
    var understood: [Request]?
    var now = Timestamp(milliseconds: 1_795_000_000_000)
    /// Everything asked of it, in order.
    var calls: [SaleCall] = []

    static let hardware = PaperShop(products: [
        product("MAR-16", "Martillo Uña Curva 16 oz Truper", 18_900, stock: 12),
        product("MAR-20", "Martillo Uña Recta 20 oz Pretul", 15_900, stock: 3),
        product("TAL-12", "Taladro Rotomartillo 1/2 pulgada Bosch", 189_000, stock: 2),
        product("CLA-25", "Clavo 2 1/2 pulgada", 4_500, unit: "KG", stock: 40),
        product("PIN-1", "Pintura Vinílica Blanca 1 L Comex", 18_500, stock: 30),
        product("PIN-19", "Pintura Vinílica Blanca 19 L Comex", 239_900, unit: "CUBETA", stock: 0),
        product("CEM-50", "Cemento Gris CPC 30R 50 kg Cruz Azul", 26_500, unit: "BULTO", stock: 80),
    ])

    static func product(
        _ sku: String,
        _ name: String,
        _ price: Int64,
        unit: String = "PZA",
        stock: Int64?
    ) -> ProductHit {
        let price = Money(minor: price, currency: "MXN")
        return ProductHit(sku: sku, name: name, price: price, unit: unit, stock: stock, score: 1)
    }

    mutating func answer(_ call: SaleCall) -> SaleEvent {
        calls.append(call)
        switch call {
        case .search(let wishes, let isOrder): return .found(wishes.map(find), isOrder: isOrder)
        case .quote(let draft, let paper): return .quoted(quote(draft, after: paper))
        case .discount(let draft, let paper): return .quoted(quote(draft, after: paper))
        case .price(let draft): return .priced(QuoteAnswer(outcome: .priced, prices: prices(draft)))
        case .read(let number): return .read(quotes.last { $0.shownNumber == number })
        case .link(let number, let hash): return accept(number, hash)
        case .recheck(let skus): return .rechecked(skus.map { sku in products.first { $0.sku == sku } })
        case .payment(let order): return .invoice(invoice(of: order))
        case .understand: return .understood(understood ?? [])
        }
    }

    // MARK: Search

    private func find(_ wish: Wish) -> Finding {
        let words = Words(wish.text).folded.filter { $0.count > 2 || Int($0) != nil }.map(stem)
        let hits = products.compactMap { product -> ProductHit? in
            let names = Words(product.name).folded.map(stem) + [product.sku.lowercased()]
            let known = words.count { word in names.contains(word) } + (product.sku == wish.text ? 1 : 0)
            guard known > 0 else { return nil }
            var hit = product
            hit.score = Double(known) / Double(max(1, words.count))
            return hit
        }.sorted { $0.score > $1.score }
        let known = hits.first.map { Words($0.name).folded.map(stem) } ?? []
        return Finding(wish: wish, hits: hits, unmatched: words.filter { !known.contains($0) })
    }

    private func stem(_ word: String) -> String { word.hasSuffix("s") ? String(word.dropLast()) : word }

    // MARK: Quotes

    private mutating func quote(_ draft: QuoteDraft, after paper: QuotePaper?) -> QuoteAnswer {
        let gone = draft.lines.enumerated().filter { line in !products.contains { $0.sku == line.element.sku } }
        guard gone.isEmpty else {
            let problems = gone.map { DraftProblem(line: $0.offset, sku: $0.element.sku, kind: .gone, detail: "gone") }
            return QuoteAnswer(outcome: .refused, problems: problems)
        }
        var draft = draft
        var approval: Quote.Approval?
        if case .percent(let asked) = draft.discount, asked > discountMax {
            approval = Quote.Approval(state: .pending, requested: draft)
            draft.discount = .percent(discountMax)
        }
        let number = paper.map { Int64($0.number.dropFirst(4)) ?? 0 } ?? Int64(quotes.count + 41)
        let version = quotes.last { $0.number == number }.map { $0.version + 1 } ?? 1
        let made = Quote(
            id: "q\(quotes.count)",
            number: number,
            version: version,
            state: .sent,
            customerID: "c",
            conversationID: nil,
            agent: nil,
            language: "es",
            prices: prices(draft),
            note: nil,
            createdAt: now,
            validUntil: now.advanced(bySeconds: 7 * 86_400),
            hash: "hash-\(number)-\(version)",
            token: "t",
            approval: approval
        )
        quotes.append(made)
        return QuoteAnswer(outcome: .created, quote: made)
    }

    func prices(_ draft: QuoteDraft) -> Prices {
        let zero = Money(minor: 0, currency: "MXN")
        let lines = draft.lines.compactMap { line -> PricedLine? in
            guard let product = products.first(where: { $0.sku == line.sku }) else { return nil }
            let amount = Money(minor: product.price.minor * line.quantity.thousandths / 1_000, currency: "MXN")
            return PricedLine(
                sku: product.sku,
                name: product.name,
                unit: product.unit,
                quantity: line.quantity,
                unitPrice: product.price,
                amount: amount,
                discount: nil,
                reductions: PricedLine.Reductions(),
                base: amount,
                tax: Tax(taxClass: .exempt, rate: .zero),
                taxAmount: zero,
                total: amount
            )
        }
        let amount = lines.reduce(Int64(0)) { $0 + $1.amount.minor }
        var reduction: Int64 = 0
        if case .percent(let percentage) = draft.discount { reduction = amount * percentage.hundredths / 10_000 }
        let total = Money(minor: amount - reduction, currency: "MXN")
        return Prices(
            currency: "MXN",
            includeTax: true,
            lines: lines,
            discount: draft.discount,
            coupon: draft.coupon,
            amount: Money(minor: amount, currency: "MXN"),
            reduction: Money(minor: reduction, currency: "MXN"),
            base: total,
            taxes: [],
            taxAmount: zero,
            total: total,
            totalInWords: ""
        )
    }

    // MARK: Orders

    private mutating func accept(_ number: String, _ hash: String) -> SaleEvent {
        guard let quote = quotes.last(where: { $0.shownNumber == number }), quote.hash == hash else {
            let latest = quotes.last { $0.shownNumber == number }
            return .linked(OrderAnswer(outcome: .changed, quote: latest), nil)
        }
        guard now < quote.validUntil else { return .linked(OrderAnswer(outcome: .expired, quote: quote), nil) }
        let problems = quote.prices.lines.compactMap { line -> DraftProblem? in
            guard let product = products.first(where: { $0.sku == line.sku }) else {
                return DraftProblem(sku: line.sku, kind: .gone, detail: "gone")
            }
            guard let stock = product.stock, Quantity(thousandths: stock * 1_000) < line.quantity else { return nil }
            let available = Quantity(thousandths: stock * 1_000)
            return DraftProblem(sku: line.sku, kind: .stock, available: available, detail: "short")
        }
        guard problems.isEmpty else {
            return .linked(OrderAnswer(outcome: .refused, quote: quote, problems: problems), nil)
        }
        let order = Order(
            id: "o\(orders.count)",
            number: Int64(12 + orders.count),
            customerID: "c",
            prices: quote.prices,
            createdAt: now,
            heldUntil: now.advanced(bySeconds: 86_400)
        )
        orders.append(order)
        let link = PaymentLink(
            url: "http://shop/pay/abc",
            amount: quote.prices.total,
            expiresAt: now.advanced(bySeconds: 3 * 86_400)
        )
        return .linked(OrderAnswer(outcome: .accepted, order: order, quote: quote), makesLinks ? link : nil)
    }

    func invoice(of order: String) -> Invoice? {
        guard let made = orders.first(where: { $0.shownNumber == order }) else { return nil }
        let total = made.prices.total
        let isPaid = paid.contains(order)
        return Invoice(
            id: "i",
            number: "INV-1001",
            status: isPaid ? .succeeded : .pending,
            order: order,
            total: total,
            paid: isPaid ? total : Money(minor: 0, currency: "MXN"),
            balance: isPaid ? Money(minor: 0, currency: "MXN") : total,
            dueAt: now,
            createdAt: now,
            paidAt: isPaid ? now : nil
        )
    }
}

/// A conversation with the machine, turn by turn, over one sale that is stored
/// as a document between turns.
struct PaperConversation {
    var shop = PaperShop.hardware
    let language: Language
    var offered = Percentage(hundredths: 500)
    /// Whether an orchestrator hands the messages over.
    var canHandBack = true
    private(set) var document: JSON = .null
    private(set) var stages: [SaleStage] = []
    /// Of the last turn.
    private(set) var actions: [SaleAction] = []

    init(_ language: Language = .spanish) { self.language = language }

    /// What is said, one line a reply.
    mutating func write(
        _ text: String,
        intent: UnderstoodIntent = UnderstoodIntent("purchase", confidence: 0.9)
    ) throws -> String {
        try turn(.message(text, intent: intent))
    }

    mutating func turn(_ event: SaleEvent) throws -> String {
        let context = DialogueContext(
            language: language,
            addressee: Addressee(customerName: "Ana Pérez", business: "La Central"),
            now: shop.now,
            agents: ["catalog", "orchestrator", "quotation", "sales"],
            canHandBack: canHandBack,
            offeredDiscount: offered,
            canAskModel: shop.understood != nil
        )
        let sale = document.isNull ? Sale(language: language) : try Sale(json: document, language: language)
        var machine = SaleMachine(sale, context)
        actions = []
        var next: SaleEvent? = event
        while let event = next {
            next = nil
            for action in machine.handle(event) {
                if case .call(let call) = action { next = shop.answer(call) }
                actions.append(action)
            }
            if next == nil, machine.hasNext { next = .next }
        }
        document = try JSON(parsing: machine.sale.json.description)
        stages.append(machine.sale.stage)
        return said
    }

    var said: String {
        actions.compactMap { action in
            guard case .say(let reply) = action else { return nil }
            return reply.plainText
        }.joined(separator: "\n")
    }

    var sale: Sale {
        get throws { try Sale(json: document, language: language) }
    }
}
