// What customers do on their phones, as the Cloud API tells it to businesses.

internal import Foundation
internal import HostTime
internal import OrkestaModel

extension WhatsAppNetwork: PhoneService {
    var look: String { "whatsapp" }

    func act(_ act: PhoneAct, on phone: Phone, to shop: Shop, quoted: String?) throws(DocumentError) {
        guard let number = number(shop.id) else {
            throw DocumentError(field: "shop", reason: "there is no such number")
        }
        let id = "wamid." + freshLetters(40)
        let (wire, content) = try wire(act, of: number)
        var body = wire
        if let quoted { body["context"] = ["id": .string(quoted), "from": .string(number.display)] }
        if let content {
            var bubble = PhoneMessage(
                id: id,
                shop: shop.id,
                phone: phone.id,
                isFromCustomer: true,
                content: content,
                at: clock.now()
            )
            bubble.quoted = quoted
            book.append(bubble)
        }
        if case .reaction(let target, let emoji) = act {
            book.change(message: target) { $0.reaction = emoji.isEmpty ? nil : emoji }
        }
        // A business that is blocked hears nothing.
        guard !phone.isBlocking else { return }
        post(body, id: id, from: phone, to: number)
    }

    func makePhone(name: String, address: String?, language: String) throws(DocumentError) -> Phone {
        try Phone(name: name, written: address, language: language)
    }

    func phoneChanged(from before: Phone, to after: Phone) {
        if after.isOnline, !before.isOnline { switchOn(after) }
    }

    /// The message as it is posted, and as the phone shows it; no bubble for a reaction.
    func wire(
        _ act: PhoneAct,
        of number: WhatsAppNumber
    ) throws(DocumentError) -> (body: [String: JSON], content: PhoneContent?) {
        switch act {
        case .text(let text):
            return (["type": "text", "text": ["body": .string(text)]], PhoneContent(text: text))
        case .media(let item, let caption): return media(item, caption)
        case .location(let latitude, let longitude, let name):
            var content = PhoneContent(kind: "location", text: "\(latitude), \(longitude)")
            content.header = name.isEmpty ? nil : name
            let place: JSON = [
                "latitude": .double(latitude), "longitude": .double(longitude), "name": JSON(content.header),
            ]
            return (["type": "location", "location": place], content)
        case .choice(let messageID, let choiceID): return try choice(messageID, choiceID)
        case .contact: throw DocumentError(field: "contact", reason: "WhatsApp does not ask for numbers")
        case .reaction(let messageID, let emoji):
            let reaction: JSON = ["message_id": .string(messageID), "emoji": .string(emoji)]
            return (["type": "reaction", "reaction": reaction], nil)
        }
    }

    private func media(_ item: MediaShelf.Item, _ caption: String) -> (body: [String: JSON], content: PhoneContent?) {
        let content = PhoneContent(item, caption: caption)
        let kind = content.kind
        var part: [String: JSON] = [
            "id": .string(item.id), "mime_type": .string(item.mimeType), "sha256": .string(base64(ofHex: item.sha256)),
        ]
        if kind == "document" { part["filename"] = .string(item.name ?? item.id) }
        if kind == "audio" { part["voice"] = true }
        if !caption.isEmpty { part["caption"] = .string(caption) }
        return (["type": .string(kind), kind: .object(part)], content)
    }

    private func choice(
        _ messageID: String,
        _ choiceID: String
    ) throws(DocumentError) -> (body: [String: JSON], content: PhoneContent?) {
        guard let message = book.message(messageID),
            let choice = message.content.choices.first(where: { $0.id == choiceID && $0.action == .reply })
        else { throw DocumentError(field: "choice", reason: "the message has no such choice") }
        let content = PhoneContent(text: choice.title)
        var body: [String: JSON] = ["context": ["id": .string(messageID)]]
        if message.content.kind == "template" {
            body["type"] = "button"
            body["button"] = ["payload": .string(choice.id), "text": .string(choice.title)]
        } else {
            let type = message.content.listLabel == nil ? "button_reply" : "list_reply"
            let reply = JSON.object(["id": .string(choice.id), "title": .string(choice.title)])
                .merging(["description": JSON(choice.detail)])
            body["type"] = "interactive"
            body["interactive"] = ["type": .string(type), type: reply]
        }
        return (body, content)
    }
}

/// Webhooks tell digests in base64.
private func base64(ofHex text: String) -> String {
    let digits = Array(text)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
        UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
    return Data(bytes).base64EncodedString()
}
