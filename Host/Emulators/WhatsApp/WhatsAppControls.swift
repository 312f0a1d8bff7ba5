// What WhatsApp itself has no path for: a number's webhook without a challenge, a
// template's fate, a crowd of customers, the business's own phone app, and what was
// sent.

internal import HTTPTypes
internal import HostTime
internal import Hummingbird
internal import OrkestaModel

/// Answers `/control/numbers/ID`, `/control/templates/ACCOUNT/NAME`, `/control/crowd`,
/// `/control/echo`, `/control/news`, `/control/sends` and `/control/sends/keys`.
struct WhatsAppControls: Sendable {
    let network: WhatsAppNetwork

    /// Nil when the path is none of these.
    func respond(to request: Request) async throws -> Response? {
        let path = request.segments
        guard path.first == "control", path.count > 1 else { return nil }
        let body = try await request.bytes(max: EmulatorLimits.controlBodyBytesMax)
        do throws(DocumentError) {
            switch (request.method, path.count, path[1]) {
            case (.put, 3, "numbers"): return try putNumber(path[2], try document(body))
            case (.put, 4, "templates"):
                return try decide(String(decoding: body, as: UTF8.self), account: path[2], name: path[3])
            case (.post, 2, "crowd"): return try sendCrowd(try document(body))
            case (.post, 2, "echo"): return try echo(try document(body))
            case (.post, 2, "news"): return try tellNews(try document(body))
            case (.get, 2, "sends"): return .json(200, network.tally.json)
            case (.get, 3, "sends") where path[2] == "keys": return .json(200, ["keys": JSON(network.tally.keys)])
            default: return nil
            }
        } catch {
            return .json(400, ["error": .string(error.description), "field": .string(error.field)])
        }
    }

    /// `PAUSED`, or another word of Meta's: the account's webhooks are told.
    private func decide(_ text: String, account: String, name: String) throws(DocumentError) -> Response {
        let status = text.filter { $0.isLetter || $0 == "_" }
        guard GraphTemplates.statuses.contains(status) else {
            let known = GraphTemplates.statuses.joined(separator: ", ")
            throw DocumentError(field: "status", reason: "one of \(known) is expected")
        }
        let decided = network.templates.setStatus(status, account: account, name: name)
        network.tell(decided)
        return .json(decided.isEmpty ? 404 : 200, [:])
    }

    /// Adds a number, or changes the one of that id.
    private func putNumber(_ id: String, _ json: JSON) throws(DocumentError) -> Response {
        guard var number = network.number(id) ?? network.newNumber(id) else {
            throw DocumentError(field: "", reason: "there are too many numbers")
        }
        number.accountID = try json.optionalText("account") ?? number.accountID
        number.name = try json.optionalText("name") ?? number.name
        number.webhook = try json.optionalText("webhook") ?? number.webhook
        if let display = try json.optionalText("display") {
            guard let digits = WhatsAppIdentity.number(display) else {
                throw DocumentError(field: "display", reason: "a phone number is expected")
            }
            number.display = digits
        }
        network.put(number)
        return .json(200, ["id": .string(id)])
    }

    /// `{"shop", "text", "customers", "messages", "from"}`: so many customers, of all that
    /// may write those behind the first `from`, write the text so often, all at once.
    /// Answers with their phones.
    private func sendCrowd(_ json: JSON) throws(DocumentError) -> Response {
        let customers = try json.optionalInteger("customers") ?? 1
        let messages = try json.optionalInteger("messages") ?? 1
        let messagesMax = EmulatorLimits.crowdMessagesMax
        guard customers > 0, messages > 0, customers <= messagesMax, messages <= messagesMax / customers else {
            throw DocumentError(field: "customers", reason: "up to \(messagesMax) messages are expected")
        }
        let first = try json.optionalInteger("from") ?? 0
        let firstMax = EmulatorLimits.crowdFirstMax
        guard (0...firstMax).contains(first) else {
            throw DocumentError(field: "from", reason: "a number from 0 to \(firstMax) is expected")
        }
        guard let shop = network.book.shop(try json.requiredText("shop")) else {
            throw DocumentError(field: "shop", reason: "there is no such number")
        }
        let text = try json.requiredText("text")
        let numbers = (first..<first + customers).map { "5233\(20_000_000 + $0)" }
        for number in numbers {
            guard let phone = network.book.phone(number, make: { Phone(number: number) }) else { continue }
            for _ in 0..<messages { try network.act(.text(text), on: phone, to: shop, quoted: nil) }
        }
        return .json(202, ["phones": JSON(numbers)])
    }

    /// `{"shop", "phone"}` with what a phone may post, such as `text` or `media`: a person
    /// of the business writes in the phone app.
    private func echo(_ json: JSON) throws(DocumentError) -> Response {
        guard let number = network.number(try json.requiredText("shop")) else {
            throw DocumentError(field: "shop", reason: "there is no such number")
        }
        guard let phone = network.book.phone(try json.requiredText("phone")) else {
            throw DocumentError(field: "phone", reason: "there is no such phone")
        }
        try network.echo(PhoneAct(json: json, shelf: network.shelf), from: number, to: phone)
        return .json(202, [:])
    }

    /// `{"shop", "field", "value"}`: the number's webhook is told just this; what is not of the
    /// field `messages` concerns its account.
    private func tellNews(_ json: JSON) throws(DocumentError) -> Response {
        guard let number = network.number(try json.requiredText("shop")) else {
            throw DocumentError(field: "shop", reason: "there is no such number")
        }
        let field = try json.requiredText("field")
        guard let value = json["value"]?.objectValue else {
            throw DocumentError(field: "value", reason: "an object is expected")
        }
        let time = field == "messages" ? nil : network.clock.now()
        network.post(NumberEvent(number: number, value: value, field: field, accountTime: time))
        return .json(202, [:])
    }

    private func document(_ body: [UInt8]) throws(DocumentError) -> JSON {
        guard let json = try? JSON(parsing: body) else { throw DocumentError(field: "", reason: "JSON is expected") }
        return json
    }
}
