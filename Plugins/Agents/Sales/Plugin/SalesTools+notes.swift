// The tools with which a language model notes what a customer wants. They look up
// and change nothing: the sale does what was noted, as if the customer had said it
// in the grammar's words, and asks for the yes itself.

import AgentDialogue
import DialogueTurn
import OrkestaModel
import OrkestaSDK
import SalesEngine

extension SalesTools {
    /// What a model is allowed to call for a sale.
    static let forModels = [search.tool.name] + notes.map(\.tool.name)

    static let notes = [addNote, removeNote, changeNote, showNote, basket, proposalNote]

    private static let addNote = note(
        .add,
        "Anota productos que el cliente quiere comprar. Dice cuáles existen, con precio y existencia.",
        lines(quantity: "Cuánto dijo el cliente, un decimal; sin ella, si no lo dijo.", required: ["sku"])
    ) { turn, skus in try await products(turn, skus) }

    private static let removeNote = note(
        .remove,
        "Anota productos del carrito que el cliente ya no quiere.",
        lines(quantity: nil, required: ["sku"])
    ) { turn, skus in try held(turn, skus) }

    private static let changeNote = note(
        .change,
        "Anota otra cantidad, que el cliente dijo, de productos del carrito.",
        lines(quantity: "La cantidad que queda, un decimal.", required: ["sku", "cantidad"])
    ) { turn, skus in try held(turn, skus) }

    private static let showNote = note(
        .show,
        "Anota los productos que mejor responden a lo que el cliente busca o pregunta, el mejor primero, para mostrárselos.",
        lines(quantity: nil, required: ["sku"])
    ) { turn, skus in try await products(turn, skus) }

    private static let basket = note(
        .basket,
        "Lo que el cliente lleva en el carrito: SKU, producto, cantidad, unidad y precio por unidad.",
        [:]
    ) { turn, _ in ["lineas": .array(try lines(in: turn).map(\.json))] }

    private static let proposalNote = note(
        .propose,
        "Anota que el cliente terminó y quiere saber cuánto es. La tienda le muestra la cotización y le pregunta si la confirma.",
        [:]
    ) { _, _ in ["anotado": true] }

    // MARK: Declaring

    private static func note(
        _ tool: NoteTool,
        _ summary: String,
        _ properties: [String: JSON],
        run: @escaping @Sendable (Turn, [String]) async throws -> JSON
    ) -> SalesTool {
        self.tool(tool.rawValue, summary, properties, required: properties.keys.sorted()) { turn, arguments in
            let lines = arguments["lineas"]?.arrayValue ?? []
            return try await run(turn, lines.compactMap { $0["sku"]?.stringValue })
        }
    }

    private static func lines(quantity: String?, required: [String]) -> [String: JSON] {
        var members = ["sku": text("El SKU, como lo dio una herramienta.")]
        members["cantidad"] = quantity.map(text)
        return ["lineas": array("Un elemento por producto.", of: object(members, required: required))]
    }

    // MARK: Looking

    private static func products(_ turn: Turn, _ skus: [String]) async throws -> JSON {
        let found = try await turn.products(skus)
        let unknown = zip(skus, found).compactMap { sku, product in product == nil ? sku : nil }
        return ["anotado": .array(found.compactMap { $0?.json }), "desconocidos": JSON(unknown)]
    }

    private static func held(_ turn: Turn, _ skus: [String]) throws -> JSON {
        let held = try lines(in: turn).filter { skus.contains($0.sku) }
        let missing = skus.filter { sku in !held.contains { $0.sku == sku } }
        return ["anotado": .array(held.map(\.json)), "no_lleva": JSON(missing)]
    }

    /// The basket as the turn began.
    private static func lines(in turn: Turn) throws -> [BasketLine] {
        guard let document = turn.state["sale"], !document.isNull else { return [] }
        return try Sale(json: document, language: turn.language).desk.list.basket.lines
    }
}

extension BasketLine {
    fileprivate var json: JSON {
        [
            "sku": .string(sku), "nombre": .string(name), "cantidad": .string(quantity.description),
            "unidad": .string(unit), "precio": price.json,
        ]
    }
}
