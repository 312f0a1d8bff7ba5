// The dialogue's calls as calls of the tools: the arguments that go in, and the
// event that an answer is.

import AgentDialogue
import DialogueTurn
import OrkestaModel
import OrkestaSDK
import SalesEngine

extension SaleCall {
    /// The tool and its arguments; nil for the reads that are no tools.
    var tool: (tool: SalesTool, arguments: JSON)? {
        switch self {
        case .search(let wishes, _): return (SalesTools.search, ["productos": .array(wishes.map(\.json))])
        case .quote(let draft, let paper): return (SalesTools.quote, draft.arguments(revising: paper))
        case .discount(let draft, let paper): return (SalesTools.discount, draft.reductionArguments(paper))
        case .link(let quote, let hash):
            return (SalesTools.link, ["cotizacion": .string(quote), "hash": .string(hash)])
        case .payment(let order): return (SalesTools.payment, ["pedido": .string(order)])
        case .recheck, .price, .read, .understand: return nil
        }
    }

    /// What a tool's answer says. Throws the field at fault.
    func event(_ answer: JSON) throws -> SaleEvent {
        switch self {
        case .search(let wishes, let isOrder):
            let documents = answer["resultados"]?.arrayValue ?? []
            let findings = try zip(wishes, documents).map { try Finding(json: $1, wish: $0) }
            return .found(findings, isOrder: isOrder)
        case .quote, .discount: return .quoted(try QuoteAnswer(json: answer))
        case .link:
            let link = try answer["link"].map { document throws(DocumentError) in try PaymentLink(json: document) }
            return .linked(try OrderAnswer(json: answer["aceptacion"] ?? .null), link)
        case .payment:
            let document = answer["recibo"] ?? .null
            return .invoice(document.isNull ? nil : try Invoice(json: document))
        case .recheck, .price, .read, .understand: return .failed(self)
        }
    }

    /// Whether the answer of a tool says that it changed nothing, so that it may
    /// be called again in the turn.
    static func changedNothing(_ answer: JSON) -> Bool {
        let outcome = answer["outcome"]?.stringValue
        return outcome == "refused" || outcome == "changed" || outcome == "accepted"
    }
}

extension QuoteDraft {
    fileprivate func arguments(revising paper: QuotePaper?) -> JSON {
        var members = reductions
        members["lineas"] = .array(lines.map(\.json))
        members["idioma"] = language.map(JSON.string)
        members["cotizacion"] = paper.map { .string($0.number) }
        members["version"] = paper.map { .integer($0.version) }
        return .object(members)
    }

    fileprivate func reductionArguments(_ paper: QuotePaper) -> JSON {
        var members = reductions
        members["cotizacion"] = .string(paper.number)
        return .object(members)
    }

    private var reductions: [String: JSON] {
        var members: [String: JSON] = [:]
        members["descuento"] = discount?.json
        members["cupon"] = coupon.map(JSON.string)
        return members
    }
}
