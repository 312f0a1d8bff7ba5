// What customers write while an order waits for its payment, on paper.

import AgentDialogue
import OrkestaModel
import SalesEngine
import Testing

@Suite struct OpenOrderTests {
    /// A drill bought, its link sent.
    private func ordered(makesLinks: Bool = true) throws -> PaperConversation {
        var talk = PaperConversation()
        talk.shop.makesLinks = makesLinks
        for text in ["quiero un taladro", "es todo", "sí, confirmo"] { _ = try talk.write(text) }
        #expect(try talk.sale.order?.number == "ORD-12", "\(talk.said)")
        return talk
    }

    @Test(arguments: ["¿tienen brocas?", "¿tienen martillos?", "quita el martillo", "vacía el carrito"])
    func aQuestionLeavesItOpen(text: String) throws {
        var talk = try ordered()
        let answer = try talk.write(text, intent: UnderstoodIntent("product_search", confidence: 0.9))
        #expect(!answer.contains("pedido nuevo"), "\(answer)")
        #expect(try talk.sale.stage == .closing)
        let paid = try talk.write("ya pagué")
        #expect(talk.shop.calls.last == .payment(order: "ORD-12"), "\(paid)")
    }

    @Test func whatIsPutIntoTheBasketBeginsAnotherPurchase() throws {
        var talk = try ordered()
        _ = try talk.write("¿tienen martillos?", intent: UnderstoodIntent("product_search", confidence: 0.9))
        let next = try talk.write("dame 2 del primero")
        #expect(next.contains("pedido nuevo") && next.contains("2 piezas de Martillo"), "\(next)")
        #expect(try talk.sale.order == nil && talk.sale.stage == .discovery)
        let more = try talk.write("quiero un taladro")
        #expect(!more.contains("pedido nuevo"), "\(more)")
    }

    /// The order is made and counts; only the link is missing.
    @Test func anOrderWithoutALinkIsKeptForAPerson() throws {
        var talk = try ordered(makesLinks: false)
        #expect(talk.said.contains("ORD-12") && talk.said.contains("Ya le avisé a una persona"), "\(talk.said)")
        #expect(talk.actions.contains { if case .openCase("sale-failure", _) = $0 { true } else { false } })
        #expect(try talk.sale.stage == .closing && talk.sale.desk.list.basket.isEmpty)
        // Nothing is bought twice.
        for text in ["es todo", "sí", "quiero pagar"] { _ = try talk.write(text) }
        #expect(talk.shop.quotes.count == 1 && talk.shop.orders.count == 1)
        talk.shop.paid = ["ORD-12"]
        #expect(try talk.write("ya pagué").contains("INV-1001"))
        #expect(try talk.sale.stage == .completed)
    }
}
