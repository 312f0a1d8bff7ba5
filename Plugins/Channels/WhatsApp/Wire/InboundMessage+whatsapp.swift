// A customer's message of any type, as the text and the files that an agent reads.

import OrkestaModel
import OrkestaSDK

extension InboundMessage {
    /// Nil for what says nothing: reactions, deletions, types that are not known.
    init?(whatsApp message: JSON, from contacts: WebhookContacts) {
        let content = Content(message)
        let isUnreadable = content == nil && Content.isHeldBack(message)
        guard let id = message["id"]?.stringValue,
            let sender = message["from"]?.stringValue ?? message["from_user_id"]?.stringValue,
            content != nil || isUnreadable
        else { return nil }
        let number = message["from"]?.stringValue.map(CustomerNumber.address)
        let user = message["from_user_id"]?.stringValue
        self.init(
            messageID: id,
            address: number ?? sender,
            name: contacts.name(of: message),
            text: content?.text ?? "",
            phone: number,
            // Who hides the number later is known by it.
            alias: number == nil ? nil : user,
            at: Timestamp(whatsApp: message["timestamp"]),
            attachments: content?.attachments ?? [],
            isUnreadable: isUnreadable
        )
    }

    /// What a person of the business wrote in the phone app.
    init?(whatsAppEcho echo: JSON) {
        let number = echo["to"]?.stringValue.map(CustomerNumber.address)
        let user = echo["to_user_id"]?.stringValue
        guard let id = echo["id"]?.stringValue, let customer = number ?? user, let content = Content(echo)
        else { return nil }
        self.init(
            messageID: id,
            address: customer,
            text: content.text,
            alias: number == nil ? nil : user,
            at: Timestamp(whatsApp: echo["timestamp"]),
            attachments: content.attachments,
            isEcho: true
        )
    }
}

/// What a message says.
private struct Content {
    /// Of what the Cloud API hands on to nobody: polls, pictures that may be seen once.
    private static let unsupported: Int64 = 131_051

    var text = ""
    var attachments: [InboundMessage.Attachment] = []

    /// Whether a message is there, and its content is not.
    static func isHeldBack(_ message: JSON) -> Bool {
        message["type"] == "unsupported"
            || message["errors"]?.arrayValue?.contains { $0["code"]?.integerValue == unsupported } == true
    }

    /// Nil for a type that says nothing to an agent.
    init?(_ message: JSON) {
        let type = message["type"]?.stringValue ?? ""
        let part = message[type] ?? .null
        switch type {
        case "text": text = part["body"]?.stringValue ?? ""
        case "button": text = part["text"]?.stringValue ?? ""
        case "interactive":
            let form = part["type"]?.stringValue ?? ""
            guard let title = part[form]?["title"]?.stringValue else { return nil }
            text = form == "list_reply" ? ListRow.said(id: part[form]?["id"]?.stringValue ?? "", title: title) : title
        case "image", "audio", "video", "document", "sticker":
            guard let id = part["id"]?.stringValue else { return nil }
            let mime = part["mime_type"]?.stringValue.map { String($0.prefix { $0 != ";" }) }
            attachments = [.init(reference: id, mime: mime, name: part["filename"]?.stringValue)]
            text = part["caption"]?.stringValue ?? ""
        case "location": text = Self.location(part)
        case "contacts": text = Self.contacts(message["contacts"]?.arrayValue ?? [])
        case "order": text = Self.order(part)
        case "edit":
            guard let edited = part["message"].flatMap(Content.init) else { return nil }
            self = edited
        default: return nil
        }
        if text.isEmpty, attachments.isEmpty { return nil }
    }

    private static func location(_ part: JSON) -> String {
        let place = [part["name"], part["address"]].compactMap { $0?.stringValue }.filter { !$0.isEmpty }
        let coordinates = [part["latitude"], part["longitude"]].compactMap { $0?.doubleValue }.map { "\($0)" }
        return (place + [coordinates.joined(separator: ", ")]).joined(separator: "\n")
    }

    private static func contacts(_ contacts: [JSON]) -> String {
        contacts.map { contact in
            let phones = contact["phones"]?.arrayValue?.compactMap { $0["phone"]?.stringValue } ?? []
            return ([contact["name"]?["formatted_name"]?.stringValue ?? ""] + phones).joined(separator: " ")
        }
        .joined(separator: "\n")
    }

    /// A basket of WhatsApp's own catalog. Its prices are the phone's: they are left
    /// out, and the sale's are made from the tenant's catalog.
    private static func order(_ part: JSON) -> String {
        let lines = (part["product_items"]?.arrayValue ?? []).compactMap { item -> String? in
            guard let sku = item["product_retailer_id"]?.stringValue else { return nil }
            return "\(item["quantity"]?.integerValue ?? 1) \(sku)"
        }
        return (lines + [part["text"]?.stringValue ?? ""]).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
