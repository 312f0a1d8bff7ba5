// What customers do on their phones, as Twilio tells it to businesses.

internal import HostTime
internal import OrkestaModel

extension SMSNetwork: PhoneService {
    /// Of a file that comes with a message.
    private static let fileBytesMax = 5 << 20

    var look: String { "sms" }

    func act(_ act: PhoneAct, on phone: Phone, to shop: Shop, quoted: String?) throws(DocumentError) {
        guard let number = number(shop.id) else {
            throw DocumentError(field: "shop", reason: "there is no such number")
        }
        let content = try content(of: act)
        let id = (content.media == nil ? "SM" : "MM") + freshDigits(32)
        book.append(
            PhoneMessage(
                id: id,
                shop: shop.id,
                phone: phone.id,
                isFromCustomer: true,
                content: content,
                at: clock.now()
            )
        )
        note(content.text, from: phone, to: number)
        var fields: [(name: String, value: String)] = [
            ("Body", content.text), ("NumSegments", String(SMSSegments(content.text).count)),
            ("SmsStatus", "received"), ("NumMedia", content.media == nil ? "0" : "1"),
        ]
        if let item = content.media {
            let file = files.put(item, with: id, for: account(of: number).sid)
            let url = (number.apiURL ?? files.address) + file.path
            fields.append(("MediaUrl0", url))
            fields.append(("MediaContentType0", item.mimeType))
        }
        post(fields, id: id, from: phone, to: number)
    }

    private func content(of act: PhoneAct) throws(DocumentError) -> PhoneContent {
        switch act {
        case .text(let text): return PhoneContent(text: text)
        case .location(let latitude, let longitude, let name):
            return PhoneContent(text: "\(name) https://maps.google.com/?q=\(latitude),\(longitude)")
        case .media(let item, let caption):
            guard item.size <= Self.fileBytesMax else {
                throw DocumentError(field: "media", reason: "a text message carries a file of up to 5 MB")
            }
            return PhoneContent(item, caption: caption)
        case .choice, .contact, .reaction: throw DocumentError(field: "", reason: "a text message has no such thing")
        }
    }

    func makePhone(name: String, address: String?, language: String) throws(DocumentError) -> Phone {
        try Phone(name: name, written: address, language: language)
    }

    func phoneChanged(from before: Phone, to after: Phone) {
        if after.isOnline, !after.isBlocking { switchOn(after) }
    }
}
