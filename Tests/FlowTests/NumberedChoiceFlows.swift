// Choices are numbered where they are shown as text; whoever types the number
// gets what a tap would have got.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct NumberedChoiceFlows {
    @Test(
        "the greeting's choices, in each way to write a place",
        arguments: ["1", "1.", "(1)", "opción 1", "el primero"]
    )
    func greeting(written: String) async throws {
        let tenant = try await FlowHost.newShop()
        var tapping = Shopper(tenant.client)
        var typing = Shopper(tenant.client)
        let greeting = try await typing.write("hola")
        try await tapping.write("hola")
        try #require(greeting.contains("1. Ver productos"), "\(greeting)")
        let tapped = try await tapping.write("Ver productos")
        let typed = try await typing.write(written)
        #expect(typed == tapped)
    }

    @Test(
        "a place on the list is a choice of it, whatever else it sounds like",
        arguments: ["the second", "el segundo"]
    )
    func place(written: String) async throws {
        let tenant = try await FlowHost.newShop()
        var shopper = Shopper(tenant.client)
        let list = try await shopper.write(written == "the second" ? "do you have hammers?" : "busco martillos")
        try #require(list.contains("2. Martillo"), "\(list)")
        let chosen = try await shopper.write(written)
        #expect(shopper.last?.intent != "complaint" && chosen.contains("Martillo"), "\(chosen)")
    }

    @Test("where nothing is noted, there is nothing to cancel, and no person is called")
    func cancelling() async throws {
        let tenant = try await FlowHost.newShop()
        var shopper = Shopper(tenant.client)
        try await shopper.write("hello")
        let said = try await shopper.write("cancel everything")
        #expect(said.contains("nothing to cancel"), "\(said)")
    }

    @Test("the number of a category shows the category")
    func category() async throws {
        let tenant = try await FlowHost.newShop()
        var shopper = Shopper(tenant.client)
        try await shopper.write("hola")
        let categories = try await shopper.write("1")
        let place = try #require(
            categories.split(separator: "\n").first { $0.contains("Pinturas") }?.prefix { $0 != "." },
            "\(categories)"
        )
        let shown = try await shopper.write(String(place))
        #expect(shown.contains("Lija de Agua"), "\(shown)")
    }

    @Test("at the quote, 1 confirms and 2 changes; neither is a quantity")
    func quote() async throws {
        let tenant = try await FlowHost.newShop()
        var shopper = Shopper(tenant.client)
        try await shopper.write("busco martillos")
        let noted = try await shopper.write("quiero 3 del primero")
        try #require(noted.contains("1. Cerrar"), "\(noted)")
        let quote = try await shopper.write("1")
        try #require(quote.contains("COT-") && quote.contains("3 piezas"), "\(quote)")
        let change = try await shopper.write("2")
        #expect(change.contains("¿qué cambiamos?"), "\(change)")
        let again = try await shopper.write("es todo")
        try #require(again.contains("3 piezas"), "\(again)")
        let confirmed = try await shopper.write("1")
        #expect(confirmed.contains("ORD-"), "\(confirmed)")
    }

    @Test("what was chosen is kept as the customer wrote it")
    func history() async throws {
        let tenant = try await FlowHost.newShop()
        var shopper = Shopper(tenant.client)
        try await shopper.write("hola")
        try await shopper.write("1")
        let history = try await tenant.client.get("/api/chat/history/\(shopper.phone)?order=desc&limit=10")
        let written = (history.json["items"]?.arrayValue ?? []).filter { $0["role"] == "user" }
        #expect(written.first?["reply"]?["text"] == "1", "\(history.text)")
    }
}
