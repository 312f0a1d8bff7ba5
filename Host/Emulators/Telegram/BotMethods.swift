// The methods of the Bot API that send, edit and answer.

internal import HostCore
internal import HostTime
internal import OrkestaModel

/// Carries out what a bot asks for.
struct BotMethods: Sendable {
    private static let captionCharactersMax = 1_024
    private static let textCharactersMax = 4_096

    let network: TelegramNetwork
    let bot: TelegramBot

    /// The result of a method, or nil when this type does not know it.
    func call(_ method: String, _ request: BotRequest) throws(BotError) -> JSON? {
        switch method.lowercased() {
        case "sendmessage": return try sendMessage(request)
        case "sendphoto": return try sendFile(request, "photo", kind: "image")
        case "senddocument": return try sendFile(request, "document", kind: "document")
        case "sendvoice": return try sendFile(request, "voice", kind: "audio")
        case "sendlocation": return try sendLocation(request)
        case "sendchataction":
            let phone = try recipient(request)
            network.book.showTyping(shop: bot.id, phone: phone.id)
            return true
        case "editmessagetext": return try editText(request)
        case "editmessagereplymarkup": return try editMarkup(request)
        case "answercallbackquery": return try answerQuery(request)
        case "getchat": return BotMessage.chat(try recipient(request))
        case "getfile": return try file(request)
        case "getme":
            return bot.user.merging(["can_join_groups": true, "can_read_all_group_messages": false])
        case "setmycommands", "deletemycommands", "logout", "close": return true
        default: return nil
        }
    }

    /// A method that a webhook answered with.
    func sendFromWebhook(_ method: String, _ call: JSON) throws(BotError) {
        guard method.lowercased().hasPrefix("send") else { return }
        _ = try self.call(method, BotRequest(call))
    }

    // MARK: Sending

    private func sendMessage(_ request: BotRequest) throws(BotError) -> JSON {
        let phone = try recipient(request)
        guard let source = request.text("text"), !source.isEmpty else { throw .badRequest("message text is empty") }
        let text = try FormattedText(source, mode: request.text("parse_mode"))
        guard !text.text.isEmpty else { throw .badRequest("message text is empty") }
        guard text.text.utf16.count <= Self.textCharactersMax else { throw .badRequest("message is too long") }
        var extra: [String: JSON] = ["text": .string(text.text)]
        if !text.entities.isEmpty { extra["entities"] = .array(text.entities) }
        return try send(PhoneContent(text: text.text), extra, request, phone)
    }

    private func sendFile(_ request: BotRequest, _ name: String, kind: String) throws(BotError) -> JSON {
        let phone = try recipient(request)
        let caption = try FormattedText(request.text("caption") ?? "", mode: request.text("parse_mode"))
        guard caption.text.utf16.count <= Self.captionCharactersMax else {
            throw .badRequest("message caption is too long")
        }
        var content = PhoneContent(kind: kind, text: caption.text)
        var extra: [String: JSON] = caption.text.isEmpty ? [:] : ["caption": .string(caption.text)]
        if let part = request.file(name) {
            let item = network.shelf.put(
                Array(part.body),
                id: freshLetters(32),
                mimeType: part.contentType ?? "application/octet-stream",
                name: part.fileName
            )
            content.media = item
            extra.merge(BotMessage.media(item, kind: kind)) { own, _ in own }
        } else if let source = request.text(name), !source.isEmpty {
            if let item = network.shelf.item(source) {
                content.media = item
                extra.merge(BotMessage.media(item, kind: kind)) { own, _ in own }
            } else if source.hasPrefix("http://") || source.hasPrefix("https://") {
                content.link = source
            } else {
                throw .badRequest("wrong file identifier/HTTP URL specified")
            }
        } else {
            throw .badRequest("there is no \(name) in the request")
        }
        return try send(content, extra, request, phone)
    }

    private func sendLocation(_ request: BotRequest) throws(BotError) -> JSON {
        let phone = try recipient(request)
        guard let latitude = request.text("latitude").flatMap(Double.init),
            let longitude = request.text("longitude").flatMap(Double.init)
        else { throw .badRequest("latitude and longitude are expected") }
        let content = PhoneContent(kind: "location", text: "\(latitude), \(longitude)")
        let place: JSON = ["latitude": .double(latitude), "longitude": .double(longitude)]
        return try send(content, ["location": place], request, phone)
    }

    private func send(
        _ content: PhoneContent,
        _ extra: [String: JSON],
        _ request: BotRequest,
        _ phone: Phone
    ) throws(BotError) -> JSON {
        var content = content
        try content.addKeyboard(try request.document("reply_markup"))
        let quoted = try quotedMessage(request)
        try network.take(TelegramNetwork.Chat(bot: bot.id, phone: phone.id))
        var message = PhoneMessage(
            id: BotMessage.bookID(bot, network.nextID()),
            shop: bot.id,
            phone: phone.id,
            isFromCustomer: false,
            content: content,
            at: network.clock.now()
        )
        message.quoted = quoted
        // Telegram tells bots nothing more of it.
        if phone.isOnline { message.rise(to: .read) }
        network.book.append(message)
        var extra = extra
        extra["reply_markup"] = message.content.keyboard
        return BotMessage.document(message, bot: bot, phone: phone, extra)
    }

    private func quotedMessage(_ request: BotRequest) throws(BotError) -> String? {
        let parameters = try request.document("reply_parameters")
        guard let number = parameters?["message_id"]?.integerValue ?? request.integer("reply_to_message_id") else {
            return nil
        }
        let id = BotMessage.bookID(bot, number)
        if network.book.message(id) != nil { return id }
        if parameters?["allow_sending_without_reply"]?.boolValue == true { return nil }
        throw .badRequest("message to be replied not found")
    }

    // MARK: What was sent

    private func editText(_ request: BotRequest) throws(BotError) -> JSON {
        let text = try FormattedText(request.text("text") ?? "", mode: request.text("parse_mode"))
        guard !text.text.isEmpty else { throw .badRequest("message text is empty") }
        return try edit(request) { content throws(BotError) in
            var edited = PhoneContent(kind: content.kind, text: text.text)
            try edited.addKeyboard(try request.document("reply_markup"))
            content = edited
        }
    }

    private func editMarkup(_ request: BotRequest) throws(BotError) -> JSON {
        try edit(request) { content throws(BotError) in
            (content.choices, content.keyboard) = ([], nil)
            try content.addKeyboard(try request.document("reply_markup"))
        }
    }

    private func edit(
        _ request: BotRequest,
        _ change: (inout PhoneContent) throws(BotError) -> Void
    ) throws(BotError) -> JSON {
        let phone = try recipient(request)
        let id = BotMessage.bookID(bot, request.integer("message_id") ?? 0)
        guard let message = network.book.message(id), message.phone == phone.id, !message.isFromCustomer else {
            throw .badRequest("message to edit not found")
        }
        var content = message.content
        try change(&content)
        network.book.change(message: id) { $0.content = content }
        var extra: [String: JSON] = ["text": .string(content.text)]
        extra["reply_markup"] = content.keyboard
        return BotMessage.document(message, bot: bot, phone: phone, extra)
    }

    private func answerQuery(_ request: BotRequest) throws(BotError) -> JSON {
        guard let id = request.text("callback_query_id"), let message = network.closeQuery(id) else {
            throw .badRequest("query is too old and response timeout expired or query ID is invalid")
        }
        if let text = request.text("text"), !text.isEmpty {
            network.book.change(message: message) { $0.note = text }
        }
        return true
    }

    private func file(_ request: BotRequest) throws(BotError) -> JSON {
        guard let item = request.text("file_id").flatMap(network.shelf.item) else {
            throw .badRequest("wrong file_id or the file is temporarily unavailable")
        }
        guard item.size <= 20 << 20 else { throw .badRequest("file is too big") }
        return [
            "file_id": .string(item.id), "file_unique_id": .string(String(item.sha256.prefix(16))),
            "file_size": .integer(Int64(item.size)), "file_path": .string("documents/\(item.id)"),
        ]
    }

    private func recipient(_ request: BotRequest) throws(BotError) -> Phone {
        guard let chat = request.integer("chat_id") else { throw .badRequest("chat_id is empty") }
        return try network.recipient(chat, of: bot)
    }
}
