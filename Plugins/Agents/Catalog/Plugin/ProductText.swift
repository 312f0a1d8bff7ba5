// How a product reads in a chat: its price first, as the catalog has it.

import CatalogEngine
import OrkestaModel

extension SearchDocument {
    /// "$85.00 MXN · PZA · 12 disponibles".
    func summary(_ phrases: Phrases) -> String {
        [price.description, unit, phrases.stock(stock)].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: " · ")
    }

    /// A line of a list; `quantity`, with its unit, is what the customer asked for.
    func listItem(_ phrases: Phrases, quantity: String? = nil) -> ReplyListItem {
        let count = quantity.map { "\($0) × " } ?? ""
        return ReplyListItem(id: sku, title: name, description: count + summary(phrases))
    }

    /// Everything a customer asks about one product.
    func detail(_ phrases: Phrases) -> String {
        let facts = attributes.sorted { $0.key < $1.key }.map(\.value)
        let shelf = ([category].compactMap(\.self) + facts).joined(separator: " · ")
        return [name, summary(phrases), shelf, "SKU \(sku)"].filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

extension WishLine {
    /// "3" or "0.5 KG"; nil when the line names no quantity.
    var amount: String? { quantity.map { [$0, unit].compactMap(\.self).joined(separator: " ") } }

    /// As the conversation's state keeps it for whoever sells: `{"sku", "text", "quantity", "unit"}`.
    func json(sku: String) -> JSON {
        ["sku": .string(sku), "text": .string(text), "quantity": JSON(quantity), "unit": JSON(unit)]
    }
}
