// The sale's five tools, as they are declared to operators and to other plugins.
// The dialogue calls the same ones with the same arguments. Of these a model that
// the dialogue asks may only search: see SalesTools+notes.swift.

import AgentDialogue
import DialogueTurn
import OrkestaABI
import OrkestaModel
import OrkestaSDK

/// One tool, and its work as the dialogue can do it again once a call that was
/// refused, and so changed nothing, has been mended.
struct SalesTool: Sendable {
    let tool: Tool
    let run: @Sendable (Turn, JSON) async throws -> JSON
}

/// The tools of ork.tools/1. Amounts and quantities are decimal strings; every
/// figure in an answer is the host's.
enum SalesTools {
    static let all = [search, quote, discount, link, payment] + notes

    static let search = tool(
        "buscar_productos",
        "Busca productos del catálogo, con precio y existencia, para uno o varios deseos del cliente.",
        [
            "productos": array(
                "Lo que el cliente pide, un elemento por producto.",
                of: object(
                    [
                        "text": text("El producto, en palabras del cliente."),
                        "amount": text("Cuánto quiere: un decimal como \"2\" o \"0.5\"."),
                        "unit": text("La unidad que dijo: PZA, KG, L, M, CAJA, ..."),
                    ],
                    required: ["text"]
                )
            )
        ],
        required: ["productos"]
    ) { turn, arguments in
        let wishes = try arguments.elements("productos") { value throws(DocumentError) in try Wish(json: value) }
        return ["resultados": .array(try await turn.find(wishes).map(\.json))]
    }

    static let quote = tool(
        "crear_cotizacion",
        "Hace una cotización con productos y cantidades, o la siguiente versión de una que ya existe.",
        [
            "lineas": array(
                "Productos por SKU.",
                of: object(
                    ["sku": text("El SKU."), "quantity": text("Un decimal con tres cifras como máximo.")],
                    required: ["sku", "quantity"]
                )
            ),
            "cotizacion": text("La que cambia, como COT-42; sin ella se hace una nueva."),
            "version": ["type": "integer", "minimum": 1, "description": "La versión que el cliente vio."],
            "descuento": reduction, "cupon": text("Un cupón del negocio."),
            "idioma": ["type": "string", "enum": ["es", "en", "pt"], "description": "El idioma del documento."],
        ],
        required: ["lineas"],
        effect: .changesState
    ) { turn, arguments in
        let draft = try QuoteDraft(tool: arguments)
        guard let number = try arguments.optionalText("cotizacion") else {
            return try await turn.quotes.create(draft).json
        }
        let version = try arguments.optionalInteger("version") ?? 1
        return try await turn.quotes.revise(number, version: version, draft).json
    }

    static let discount = tool(
        "aplicar_descuento",
        "Pide un descuento o un cupón para una cotización. La política del negocio decide; lo que la rebasa lo autoriza "
            + "una persona.",
        ["cotizacion": text("Como COT-42."), "descuento": reduction, "cupon": text("Un cupón del negocio.")],
        required: ["cotizacion"],
        effect: .changesState
    ) { turn, arguments in
        let number = try arguments.requiredText("cotizacion")
        guard let shown = try await turn.quotes.get(number) else {
            throw PluginError(ORK_E_NOT_FOUND, "the customer has no such quote")
        }
        let asked = try QuoteDraft(tool: arguments.merging(["lineas": []]))
        let draft = QuoteDraft(
            lines: shown.prices.lines.map {
                QuoteDraft.Line(sku: $0.sku, quantity: $0.quantity, discount: $0.discount)
            },
            discount: asked.discount ?? shown.prices.discount,
            coupon: asked.coupon ?? shown.prices.coupon,
            language: shown.language
        )
        return try await turn.quotes.revise(number, version: shown.version, draft).json
    }

    static let link = tool(
        "generar_link_pago",
        "Acepta exactamente la versión de la cotización que el cliente confirmó, aparta los productos y da el link para "
            + "pagar. Si el link no se pudo hacer, sin_link dice por qué: el pedido vale.",
        [
            "cotizacion": text("Como COT-42."),
            "hash": text("El de la versión que se le mostró y a la que dijo que sí."),
        ],
        required: ["cotizacion", "hash"],
        effect: .changesState
    ) { turn, arguments in
        let answer = try await turn.quotes.accept(
            try arguments.requiredText("cotizacion"),
            hash: try arguments.requiredText("hash")
        )
        guard answer.outcome == .accepted, let order = answer.order else { return ["aceptacion": answer.json] }
        // The order commits with the turn whether or not there is a link: to fail here
        // would hide it, and the next yes would buy the same again.
        do {
            let link = try await turn.payments.createLink(for: .order(order.shownNumber))
            return ["aceptacion": answer.json, "link": link.json]
        } catch {
            return ["aceptacion": answer.json, "sin_link": .string(String(describing: error))]
        }
    }

    static let payment = tool(
        "procesar_pago",
        "Dice qué ha llegado del pago de un pedido. Los pagos los registra el negocio, nunca una conversación.",
        ["pedido": text("Como ORD-12.")],
        required: ["pedido"]
    ) { turn, arguments in
        let invoice = try await turn.payments.invoice(.order(try arguments.requiredText("pedido")))
        return ["recibo": invoice?.json ?? .null]
    }

    // MARK: Schemas

    private static let reduction = object(
        ["percent": text("Un decimal mayor que 0, hasta 100.")],
        required: ["percent"]
    )

    static func tool(
        _ name: String,
        _ summary: String,
        _ properties: [String: JSON],
        required: [String],
        effect: Tool.Effect = .reads,
        run: @escaping @Sendable (Turn, JSON) async throws -> JSON
    ) -> SalesTool {
        let schema = object(properties, required: required)
        let declared = Tool(name, summary, parameters: schema, effect: effect) { call in
            guard let turn = call.turn else {
                throw PluginError(ORK_E_WRONG_STATE, "\(name) works for the customer of a sales conversation")
            }
            return try await run(turn, call.arguments)
        }
        return SalesTool(tool: declared, run: run)
    }

    static func object(_ properties: [String: JSON], required: [String]) -> JSON {
        [
            "type": "object", "additionalProperties": false, "properties": .object(properties),
            "required": JSON(required),
        ]
    }

    static func text(_ description: String) -> JSON {
        ["type": "string", "description": .string(description), "maxLength": 1_000]
    }

    static func array(_ description: String, of items: JSON) -> JSON {
        [
            "type": "array", "description": .string(description), "items": items, "minItems": 1,
            "maxItems": .integer(Int64(Basket.linesMax)),
        ]
    }
}

extension QuoteDraft {
    /// Reads the arguments of a tool. Throws the field at fault.
    fileprivate init(tool arguments: JSON) throws {
        // Only amounts would need one, and the schema has none.
        let currency = "MXN"
        var discount: Discount?
        if let document = arguments["descuento"], document.objectValue?.isEmpty == false {
            discount = try Discount(json: document, currency: currency)
        }
        self.init(
            lines: try arguments.elements("lineas") { value throws(DocumentError) in
                try Line(json: value, currency: currency)
            },
            discount: discount,
            coupon: try arguments.optionalText("cupon"),
            language: try arguments.optionalText("idioma")
        )
    }
}
