// A reply as a body of `POST /{phone number id}/messages`. What the Cloud API has
// no form for, or no room, goes out as plain text, whose choices are numbered.

public import OrkestaModel
public import OrkestaSDK

/// What is sent, to whomever.
public struct OutgoingBody: Sendable {
    /// Unicode scalars of a text message.
    public static let textCharactersMax = 4_096
    private static let bodyCharactersMax = 1_024
    private static let buttonsMax = 3
    private static let buttonTitleCharactersMax = 20
    private static let buttonIDCharactersMax = 256
    private static let rowsMax = 10
    private static let callbackCharactersMax = 512

    private let type: String
    private var part: JSON
    private let template: MessageTemplate?
    private let idempotencyKey: String

    /// Chooses the form that fits.
    public init(_ message: OutboundMessage) {
        self.init(
            message.reply,
            template: message.template,
            locale: message.locale,
            idempotencyKey: message.idempotencyKey
        )
    }

    /// What a message says, as plain text, whatever its form.
    public init(asText message: OutboundMessage) {
        self.init(
            .text(message.reply.plainText),
            template: nil,
            locale: message.locale,
            idempotencyKey: message.idempotencyKey
        )
    }

    /// As ``init(_:)``, of its parts.
    public init(_ reply: Reply, template: MessageTemplate?, locale: String?, idempotencyKey: String) {
        self.idempotencyKey = idempotencyKey
        self.template = template
        (type, part) =
            template.map { ("template", $0.whatsAppPart(file: nil)) } ?? Self.form(of: reply, ChoiceWords(locale))
    }

    /// The body for a number, or for a business-scoped user id.
    public func document(to address: String) -> JSON {
        var members: [String: JSON] = [
            "messaging_product": "whatsapp", "recipient_type": "individual", "type": .string(type), type: part,
        ]
        if CustomerNumber.isUserID(address) {
            members["recipient"] = .string(address)
        } else {
            members["to"] = .string(CustomerNumber.digits(address))
        }
        // Comes back with every status, so that a send whose answer was lost is found.
        if idempotencyKey.unicodeScalars.count <= Self.callbackCharactersMax {
            members["biz_opaque_callback_data"] = .string(idempotencyKey)
        }
        return .object(members)
    }

    /// The document, the picture or the template's header with the file that was uploaded:
    /// Meta fetches nothing for it.
    public func uploaded(as mediaID: String) -> OutgoingBody {
        var members = part.objectValue ?? [:]
        members["link"] = nil
        members["id"] = .string(mediaID)
        var body = self
        body.part = template?.whatsAppPart(file: mediaID) ?? .object(members)
        return body
    }

    private static func form(of reply: Reply, _ words: ChoiceWords) -> (String, JSON) {
        switch reply {
        case .text(let text): return plain(text)
        case .buttons(let text, let buttons):
            let rows = buttons.map { ReplyListItem(id: $0.id, title: $0.title) }
            return Self.buttons(text, buttons) ?? list(text, rows, words) ?? plain(reply.plainText)
        case .list(let text, let items): return list(text, items, words) ?? plain(reply.plainText)
        case .image(let url, let caption):
            var image: [String: JSON] = ["link": .string(url)]
            if let caption { image["caption"] = .string(caption.cut(to: bodyCharactersMax)) }
            return ("image", .object(image))
        case .document(let url, let name, _):
            return ("document", ["link": .string(url), "filename": .string(name.cut(to: 240))])
        case .link(let url, let title): return link(url, title, words) ?? plain(reply.plainText)
        }
    }

    private static func plain(_ text: String) -> (String, JSON) {
        ("text", ["body": .string(text.cut(to: textCharactersMax)), "preview_url": .bool(text.contains("https://"))])
    }

    private static func buttons(_ text: String, _ buttons: [ReplyButton]) -> (String, JSON)? {
        guard text.fits(bodyCharactersMax), (1...buttonsMax).contains(buttons.count),
            buttons.allSatisfy({ $0.title.fits(buttonTitleCharactersMax) && $0.id.fits(buttonIDCharactersMax) }),
            Set(buttons.map(\.title)).count == buttons.count, Set(buttons.map(\.id)).count == buttons.count
        else { return nil }
        let choices = buttons.map { button -> JSON in
            ["type": "reply", "reply": ["id": .string(button.id), "title": .string(button.title)]]
        }
        return interactive("button", text, ["buttons": .array(choices)])
    }

    private static func list(_ text: String, _ items: [ReplyListItem], _ words: ChoiceWords) -> (String, JSON)? {
        let rows = items.compactMap { ListRow($0) }
        guard text.fits(bodyCharactersMax), (1...rowsMax).contains(items.count), rows.count == items.count,
            Set(rows.map(\.id)).count == rows.count
        else { return nil }
        let sections: JSON = [["rows": .array(rows.map(\.json))]]
        return interactive("list", text, ["button": .string(words.options), "sections": sections])
    }

    private static func link(_ url: String, _ title: String?, _ words: ChoiceWords) -> (String, JSON)? {
        guard let title, title.fits(bodyCharactersMax), url.hasPrefix("https://"), url.utf8.count <= 2_000 else {
            return nil
        }
        let parameters: JSON = ["display_text": .string(words.open), "url": .string(url)]
        return interactive("cta_url", title, ["name": "cta_url", "parameters": parameters])
    }

    private static func interactive(_ type: String, _ text: String, _ action: JSON) -> (String, JSON) {
        ("interactive", ["type": .string(type), "body": ["text": .string(text)], "action": action])
    }
}

/// The words that WhatsApp wants on what opens a list or a link.
private struct ChoiceWords {
    let options: String
    let open: String

    /// Spanish for a language that is not spoken here.
    init(_ locale: String?) {
        (options, open) =
            switch locale?.prefix(2) {
            case "en": ("See options", "Open")
            case "pt": ("Ver opções", "Abrir")
            default: ("Ver opciones", "Abrir")
            }
    }
}
