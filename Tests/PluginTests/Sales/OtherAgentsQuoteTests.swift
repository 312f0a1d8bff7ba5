// Quotes that the sale did not just write: the quotation agent's, and those on
// which a person decides late.

import AgentDialogue
import OrkestaModel
import SalesEngine
import Testing

@Suite struct OtherAgentsQuoteTests {
    /// The quotation agent's quote of five hammers, made behind the sale's back.
    private func quoteHammers(in talk: inout PaperConversation) throws -> Quote {
        let five = QuoteDraft.Line(sku: "MAR-16", quantity: Quantity(thousandths: 5_000))
        _ = talk.shop.answer(.quote(QuoteDraft(lines: [five]), revising: nil))
        return try #require(talk.shop.quotes.last)
    }

    @Test(arguments: ["", "busco martillos", "quiero un taladro"])
    func aYesToItIsTaken(before: String) throws {
        var talk = PaperConversation()
        if !before.isEmpty { _ = try talk.write(before) }
        let quote = try quoteHammers(in: &talk)
        let said = try talk.turn(.accepted(quote: quote.shownNumber, hash: quote.hash))
        #expect(said.contains("ORD-12") && said.contains("$945.00"), "\(said)")
        #expect(try talk.sale.stage == .closing)
    }

    @Test(arguments: ["", "busco martillos", "quiero un taladro"])
    func whenItHasChangedItIsShownWithItsLines(before: String) throws {
        var talk = PaperConversation()
        if !before.isEmpty { _ = try talk.write(before) }
        let quote = try quoteHammers(in: &talk)
        let changed = try talk.turn(.accepted(quote: quote.shownNumber, hash: "of an older version"))
        #expect(changed.contains("cambio en tu cotización") && changed.contains("5 piezas de Martillo"), "\(changed)")
        #expect(try talk.sale.stage == .proposal)
        let fewer = try talk.write("mejor 4 martillos")
        #expect(fewer.contains("4 piezas"), "\(fewer)")
        #expect(try talk.write("es todo").contains("\(quote.shownNumber), versión 2"))
        #expect(try talk.write("sí").contains("ORD-12"))
    }

    @Test func whenItIsShortOfStockItsOwnLinesAreCut() throws {
        var talk = PaperConversation()
        _ = try talk.write("quiero un taladro")
        let quote = try quoteHammers(in: &talk)
        talk.shop.products[0].stock = 2
        let cut = try talk.turn(.accepted(quote: quote.shownNumber, hash: quote.hash))
        #expect(cut.contains("hay 2 piezas") && cut.contains("Total: $378.00"), "\(cut)")
        #expect(try talk.write("sí").contains("ORD-12"))
    }

    @Test func aQuoteIsAskedOfTheQuotationAgentOnlyBeforeThereIsABasket() throws {
        var talk = PaperConversation()
        _ = try talk.write("cotízame 2 martillos de uña curva")
        #expect(talk.actions == [.handOff(to: "quotation")])
        _ = try talk.write("quiero un taladro")
        let added = try talk.write("cotízame 2 martillos de uña curva")
        #expect(added.contains("2 piezas de Martillo Uña Curva"), "\(added)")
        #expect(try talk.sale.desk.list.basket.lines.map(\.sku) == ["TAL-12", "MAR-16"])
    }

    /// A discount of 30 % that waits for a person, and the granted quote.
    private func asked(in talk: inout PaperConversation) throws -> Quote {
        _ = try talk.write("quiero un taladro")
        #expect(try talk.write("hazme el 30%").contains("autorización"))
        var decided = try #require(talk.shop.quotes.last)
        decided.approval = Quote.Approval(state: .granted, requested: try #require(decided.approval).requested)
        return decided
    }

    @Test func aDecisionOnAnOlderQuoteLeavesThePresentOneAlone() throws {
        var talk = PaperConversation()
        let decided = try asked(in: &talk)
        for text in ["cancelar", "sí, cancelar", "quiero 2 kilos de clavo", "es todo"] { _ = try talk.write(text) }
        let (paper, confirmation) = try (talk.sale.desk.paper, talk.sale.confirmation)
        #expect(paper.map { $0.number != decided.shownNumber } == true)
        let told = try talk.turn(.approvalDecided(decided))
        #expect(told.contains("Autorizaron") && told.contains(decided.shownNumber), "\(told)")
        #expect(try talk.sale.desk.paper == paper && talk.sale.confirmation == confirmation)
        _ = try talk.write("sí")
        #expect(talk.shop.orders.last?.prices.lines.map(\.sku) == ["CLA-25"])
    }

    @Test func aDecisionOnWhatTheBasketNoLongerSaysAsksForNoYes() throws {
        var talk = PaperConversation()
        let decided = try asked(in: &talk)
        _ = try talk.write("agrega 1 kilo de clavo")
        #expect(try talk.turn(.approvalDecided(decided)).contains("Autorizaron"))
        #expect(try talk.sale.confirmation == nil)
        #expect(try talk.write("es todo").contains("Clavo"))
    }
}
