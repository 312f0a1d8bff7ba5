// JSON with amounts in it as Mercado Pago takes them: numbers in the currency's
// unit, with all their decimals. They never pass through binary floating point.

import OrkestaModel

/// The text of a JSON object.
struct DecimalDocument: Sendable, Hashable {
    let text: String

    init(_ members: JSON = [:]) { text = members.description }

    private init(text: String) { self.text = text }

    /// With the amount as one more member.
    func adding(_ name: String, _ amount: Money) -> DecimalDocument { adding(name, raw: amount.decimal) }

    /// With an array of documents as one more member.
    func adding(_ name: String, _ documents: [DecimalDocument]) -> DecimalDocument {
        adding(name, raw: "[\(documents.map(\.text).joined(separator: ","))]")
    }

    private func adding(_ name: String, raw: String) -> DecimalDocument {
        let member = "\(JSON.string(name)):\(raw)"
        return DecimalDocument(text: text == "{}" ? "{\(member)}" : "{\(member),\(text.dropFirst())")
    }
}
