// What customers do on their phones, as the Bot API tells it to bots.

internal import HostTime
internal import OrkestaModel

extension TelegramNetwork: PhoneService {
    var look: String { "telegram" }

    func act(_ act: PhoneAct, on phone: Phone, to shop: Shop, quoted: String?) throws(DocumentError) {
        guard let bot = bot(shop.id) else { throw DocumentError(field: "shop", reason: "there is no such bot") }
        guard !phone.isBlocking else {
            throw DocumentError(field: "phone", reason: "whoever blocks a bot cannot write to it")
        }
        start(Chat(bot: bot.id, phone: phone.id))
        if case .choice(let messageID, let choiceID) = act {
            return try choose(messageID, choiceID, phone, bot)
        }
        let (content, extra) = try wire(act, phone)
        write(content, extra, phone, bot, quoted)
    }

    /// Posts a message of the customer, and shows it.
    private func write(
        _ content: PhoneContent,
        _ extra: [String: JSON],
        _ phone: Phone,
        _ bot: TelegramBot,
        _ quoted: String?
    ) {
        var message = PhoneMessage(
            id: BotMessage.bookID(bot, nextID()),
            shop: bot.id,
            phone: phone.id,
            isFromCustomer: true,
            content: content,
            at: clock.now()
        )
        message.quoted = quoted
        var extra = extra
        if let quoted { extra["reply_to_message"] = ["message_id": .integer(BotMessage.number(quoted))] }
        book.append(message)
        let id = message.id
        tell(bot, "message", BotMessage.document(message, bot: bot, phone: phone, extra)) { [book] in
            book.change(message: id) { $0.rise(to: .read) }
        }
    }

    /// A button of a message calls back; one of a keyboard writes what it says.
    private func choose(
        _ messageID: String,
        _ choiceID: String,
        _ phone: Phone,
        _ bot: TelegramBot
    ) throws(DocumentError) {
        guard let message = book.message(messageID),
            let choice = message.content.choices.first(where: { $0.id == choiceID && $0.action == .reply })
        else { throw DocumentError(field: "choice", reason: "the message has no such choice") }
        guard let payload = choice.payload else {
            return write(PhoneContent(text: choice.title), ["text": .string(choice.title)], phone, bot, nil)
        }
        var extra: [String: JSON] = ["text": .string(message.content.text)]
        extra["reply_markup"] = message.content.keyboard
        let shown = BotMessage.document(message, bot: bot, phone: phone, extra)
        tell(
            bot,
            "callback_query",
            [
                "id": .string(openQuery(on: messageID)), "from": BotMessage.user(phone), "message": shown,
                "chat_instance": .string(phone.id), "data": .string(payload),
            ]
        )
    }

    func makePhone(name: String, address: String?, language: String) throws(DocumentError) -> Phone {
        let id = freshDigits(9)
        let wanted = address ?? ""
        if let number = WhatsAppIdentity.number(wanted) {
            setNumber(number, of: id)
            return Phone(id: id, name: name, address: WhatsAppIdentity.written(number), language: language)
        }
        let username = wanted.drop { $0 == "@" }
        guard username.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
            throw DocumentError(field: "address", reason: "a user name of letters, digits and _ is expected")
        }
        let made = name.lowercased().filter { $0.isASCII && $0.isLetter } + "_" + id.suffix(3)
        return Phone(id: id, name: name, address: "@" + (username.isEmpty ? made[...] : username), language: language)
    }

    func phoneChanged(from before: Phone, to after: Phone) {
        guard before.isBlocking != after.isBlocking else { return }
        let (old, new) = after.isBlocking ? ("member", "kicked") : ("kicked", "member")
        for bot in bots(startedBy: after) {
            tell(
                bot,
                "my_chat_member",
                [
                    "chat": BotMessage.chat(after), "from": BotMessage.user(after),
                    "date": .integer(clock.now().milliseconds / 1_000),
                    "old_chat_member": ["user": bot.user, "status": .string(old)],
                    "new_chat_member": ["user": bot.user, "status": .string(new)],
                ]
            )
        }
    }

    /// The bubble, and the members of the message that tell it to the bot.
    private func wire(_ act: PhoneAct, _ phone: Phone) throws(DocumentError) -> (PhoneContent, [String: JSON]) {
        switch act {
        case .text(let text): return (PhoneContent(text: text), ["text": .string(text)])
        case .media(let item, let caption):
            let main = item.mimeType.prefix { $0 != "/" }
            let kind = ["image", "audio"].contains(main) ? String(main) : "document"
            var content = PhoneContent(kind: kind, text: caption)
            content.media = item
            var extra = BotMessage.media(item, kind: kind)
            if !caption.isEmpty { extra["caption"] = .string(caption) }
            return (content, extra)
        case .location(let latitude, let longitude, let name):
            var content = PhoneContent(kind: "location", text: "\(latitude), \(longitude)")
            content.header = name.isEmpty ? nil : name
            return (content, ["location": ["latitude": .double(latitude), "longitude": .double(longitude)]])
        case .contact:
            let number = number(of: phone)
            let contact: JSON = [
                "phone_number": .string(number), "first_name": .string(phone.name),
                "user_id": .integer(Int64(phone.id) ?? 0),
            ]
            return (PhoneContent(kind: "contact", text: "+\(number)"), ["contact": contact])
        case .reaction: throw DocumentError(field: "reaction", reason: "this emulator tells bots of no reactions")
        case .choice: throw DocumentError(field: "choice", reason: "a choice is no message")
        }
    }
}
