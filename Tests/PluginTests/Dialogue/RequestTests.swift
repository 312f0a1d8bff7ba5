// What customers write, and what the grammar makes of it, in three languages.

import AgentDialogue
import OrkestaModel
import Testing

/// A quantity for the tables below.
private func amount(_ decimal: String, _ unit: String? = nil) throws -> RequestedAmount {
    RequestedAmount(.quantity(try #require(Quantity(decimal))), unit: unit.map(NamedUnit.init))
}

@Suite struct RequestTests {
    @Test(arguments: [
        ("sí", Request.yes), ("Claro que sí, por favor", .yes), ("simón", .yes), ("👍", .yes), ("dale", .yes),
        ("sí, confirmo", .confirm), ("acepto", .confirm),
        ("no", .no), ("no, gracias", .no), ("todavía no", .no), ("no quiero", .no),
        ("es todo, gracias", .checkout), ("así está bien", .checkout), ("nada más", .checkout),
        ("cerrar pedido", .checkout),
        ("¿cómo pago?", .pay), ("mándame la liga por favor", .pay), ("quiero pagar con tarjeta", .pay),
        ("ya pagué", .paid), ("ya hice la transferencia", .paid),
        ("cancelar", .cancel), ("canselar mi pedido", .cancel), ("olvídalo", .cancel), ("ya no quiero nada", .cancel),
        ("vacía el carrito", .empty), ("quita todo", .empty), ("empezar de nuevo", .empty),
        ("¿qué llevo?", .show), ("¿cuánto va a ser?", .show), ("cuánto es", .show), ("ver mi carrito", .show),
        ("quiero hablar con una persona", .person), ("más opciones", .options), ("¿tienes otra marca?", .options),
        ("¿me haces un descuento?", .discount(nil)), ("está muy caro", .discount(nil)),
        ("hazme el 10% de descuento", .discount(Percentage(hundredths: 1_000))),
        ("un descuento del 15 por ciento", .discount(Percentage(hundredths: 1_500))),
        ("cupón VERANO", .coupon("VERANO")), ("mándame el pdf", .document), ("seguimos con mi pedido", .resume),
        ("hola, buenas tardes", .greeting), ("muchas gracias", .thanks), ("🙈🙈", .nothing), ("...", .nothing),
        ("hazme una cotización", .quotation([])),
    ])
    func steeringInSpanish(text: String, request: Request) {
        #expect(RequestReader(.spanish).read(text) == request)
    }

    @Test(arguments: [
        ("yes please", Request.yes), ("sounds good", .yes), ("no thanks", .no), ("that's all", .checkout),
        ("place the order", .checkout), ("how do I pay?", .pay), ("I already paid", .paid),
        ("cancel my order", .cancel),
        ("never mind", .cancel), ("what's in my cart?", .show), ("how much is it?", .show), ("start over", .empty),
        ("can I talk to a human?", .person), ("any discount?", .discount(nil)),
        ("give me 5% off", .discount(Percentage(hundredths: 500))), ("send me the pdf", .document),
        ("I'd like a quote", .quotation([])), ("hello there", .greeting), ("thanks a lot", .thanks),
        ("it's too expensive", .discount(nil)),
    ])
    func steeringInEnglish(text: String, request: Request) {
        #expect(RequestReader(.english).read(text) == request)
    }

    @Test(arguments: [
        ("sim, por favor", Request.yes), ("pode ser", .yes), ("não, obrigado", .no), ("é só isso", .checkout),
        ("pode fechar o pedido", .checkout), ("me manda o link", .pay), ("quero pagar no pix", .pay),
        ("já paguei", .paid),
        ("cancela o pedido", .cancel), ("deixa pra lá", .cancel), ("quanto deu?", .show), ("ver meu carrinho", .show),
        ("tira tudo", .empty), ("tem desconto?", .discount(nil)), ("quero falar com uma pessoa", .person),
        ("faz um orçamento", .quotation([])), ("obrigada", .thanks), ("oi, bom dia", .greeting),
    ])
    func steeringInPortuguese(text: String, request: Request) {
        #expect(RequestReader(.portuguese).read(text) == request)
    }

    @Test func referencesToTheListShown() throws {
        let spanish = RequestReader(.spanish)
        #expect(spanish.read("el segundo") == .take(.place(2), nil))
        #expect(spanish.read("dame 2 del segundo") == .take(.place(2), try amount("2")))
        #expect(spanish.read("la 3 por favor") == .take(.place(3), nil))
        #expect(spanish.read("quiero 4 de la 2") == .take(.place(2), try amount("4")))
        #expect(spanish.read("opción 1") == .take(.place(1), nil))
        #expect(spanish.read("dos de esos") == .take(.that, try amount("2")))
        #expect(spanish.read("me lo llevo") == .take(.that, nil))
        #expect(spanish.read("el último") == .take(.last, nil))
        #expect(spanish.read("el más barato") == .take(.cheapest, nil))
        #expect(spanish.read("2") == .number(try amount("2")))
        #expect(spanish.read("quiero 3 piezas") == .number(try amount("3", "PZA")))
        let english = RequestReader(.english)
        #expect(english.read("the second one") == .take(.place(2), nil))
        #expect(english.read("I'll take two of those") == .take(.that, try amount("2")))
        #expect(english.read("give me 3 of the first") == .take(.place(1), try amount("3")))
        let portuguese = RequestReader(.portuguese)
        #expect(portuguese.read("o segundo") == .take(.place(2), nil))
        #expect(portuguese.read("quero três desses") == .take(.that, try amount("3")))
        #expect(portuguese.read("vou levar o primeiro") == .take(.place(1), nil))
    }

    @Test func changesOfTheBasket() throws {
        let spanish = RequestReader(.spanish)
        #expect(spanish.read("mejor 3") == .change(nil, try amount("3")))
        #expect(spanish.read("que sean 4 filtros") == .change(.named("filtros"), try amount("4")))
        #expect(spanish.read("cambia las balatas a 5") == .change(.named("balatas"), try amount("5")))
        #expect(
            spanish.read("agrega otro") == .more(nil, try amount("1")) || spanish.read("agrega otro") == .more(nil, nil)
        )
        #expect(spanish.read("dos más") == .more(nil, try amount("2")))
        #expect(spanish.read("quita los filtros") == .remove(.named("filtros"), nil))
        #expect(spanish.read("quítame 2 martillos") == .remove(.named("martillos"), try amount("2")))
        #expect(spanish.read("quita el segundo") == .remove(.place(2), nil))
        #expect(spanish.read("ya no quiero el aceite") == .remove(.named("aceite"), nil))
        let english = RequestReader(.english)
        #expect(english.read("make it 3") == .change(nil, try amount("3")))
        #expect(english.read("remove the filters") == .remove(.named("filters"), nil))
        #expect(english.read("two more") == .more(nil, try amount("2")))
        let portuguese = RequestReader(.portuguese)
        #expect(portuguese.read("tira os filtros") == .remove(.named("filtros"), nil))
        #expect(portuguese.read("melhor 3") == .change(nil, try amount("3")))
        #expect(portuguese.read("mais um") == .more(nil, try amount("1")))
    }

    @Test(arguments: [
        ("-3 martillos", Amount.negative), ("0 martillos", .zero), ("quiero cero martillos", nil),
        ("99999999999 martillos", .tooLarge), ("1.23456 kilos de clavo", .tooLarge),
    ])
    func numbersThatAreNoQuantity(text: String, amount: Amount?) {
        guard case .wishes(let wishes, _) = RequestReader(.spanish).read(text) else {
            Issue.record("\(text) is no wish")
            return
        }
        #expect(wishes.first?.amount == amount, "\(wishes)")
    }

    @Test func otherLanguagesAreUnderstoodWhenTheyExplainTheWholeMessage() {
        #expect(RequestReader(.spanish).read("thanks, that's all") == .checkout)
        #expect(RequestReader(.english).read("cancelar mi pedido") == .cancel)
    }
}
