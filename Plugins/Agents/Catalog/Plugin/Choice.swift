// Which of the products that were shown a customer means.

import AgentDialogue
import CatalogEngine

/// Reads "el segundo", "the last one", "2", "o mais barato" or a tapped title.
enum Choice {
    /// The product meant, or nil when the message chooses none of them.
    /// With `isCounting` a bare number is a number of pieces, not a place.
    static func find(
        in message: Words,
        among shown: [SearchDocument],
        isCounting: Bool
    ) -> SearchDocument? {
        guard !shown.isEmpty else { return nil }
        if let named = shown.first(where: { message.says($0.name) || message.says($0.sku) }) { return named }
        guard message.count <= 8 else { return nil }
        if !(isCounting && message.count == 1 && message.quantity != nil),
            let place = place(message, count: shown.count)
        {
            return shown[place - 1]
        }
        return isCheapest(message) ? shown.min { $0.priceMinor < $1.priceMinor } : nil
    }

    /// From 1 to `count`.
    private static func place(_ message: Words, count: Int) -> Int? {
        let bare = message.removing(ChoiceWords.glue)
        let said = bare.filter { !ChoiceWords.wanting.contains($0) }
        guard said.count == 1, let word = said.first else { return nil }
        let place: Int?
        if ChoiceWords.last.contains(word) {
            place = count
        } else if let ordinal = Ordinals.place(word) {
            place = ordinal
        } else {
            // "quiero 2" counts pieces, "la 2" chooses.
            place = bare.count == 1 ? ChoiceWords.cardinals[word] ?? Int(word) : nil
        }
        return place.flatMap { (1...count).contains($0) ? $0 : nil }
    }

    private static func isCheapest(_ message: Words) -> Bool {
        let said = message.removing(ChoiceWords.glue.union(ChoiceWords.wanting).union(["em"]))
        return !said.isEmpty && said.allSatisfy(ChoiceWords.cheapest.contains)
    }
}
