// What a language model noted by calling tools, as requests. A product counts
// when a tool or the conversation showed it, a quantity when the customer wrote it.

public import AgentDialogue
public import OrkestaModel

/// A tool that the model called, and what it was told.
public struct NotedCall: Sendable, Hashable {
    public var tool: String
    public var arguments: JSON
    public var result: JSON

    public init(tool: String, arguments: JSON, result: JSON) {
        self.tool = tool
        self.arguments = arguments
        self.result = result
    }
}

/// The tools with which a model notes what a customer wants. None of them changes
/// anything: what was noted is done, or not, by the sale.
public enum NoteTool: String, Sendable, CaseIterable {
    case add = "agregar_productos"
    case remove = "quitar_productos"
    case change = "cambiar_cantidades"
    case show = "mostrar_productos"
    case basket = "ver_carrito"
    case propose = "proponer_pedido"

    /// The tool that looks products up; the dialogue calls it too.
    public static let search = "buscar_productos"
}

/// Reads a model's calls for one message.
public struct NotedCalls {
    private static let shownMax = 5
    private let sale: Sale
    private let reading: WishReading

    /// `sale` as it stands before any of the calls; `message` as the customer wrote it.
    public init(_ sale: Sale, message: String, language: Language) {
        self.sale = sale
        reading = WishReading(of: message, in: language)
    }

    /// In the order in which they are done: lines first, then what is shown, then
    /// the proposal. Equal calls count once.
    public func requests(_ calls: [NotedCall]) -> [Request] {
        let known = knownProducts(calls)
        let held = Set(sale.basket.lines.map(\.sku))
        var (lines, shown, added, isProposed, isBasketSeen) = ([Request](), [String](), [Wish](), false, false)
        for call in unique(calls) {
            switch NoteTool(rawValue: call.tool) {
            case .add: added += self.lines(call).filter { known.contains($0.text) }
            case .remove:
                lines += self.lines(call).filter { held.contains($0.text) }.map { .remove(.named($0.text), nil) }
            case .change: lines += self.lines(call).filter { held.contains($0.text) }.compactMap(change)
            case .show: shown += self.lines(call).map(\.text).filter(known.contains)
            case .basket: isBasketSeen = true
            case .propose: isProposed = true
            case nil: continue
            }
        }
        if !added.isEmpty { lines.append(.wishes(added, isOrder: true)) }
        if isProposed { return lines + [.checkout] }
        if lines.isEmpty, shown.isEmpty { shown = found(calls) }
        if !shown.isEmpty { lines.append(.prices(shown.prefix(Self.shownMax).map { Wish(text: $0) })) }
        return lines.isEmpty && isBasketSeen ? [.show] : lines
    }

    // MARK: Reading

    /// The SKUs of a call, with the quantities that the customer wrote.
    private func lines(_ call: NotedCall) -> [Wish] {
        let elements = call.arguments["lineas"]?.arrayValue ?? []
        return elements.prefix(Basket.linesMax).compactMap { element in
            guard let sku = element["sku"]?.stringValue else { return nil }
            return Wish(text: sku, amount: reading.amount(element["cantidad"]?.stringValue))
        }
    }

    private func change(_ wish: Wish) -> Request? {
        wish.amount.map { .change(.named(wish.text), RequestedAmount($0)) }
    }

    private func unique(_ calls: [NotedCall]) -> [NotedCall] {
        var seen: Set<NotedCall> = []
        return calls.filter { seen.insert(NotedCall(tool: $0.tool, arguments: $0.arguments, result: .null)).inserted }
    }

    /// What the tools found, what was shown, and what is in the basket.
    private func knownProducts(_ calls: [NotedCall]) -> Set<String> {
        let hits = calls.filter { $0.tool == NoteTool.search }.flatMap { Self.skus(in: $0.result) }
        return Set(hits + sale.desk.list.shown.map(\.sku) + sale.basket.lines.map(\.sku))
    }

    /// A model that only looked has found what the customer may mean: the best of each
    /// of its last search.
    private func found(_ calls: [NotedCall]) -> [String] {
        calls.last { $0.tool == NoteTool.search }.map { Self.skus(in: $0.result) } ?? []
    }

    private static func skus(in result: JSON) -> [String] {
        let answers = result["resultados"]?.arrayValue ?? []
        return answers.flatMap { $0["hits"]?.arrayValue ?? [] }.compactMap { $0["sku"]?.stringValue }
    }
}
