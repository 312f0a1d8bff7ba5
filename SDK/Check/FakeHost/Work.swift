// The work that a host has for a plugin: messages, timers, events, searches,
// requests, sends, tools; and a day of it, which most checks live through.

import OrkestaABI
import OrkestaModel

/// One piece of work.
enum Work: Sendable {
    case message(String)
    case timer(name: String, payload: String)
    case event(name: String, document: String)
    /// A turn of a kind that no header knows yet.
    case unknownTurn(throughWake: Bool)
    case search(SearchFunction, String)
    case request(Request)
    case send(reply: JSON, attempt: UInt32)
    case pull(cursor: String)
    case fetchMedia(reference: String)
    /// Without a turn, or in one of another agent's that is lent to it.
    case tool(ToolTable.TurnTool, isInTurn: Bool)

    /// The questions of ork.search/1.
    enum SearchFunction: String, Sendable {
        case search, normalize, recommend
    }

    /// What comes in over HTTP.
    struct Request: Sendable {
        var method: String
        var body: [UInt8]
        var query = ""
        var headers: [(name: String, value: String)] = [("Content-Type", "application/json"), ("X-Checker", "1")]
        /// From a visitor whom the host authenticated, or from nobody in particular.
        var isFromVisitor = true
    }

    var what: String {
        switch self {
        case .message: "start_turn"
        case .timer(let name, _): "wake for the timer \(name)"
        case .event(let name, _): "wake for the event \(name)"
        case .unknownTurn(let throughWake): "\(throughWake ? "wake" : "start_turn") with an unknown kind"
        case .search(let function, _): function.rawValue
        case .request(let request): "ingest of a \(request.method)"
        case .pull(let cursor): "pull \(cursor.isEmpty ? "for the first time" : "after a cursor")"
        case .fetchMedia: "fetch_media"
        case .send(let reply, _): "send of a \(reply["type"]?.stringValue ?? "reply")"
        case .tool(let tool, let isInTurn): "call of the tool \(tool.name)\(isInTurn ? " in a turn" : "")"
        }
    }

    /// What a plugin that takes the work and never answers breaks.
    var rule: Rule {
        switch self {
        case .message, .timer, .event: .finishes
        case .unknownTurn: .unknownKinds
        case .search, .tool, .fetchMedia: .answers
        case .request, .pull: .responds
        case .send: .sends
        }
    }

    /// A short day of the plugin's: everything that its interfaces take. Timers and
    /// events follow from it: see ``FakeInstance/liveDay(_:)``.
    static func day(of instance: FakeInstance) -> [Work] {
        let tables = instance.tables
        var day: [Work] = []
        if tables.agent != nil { day += conversation(instance.tenant).map { .message($0) } }
        if tables.search != nil { day += searches }
        if tables.channel != nil { day += requests(instance.tenant) + sends }
        for tool in tables.turnTools { day += [.tool(tool, isInTurn: false), .tool(tool, isInTurn: true)] }
        return day
    }

    /// What a channel asks its provider for, or gives it.
    static func outward(of instance: FakeInstance) -> [Work] {
        guard let channel = instance.tables.channel else { return [] }
        var work = sends
        if channel.pull != nil { work += [.pull(cursor: ""), .pull(cursor: "1")] }
        if channel.fetch_media != nil { work.append(.fetchMedia(reference: "1")) }
        return work
    }

    /// What a customer writes, in three languages; the tenant's word is in one. In the
    /// middle something is bought.
    static func conversation(_ tenant: Tenant) -> [String] {
        [
            "hola, buenas tardes", "busco un martillo \(tenant.word)", "el segundo, por favor",
            "quiero 2 martillos de uña y una pintura", "cotízame eso con 20 % de descuento, por favor",
            "sí, acepto, mándame el link para pagar", "do you have paint?", "¿qué tal? ñandú 🐦 \u{200B}",
            String(repeating: "taquete ", count: 400),
            "quiero hablar con una persona, tengo una queja", "obrigado",
        ]
    }

    private static let searches: [Work] = [
        .search(.search, #"{"limit":3,"text":"martillo"}"#), .search(.search, #"{"text":"","limit":10}"#),
        .search(.normalize, #"{"lines":["TORN HEX 1/2X2 GALV C/100",""]}"#),
        .search(.recommend, #"{"limit":2,"skus":["SKU-1","nobody-has-this"]}"#),
        .search(.search, "{\"text\":"), .search(.search, "[]"),
    ]

    private static func requests(_ tenant: Tenant) -> [Work] {
        let message: JSON = ["message_id": "m-1", "text": .string("hola \(tenant.word)"), "locale": "es"]
        return [
            ("POST", message.description), ("POST", message.description), ("GET", ""), ("POST", "{\"message_id\":"),
            ("POST", ""), ("PUT", "\u{FFFD} not json"),
        ].map { .request(Request(method: $0, body: Array($1.utf8))) }
    }

    private static let sends: [Work] = [
        .send(reply: ["type": "text", "text": "Buenas tardes"], attempt: 1),
        .send(reply: ["type": "text", "text": "Buenas tardes"], attempt: 2),
        .send(
            reply: ["type": "buttons", "text": "¿Algo más?", "buttons": [["id": "yes", "title": "Sí"]]],
            attempt: 1
        ),
        .send(reply: ["type": "a type of the future"], attempt: 1),
    ]
}
