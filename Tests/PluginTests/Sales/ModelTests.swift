// What a language model adds to a sale: it is asked where the grammar ends, and
// only then; what it says is done as if the customer had said it, and never more.

import AgentDialogue
import OrkestaModel
import SalesEngine
import Testing

@Suite struct ModelTests {
    private static let unsure = UnderstoodIntent("other", confidence: 0.3)

    private func conversation(_ understood: [Request]) -> PaperConversation {
        var talk = PaperConversation()
        talk.shop.understood = understood
        return talk
    }

    private func asked(_ talk: PaperConversation) -> Int {
        talk.shop.calls.count { if case .understand = $0 { true } else { false } }
    }

    @Test(arguments: ["quiero 2 martillos de uña curva", "busco martillos", "es todo", "¿cuánto cuesta el taladro?"])
    func nobodyIsAskedAboutWhatIsUnderstood(text: String) throws {
        var talk = conversation([.checkout])
        _ = try talk.write(text)
        #expect(asked(talk) == 0, "\(talk.said)")
    }

    @Test func whatFoundNothingIsUnderstood() throws {
        var talk = conversation([.prices([Wish(text: "MAR-16"), Wish(text: "MAR-20")])])
        let said = try talk.write("algo pesado para darle de golpes", intent: Self.unsure)
        #expect(asked(talk) == 1)
        #expect(said.contains("Martillo Uña Curva") && said.contains("Martillo Uña Recta"), "\(said)")
        #expect(try talk.sale.desk.list.basket.isEmpty)
        #expect(try talk.write("el segundo").contains("Martillo Uña Recta"))
    }

    @Test func severalThingsAreDoneInOrder() throws {
        var talk = conversation([])
        _ = try talk.write("quiero 2 martillos de uña curva")
        talk.shop.understood = [
            .remove(.named("MAR-16"), nil), .wishes([Wish(text: "TAL-12")], isOrder: true), .checkout,
        ]
        let said = try talk.write("zumbale xkcd", intent: Self.unsure)
        #expect(try talk.sale.desk.list.basket.lines.map(\.sku) == ["TAL-12"], "\(said)")
        #expect(said.contains("COT-") && talk.stages.last == .proposal, "\(said)")
        #expect(talk.shop.orders.isEmpty)
    }

    /// Nobody to ask, nobody who answers, and a model that knows nothing are alike.
    @Test(arguments: ["zumbale xkcd", "quiero un zumbalete de xkcd"])
    func withoutAnAnswerNothingChanges(text: String) throws {
        var alone = PaperConversation()
        var silent = conversation([])
        let said = try alone.write(text, intent: Self.unsure)
        #expect(try silent.write(text, intent: Self.unsure) == said)
        #expect(asked(alone) == 0 && asked(silent) == 1)
        #expect(alone.document == silent.document)
    }

    @Test(arguments: [
        Request.yes, .confirm, .pay, .paid, .discount(Percentage(hundredths: 9_000)), .coupon("GRATIS"), .cancel,
        .person, .empty,
    ])
    func noModelSpeaksForTheCustomer(request: Request) throws {
        var talk = conversation([])
        _ = try talk.write("quiero un taladro")
        _ = try talk.write("es todo")
        let before = try talk.sale
        talk.shop.understood = [request]
        _ = try talk.write("zumbale xkcd", intent: Self.unsure)
        let after = try talk.sale
        #expect(talk.shop.orders.isEmpty && talk.shop.paid.isEmpty)
        #expect(after.desk.list.basket == before.desk.list.basket && after.desk.discount == nil)
    }
}

@Suite struct NotedCallTests {
    private func sale() throws -> Sale {
        var talk = PaperConversation()
        _ = try talk.write("quiero 2 martillos de uña curva")
        return try talk.sale
    }

    private func call(_ tool: NoteTool, _ lines: JSON) -> NotedCall {
        NotedCall(tool: tool.rawValue, arguments: ["lineas": lines], result: [:])
    }

    private let search = NotedCall(
        tool: NoteTool.search,
        arguments: ["productos": [["text": "taladro"]]],
        result: ["resultados": [["hits": [["sku": "TAL-12"]]]]]
    )

    private func requests(_ message: String, _ calls: [NotedCall]) throws -> [Request] {
        NotedCalls(try sale(), message: message, language: .spanish).requests(calls)
    }

    @Test func linesThatWereFoundAndSaid() throws {
        let three = Amount.quantity(Quantity(thousandths: 3_000))
        let noted = try requests(
            "échale tres de esos taladros y ya no los martillos",
            [
                search, call(.add, [["sku": "TAL-12", "cantidad": "3"]]), call(.remove, [["sku": "MAR-16"]]),
                NotedCall(tool: NoteTool.propose.rawValue, arguments: [:], result: [:]),
            ]
        )
        #expect(
            noted == [
                .remove(.named("MAR-16"), nil), .wishes([Wish(text: "TAL-12", amount: three)], isOrder: true),
                .checkout,
            ]
        )
    }

    /// Numbers that the customer did not write, and products that nobody showed.
    @Test func whatNobodySaidIsLeftOut() throws {
        #expect(
            try requests("ponme taladros", [search, call(.add, [["sku": "TAL-12", "cantidad": "999"]])])
                == [.wishes([Wish(text: "TAL-12")], isOrder: true)]
        )
        #expect(try requests("ponme otro", [call(.add, [["sku": "ORO-1", "cantidad": "1"]])]).isEmpty)
        #expect(try requests("mejor más", [call(.change, [["sku": "MAR-16", "cantidad": "500"]])]).isEmpty)
        #expect(try requests("quítalo", [call(.remove, [["sku": "TAL-12"]])]).isEmpty)
    }

    @Test func whoOnlyLookedShowsWhatWasFound() throws {
        #expect(try requests("¿algo para hacer hoyos?", [search]) == [.prices([Wish(text: "TAL-12")])])
        let basket = NotedCall(tool: NoteTool.basket.rawValue, arguments: [:], result: [:])
        #expect(try requests("¿cómo voy?", [basket]) == [.show])
        #expect(try requests("hola", []).isEmpty)
    }

    @Test func callsOfOtherToolsAreNothing() throws {
        for tool in ["generar_link_pago", "crear_cotizacion", "aplicar_descuento", "procesar_pago", "borrar_todo"] {
            #expect(try requests("sí", [NotedCall(tool: tool, arguments: ["hash": "x"], result: [:])]).isEmpty)
        }
    }

    @Test func equalCallsCountOnce() throws {
        let add = call(.add, [["sku": "TAL-12"]])
        #expect(try requests("un taladro", [search, add, add]).count == 1)
    }
}
