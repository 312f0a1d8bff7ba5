// What a customer only asks is not ordered, and what was wanted is neither lost
// nor changed on the way.

import AgentDialogue
import OrkestaModel
import SalesEngine
import Testing

@Suite struct QuestionTests {
    @Test(arguments: [
        ("¿cuánto cuesta el taladro?", "$1,890.00 MXN por pieza"),
        ("cuánto cuesta la pintura vinílica blanca 1 L", "$185.00 MXN por pieza"),
        ("quiero saber a cuánto está el clavo", "$45.00 MXN por kilo"),
        ("¿precio de los martillos?", "$159.00 MXN por pieza"),
    ])
    func aPriceIsToldAndNothingNoted(text: String, price: String) throws {
        var talk = PaperConversation()
        let said = try talk.write(text)
        #expect(said.contains(price) && !said.contains("te anoté"), "\(said)")
        #expect(try talk.sale.desk.list.basket.isEmpty)
    }

    @Test(arguments: [(Language.english, "how much is the second?"), (.portuguese, "quanto custa o segundo?")])
    func thePriceOfOneThatIsShown(language: Language, text: String) throws {
        var talk = PaperConversation(language)
        _ = try talk.write("martillo", intent: UnderstoodIntent("product_search", confidence: 0.9))
        let said = try talk.write(text)
        #expect(said.contains("Martillo Uña Recta") && said.contains("$159.00"), "\(said)")
        #expect(try talk.sale.desk.list.basket.isEmpty)
    }

    @Test func aPriceQuestionLeavesTheOpenQuestionOpen() throws {
        var talk = PaperConversation()
        _ = try talk.write("quiero 2 martillos")
        let said = try talk.write("¿cuánto cuesta el segundo?")
        #expect(said.contains("$159.00") && said.contains("para “martillos”"), "\(said)")
        #expect(try talk.write("el segundo").contains("2 piezas de Martillo Uña Recta"))
    }

    /// "quiero 6" of a list of two is no place on it.
    @Test(arguments: ["¿cuánto cuestan los martillos?", "quiero martillos"])
    func aNumberBeyondTheListIsAQuantity(first: String) throws {
        var talk = PaperConversation()
        _ = try talk.write(first)
        let asked = try talk.write("quiero 6")
        #expect(asked.contains("¿Cuál de estos") && !asked.contains("En la lista hay"), "\(asked)")
        let noted = try talk.write("el primero")
        #expect(noted.contains("6 piezas de Martillo Uña Curva"), "\(noted)")
    }

    @Test func namedAgainWithoutAQuantityAProductKeepsTheOneItHas() throws {
        var talk = PaperConversation()
        _ = try talk.write("quiero 6 martillos de uña curva")
        _ = try talk.write("busco martillos", intent: UnderstoodIntent("product_search", confidence: 0.9))
        let said = try talk.write("el primero")
        #expect(said.contains("6 piezas de Martillo Uña Curva"), "\(said)")
        #expect(try talk.sale.desk.list.basket.lines.map(\.quantity) == [Quantity(thousandths: 6_000)])
    }

    @Test func aWishThatIsStillOpenIsNotDroppedInSilence() throws {
        var talk = PaperConversation()
        _ = try talk.write("quiero un taladro y 2 martillos")
        let proposal = try talk.write("es todo")
        #expect(proposal.contains("dejo fuera “martillos”") && proposal.contains("COT-41"), "\(proposal)")
    }

    @Test func theFirstPaperIsNoSecondVersion() throws {
        var talk = PaperConversation()
        _ = try talk.write("quiero un taladro")
        let proposal = try talk.write("¿me haces un descuento?")
        #expect(proposal.contains("-$94.50") && !proposal.contains("versión"), "\(proposal)")
        #expect(talk.shop.quotes.map(\.version) == [1])
    }

    @Test func whereNothingIsNotedThereIsNothingToCancel() throws {
        var talk = PaperConversation(.english)
        let said = try talk.write("cancel everything")
        #expect(said.contains("nothing to cancel"), "\(said)")
        #expect(try talk.sale.confirmation == nil)
    }

    @Test func aProposalIsNotSaidTwice() throws {
        var talk = PaperConversation()
        _ = try talk.write("quiero un taladro")
        _ = try talk.write("es todo")
        let again = try talk.write("es todo")
        #expect(again.contains("¿Te confirmo el pedido?") && !again.contains("COT-"), "\(again)")
        #expect(try talk.write("sí").contains("ORD-12"))
    }

    @Test(arguments: [(Language.spanish, "quita ese", "¿Qué producto"), (.english, "remove it", "What would you like")])
    func afterTheLastLineIsTakenOffTheSaleAsksOn(language: Language, text: String, question: String) throws {
        var talk = PaperConversation(language)
        _ = try talk.write(language == .spanish ? "quiero un taladro" : "I want a taladro")
        let said = try talk.write(text)
        #expect(said.contains(question), "\(said)")
        #expect(try talk.sale.desk.list.basket.isEmpty)
    }
}
