// What customers do on their phones, as Twilio tells it to businesses.

internal import HostTime
internal import OrkestaModel

extension SMSNetwork: PhoneService {
    var look: String { "sms" }

    func act(_ act: PhoneAct, on phone: Phone, to shop: Shop, quoted: String?) throws(DocumentError) {
        guard let number = number(shop.id) else {
            throw DocumentError(field: "shop", reason: "there is no such number")
        }
        let text: String
        switch act {
        case .text(let written): text = written
        case .location(let latitude, let longitude, let name):
            text = "\(name) https://maps.google.com/?q=\(latitude),\(longitude)"
        case .media: throw DocumentError(field: "media", reason: "this emulator carries text only")
        case .choice, .contact, .reaction: throw DocumentError(field: "", reason: "a text message has no such thing")
        }
        let id = "SM" + freshDigits(32)
        book.append(
            PhoneMessage(
                id: id,
                shop: shop.id,
                phone: phone.id,
                isFromCustomer: true,
                content: PhoneContent(text: text),
                at: clock.now()
            )
        )
        note(text, from: phone, to: number)
        let segments = String(SMSSegments(text).count)
        post(
            [("Body", text), ("NumMedia", "0"), ("NumSegments", segments), ("SmsStatus", "received")],
            id: id,
            from: phone,
            to: number
        )
    }

    func makePhone(name: String, address: String?, language: String) throws(DocumentError) -> Phone {
        let wanted = address.flatMap { $0.isEmpty ? nil : $0 } ?? "5255" + freshDigits(8)
        guard let digits = WhatsAppIdentity.number(wanted) else {
            throw DocumentError(field: "address", reason: "a phone number with its country's code is expected")
        }
        return newPhone(digits, name: name, language: language)
    }

    func phoneChanged(from before: Phone, to after: Phone) {
        if after.isOnline, !after.isBlocking { switchOn(after) }
    }
}
