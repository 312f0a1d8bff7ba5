// Quotations as customers ask for them, on paper.

import AgentDialogue
import OrkestaModel
import QuotationEngine
import Testing

@Suite struct QuotationTests {
    private let hammer = Self.product("MAR-16", "Martillo Uña Curva 16 oz", 18_900, stock: 3)
    private let mallet = Self.product("MAZ-1", "Mazo de Hule Martillo Blanco", 9_900, stock: 5)
    private let paint = Self.product("PIN-1", "Pintura Vinílica Blanca 1 L", 18_500, stock: 30)

    private static func product(_ sku: String, _ name: String, _ price: Int64, stock: Int64) -> ProductHit {
        let price = Money(minor: price, currency: "MXN")
        return ProductHit(sku: sku, name: name, price: price, unit: "PZA", stock: stock, score: 0.9)
    }

    private func machine(
        _ quotation: Quotation,
        agents: [String] = ["sales"],
        canHandBack: Bool = true,
        now: Int64 = 1_000
    ) -> QuotationMachine {
        let context = DialogueContext(
            language: .spanish,
            addressee: Addressee(customerName: "Ana", business: "La Central"),
            now: Timestamp(milliseconds: now),
            agents: agents,
            canHandBack: canHandBack
        )
        return QuotationMachine(quotation, context)
    }

    private func quote(
        _ draft: QuoteDraft,
        number: Int64 = 42,
        version: Int64 = 1,
        validUntil: Int64 = 1_000_000
    ) -> Quote {
        let zero = Money(minor: 0, currency: "MXN")
        let total = Money(minor: 37_800, currency: "MXN")
        return Quote(
            id: "q",
            number: number,
            version: version,
            state: .sent,
            customerID: "c",
            conversationID: nil,
            agent: "quotation",
            language: "es",
            prices: Prices(
                currency: "MXN",
                includeTax: true,
                lines: [],
                discount: draft.discount,
                coupon: draft.coupon,
                amount: total,
                reduction: zero,
                base: total,
                taxes: [],
                taxAmount: zero,
                total: total,
                totalInWords: ""
            ),
            note: nil,
            createdAt: Timestamp(milliseconds: 0),
            validUntil: Timestamp(milliseconds: validUntil),
            hash: "h\(version)",
            token: "t"
        )
    }

    private func said(_ actions: [QuotationAction]) -> String {
        actions.compactMap { action in
            guard case .say(let reply) = action else { return nil }
            return reply.plainText
        }.joined(separator: "\n")
    }

    /// A quotation of two hammers, shown as COT-42.
    private func shown() throws -> Quotation {
        var first = machine(Quotation(language: .spanish))
        let wish = try #require(
            calls(first.handle(.message("cotízame 2 martillos", intent: "quotation", confidence: 1))).first
        )
        #expect(wish == .search([Wish(text: "martillos", amount: .quantity(Quantity(thousandths: 2_000)))]))
        let finding = Finding(
            wish: Wish(text: "martillos", amount: .quantity(Quantity(thousandths: 2_000))),
            hits: [hammer]
        )
        let drafted = calls(first.handle(.found([finding])))
        guard case .quote(let draft, nil) = drafted.first else {
            Issue.record("no quote is made: \(drafted)")
            return first.quotation
        }
        let actions = first.handle(.quoted(QuoteAnswer(outcome: .created, quote: quote(draft))))
        #expect(said(actions).contains("COT-42") && actions.last == .attach(quote: "COT-42"), "\(actions)")
        return try Quotation(json: JSON(parsing: first.quotation.json.description), language: .spanish)
    }

    private func calls(_ actions: [QuotationAction]) -> [QuotationCall] {
        actions.compactMap { action in
            guard case .call(let call) = action else { return nil }
            return call
        }
    }

    @Test func aYesIsBoundToTheVersionShown() throws {
        var machine = machine(try shown())
        #expect(
            machine.handle(.message("sí, acepto", intent: "", confidence: 0)) == [.close(quote: "COT-42", hash: "h1")]
        )
        #expect(!machine.quotation.isUnfinished)
    }

    @Test func withoutASalesAgentTheYesMakesTheOrder() throws {
        var machine = machine(try shown(), agents: [])
        let actions = machine.handle(.message("acepto", intent: "", confidence: 0))
        #expect(calls(actions) == [.accept(quote: "COT-42", hash: "h1")])
    }

    /// It is asked of the catalog, and stays out of the quote.
    @Test func aPriceQuestionIsNotTheQuotations() throws {
        var machine = machine(try shown())
        let before = machine.quotation
        let text = "¿cuánto cuesta la pintura blanca?"
        #expect(machine.handle(.message(text, intent: "product_search", confidence: 0.9)) == [.handBack])
        #expect(machine.quotation == before)
    }

    @Test func aChangeMakesTheNextVersion() throws {
        var machine = machine(try shown())
        let actions = calls(machine.handle(.message("mejor 3", intent: "", confidence: 0)))
        guard case .quote(let draft, let paper?) = actions.first else {
            Issue.record("\(actions)")
            return
        }
        #expect(paper.number == "COT-42" && paper.version == 1)
        #expect(draft.lines.map(\.quantity) == [Quantity(thousandths: 3_000)])
        let shown = said(machine.handle(.quoted(QuoteAnswer(outcome: .created, quote: quote(draft, version: 2)))))
        #expect(shown.contains("COT-42, versión 2"), "\(shown)")
        // A quote may ask for more than is at hand.
        _ = machine.handle(.message("mejor 30", intent: "", confidence: 0))
        #expect(machine.quotation.desk.list.basket.lines.first?.quantity == Quantity(thousandths: 30_000))
    }

    @Test func anExpiredQuoteIsRenewedAndNotAccepted() throws {
        var machine = machine(try shown(), now: 2_000_000)
        let actions = machine.handle(.message("sí", intent: "", confidence: 0))
        guard case .quote(let draft, let paper?) = calls(actions).first else {
            Issue.record("\(actions)")
            return
        }
        #expect(paper.number == "COT-42")
        var renewed = quote(draft, version: 2, validUntil: 9_000_000)
        renewed.createdAt = Timestamp(milliseconds: 2_000_000)
        let text = said(machine.handle(.quoted(QuoteAnswer(outcome: .created, quote: renewed))))
        #expect(text.contains("ya había vencido") && text.contains("versión 2"), "\(text)")
    }

    @Test func unclearLinesAreAskedOneByOne() throws {
        var machine = machine(Quotation(language: .spanish))
        _ = machine.handle(.message("martillo x 2\npintura blanca x 1", intent: "quotation", confidence: 1))
        let wishes = [
            Wish(text: "martillo", amount: .quantity(Quantity(thousandths: 2_000))),
            Wish(text: "pintura blanca", amount: .quantity(.one)),
        ]
        let asked = said(
            machine.handle(
                .found([Finding(wish: wishes[0], hits: [hammer, mallet]), Finding(wish: wishes[1], hits: [paint])])
            )
        )
        #expect(asked.contains("¿Cuál de estos te anoto para “martillo”?"), "\(asked)")
        let next = machine.handle(.message("el primero", intent: "", confidence: 0))
        #expect(machine.quotation.desk.list.basket.lines.map(\.sku) == ["PIN-1", "MAR-16"])
        #expect(calls(next).count == 1, "\(next)")
    }

    @Test func aWithdrawnProductIsTakenOff() throws {
        var machine = machine(try shown())
        _ = machine.handle(.message("agrega 1 pintura blanca", intent: "", confidence: 0))
        _ = machine.handle(
            .found([Finding(wish: Wish(text: "pintura blanca", amount: .quantity(.one)), hits: [paint])])
        )
        let problem = DraftProblem(line: 0, sku: "MAR-16", kind: .gone, detail: "gone")
        let again = machine.handle(.quoted(QuoteAnswer(outcome: .refused, problems: [problem])))
        guard case .quote(let draft, _) = calls(again).first else {
            Issue.record("\(again)")
            return
        }
        #expect(draft.lines.map(\.sku) == ["PIN-1"])
        let text = said(machine.handle(.quoted(QuoteAnswer(outcome: .created, quote: quote(draft, version: 2)))))
        #expect(text.contains("ya no está a la venta"), "\(text)")
    }

    @Test(arguments: [("mi pedido llegó roto", "complaint"), ("¿a qué hora abren?", "support")])
    func whatIsNoQuotationGoesBack(text: String, intent: String) throws {
        var machine = machine(try shown())
        #expect(machine.handle(.message(text, intent: intent, confidence: 0.95)) == [.handBack])
    }

    /// Without an orchestrator nobody else answers.
    @Test(arguments: [("mi pedido llegó roto", "complaint"), ("gracias", ""), ("más opciones", "")])
    func whatCannotGoBackIsAnswered(text: String, intent: String) throws {
        for quotation in [Quotation(language: .spanish), try shown()] {
            var machine = machine(quotation, canHandBack: false)
            let actions = machine.handle(.message(text, intent: intent, confidence: 0.95))
            #expect(!actions.isEmpty && !actions.contains(.handBack), "\(actions)")
        }
    }

    @Test func aDecisionOnAnOlderQuoteLeavesThePresentOneAlone() throws {
        var older = quote(QuoteDraft(lines: []), number: 41)
        older.approval = Quote.Approval(state: .granted, requested: QuoteDraft(lines: []))
        var machine = machine(try shown())
        let told = said(machine.handle(.approvalDecided(older)))
        #expect(told.contains("Autorizaron") && told.contains("COT-41"), "\(told)")
        #expect(machine.quotation.desk.paper?.number == "COT-42")
        #expect(
            machine.handle(.message("sí, acepto", intent: "", confidence: 0)) == [.close(quote: "COT-42", hash: "h1")]
        )
    }

    @Test func cancellingLeavesNothing() throws {
        var machine = machine(try shown())
        #expect(said(machine.handle(.message("cancelar", intent: "", confidence: 0))).contains("dejé la cotización"))
        #expect(!machine.quotation.isUnfinished)
    }
}
