// Messages as the Bot API writes them.

internal import OrkestaModel

enum BotMessage {
    /// The book's id of a message of a bot.
    static func bookID(_ bot: TelegramBot, _ number: Int64) -> String { "\(bot.id)/\(number)" }

    /// The number within the book's id.
    static func number(_ bookID: String) -> Int64 { bookID.split(separator: "/").last.flatMap { Int64($0) } ?? 0 }

    static func user(_ phone: Phone) -> JSON {
        let user: JSON = [
            "id": .integer(Int64(phone.id) ?? 0), "is_bot": false, "first_name": .string(phone.name),
            "language_code": .string(phone.language),
        ]
        return user.merging(["username": JSON(username(phone))])
    }

    static func chat(_ phone: Phone) -> JSON {
        let chat: JSON = [
            "id": .integer(Int64(phone.id) ?? 0), "type": "private", "first_name": .string(phone.name),
        ]
        return chat.merging(["username": JSON(username(phone))])
    }

    /// A message of either side; `extra` holds what belongs to its kind.
    static func document(_ message: PhoneMessage, bot: TelegramBot, phone: Phone, _ extra: [String: JSON]) -> JSON {
        var members = extra
        members["message_id"] = .integer(number(message.id))
        members["from"] = message.isFromCustomer ? user(phone) : bot.user
        members["chat"] = chat(phone)
        members["date"] = .integer(message.at.milliseconds / 1_000)
        return .object(members)
    }

    /// The members of a file: a photo in its sizes, a voice note, or a document.
    static func media(_ item: MediaShelf.Item, kind: String) -> [String: JSON] {
        var file: [String: JSON] = [
            "file_id": .string(item.id), "file_unique_id": .string(String(item.sha256.prefix(16))),
            "file_size": .integer(Int64(item.size)),
        ]
        switch kind {
        case "image":
            var small = file
            (small["width"], small["height"]) = (320, 240)
            (file["width"], file["height"]) = (1_280, 960)
            return ["photo": [.object(small), .object(file)]]
        case "audio", "voice":
            file["duration"] = 3
            file["mime_type"] = .string(item.mimeType)
            return ["voice": .object(file)]
        default:
            file["mime_type"] = .string(item.mimeType)
            file["file_name"] = .string(item.name ?? item.id)
            return ["document": .object(file)]
        }
    }

    private static func username(_ phone: Phone) -> String? {
        phone.address.hasPrefix("@") ? String(phone.address.dropFirst()) : nil
    }
}
