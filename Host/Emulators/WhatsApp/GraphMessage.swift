// A message that a business sends through the Cloud API: read, and held to the
// documented limits.

internal import OrkestaModel

/// A request to `POST /{phone number id}/messages`, checked.
struct GraphMessage: Sendable {
    /// To whom it goes.
    enum Recipient: Sendable {
        /// In the form in which it is dialled; `input` is as it was sent.
        case number(String, input: String)
        /// A business-scoped user id.
        case user(String)
    }

    /// What it does.
    enum Deed: Sendable {
        case bubble(PhoneContent)
        case reaction(messageID: String, emoji: String)
    }

    var recipient: Recipient
    var deed: Deed
    /// `biz_opaque_callback_data`, echoed by every status.
    var callbackData: String?
    var quoted: String?
    /// Only these may be sent outside the window.
    var isTemplate: Bool
    /// As which it is paid: `service`, or a template's.
    var category: String

    /// Throws the error that the Cloud API answers with.
    init(json: JSON, shelf: MediaShelf, templates: GraphTemplates, account: String) throws(GraphError) {
        guard json["messaging_product"]?.stringValue == "whatsapp" else {
            throw GraphError(code: 100, details: "The parameter messaging_product is required and must be whatsapp.")
        }
        recipient = try Self.recipient(json)
        callbackData = json["biz_opaque_callback_data"]?.stringValue
        if let callbackData, callbackData.unicodeScalars.count > 512 {
            throw .invalid("biz_opaque_callback_data", "at most 512 characters")
        }
        quoted = json["context"]?["message_id"]?.stringValue
        let type = json["type"]?.stringValue ?? "text"
        isTemplate = type == "template"
        guard let part = json[type], part.objectValue != nil else { throw .missing(type) }
        category = isTemplate ? templates.category(of: part, account: account) : "service"
        let reader = PartReader(part: part, name: type)
        switch type {
        case "text": deed = .bubble(PhoneContent(text: try reader.text("body", max: 4_096)))
        case "image", "audio", "video", "document", "sticker":
            deed = .bubble(try Self.media(reader, type, shelf))
        case "location": deed = .bubble(try Self.location(reader))
        case "contacts": throw .invalid("type", "this emulator sends no contacts")
        case "interactive": deed = .bubble(try PhoneContent(interactive: reader, shelf: shelf))
        case "template": deed = .bubble(try templates.filled(part, account: account, shelf))
        case "reaction":
            let emoji = part["emoji"]?.stringValue ?? ""
            deed = .reaction(messageID: try reader.text("message_id", max: 512), emoji: emoji)
        default: throw .invalid("type", "\(type) is none of the message types")
        }
    }

    private static func recipient(_ json: JSON) throws(GraphError) -> Recipient {
        if let user = json["recipient"]?.stringValue { return .user(user) }
        guard let to = json["to"]?.stringValue else { throw .missing("to") }
        guard let number = WhatsAppIdentity.number(to) else { throw .invalid("to", "a phone number is expected") }
        return .number(number, input: to)
    }

    private static func media(
        _ reader: PartReader,
        _ type: String,
        _ shelf: MediaShelf
    ) throws(GraphError) -> PhoneContent {
        var content = PhoneContent(kind: type, text: try reader.optionalText("caption", max: 1_024) ?? "")
        if let id = try reader.optionalText("id", max: 64) {
            guard let item = shelf.item(id) else { throw .invalid("\(type).id", "no media of that id was uploaded") }
            content.media = item
        } else {
            let link = try reader.text("link", max: 2_048)
            guard link.hasPrefix("https://") || link.hasPrefix("http://") else {
                throw .invalid("\(type).link", "an http or https URL is expected")
            }
            content.link = link
        }
        if type == "document" { content.header = try reader.optionalText("filename", max: 240) }
        return content
    }

    private static func location(_ reader: PartReader) throws(GraphError) -> PhoneContent {
        guard let latitude = reader.number("latitude"), let longitude = reader.number("longitude") else {
            throw .missing("location.latitude")
        }
        var content = PhoneContent(kind: "location", text: "\(latitude), \(longitude)")
        content.header = try reader.optionalText("name", max: 1_000)
        content.footer = try reader.optionalText("address", max: 1_000)
        return content
    }
}

/// Reads the members of one part of a request, with errors that name them.
struct PartReader: Sendable {
    let part: JSON
    /// `interactive.action`, as errors call it.
    let name: String

    /// A text that must be there, of 1 to `max` characters.
    func text(_ key: String, max: Int) throws(GraphError) -> String {
        guard let text = part[key]?.stringValue else { throw .missing("\(name).\(key)") }
        guard !text.isEmpty, text.unicodeScalars.count <= max else {
            throw .invalid("\(name).\(key)", "1 to \(max) characters are expected")
        }
        return text
    }

    /// Nil when it is absent.
    func optionalText(_ key: String, max: Int) throws(GraphError) -> String? {
        guard let value = part[key], !value.isNull else { return nil }
        return try text(key, max: max)
    }

    /// A number, which some clients send as a text.
    func number(_ key: String) -> Double? { part[key]?.doubleValue ?? part[key]?.stringValue.flatMap(Double.init) }

    func inside(_ key: String) throws(GraphError) -> PartReader {
        guard let inner = part[key], inner.objectValue != nil else { throw .missing("\(name).\(key)") }
        return PartReader(part: inner, name: "\(name).\(key)")
    }

    /// The elements of an array of `range` elements.
    func elements(_ key: String, _ range: ClosedRange<Int>) throws(GraphError) -> [PartReader] {
        guard let elements = part[key]?.arrayValue else { throw .missing("\(name).\(key)") }
        guard range.contains(elements.count) else {
            throw .invalid("\(name).\(key)", "\(range.lowerBound) to \(range.upperBound) elements are expected")
        }
        return elements.enumerated().map { PartReader(part: $1, name: "\(name).\(key)[\($0)]") }
    }
}
