// Keyboards of the Bot API as things to tap.

internal import OrkestaModel

extension PhoneContent {
    /// Adds what `reply_markup` shows. Throws as the Bot API does for a button that
    /// is none.
    mutating func addKeyboard(_ markup: JSON?) throws(BotError) {
        guard let markup else { return }
        if let rows = markup["inline_keyboard"]?.arrayValue {
            choices = try Self.choices(rows, Self.inlineChoice)
            keyboard = markup
        } else if let rows = markup["keyboard"]?.arrayValue {
            choices = try Self.choices(rows, Self.replyChoice)
        } else if markup["remove_keyboard"] == nil, markup["force_reply"] == nil {
            throw .badRequest("object expected as reply markup")
        }
    }

    private static func choices(
        _ rows: [JSON],
        _ choice: (JSON, String) throws(BotError) -> Choice
    ) throws(BotError) -> [Choice] {
        var choices: [Choice] = []
        for (row, buttons) in rows.enumerated() {
            for (column, button) in (buttons.arrayValue ?? []).enumerated() {
                choices.append(try choice(button, "\(row).\(column)"))
            }
        }
        guard choices.count <= 100 else { throw .badRequest("reply markup is too long") }
        return choices
    }

    private static func inlineChoice(_ button: JSON, _ place: String) throws(BotError) -> Choice {
        guard let title = button["text"]?.stringValue, !title.isEmpty else {
            throw .badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        }
        if let url = button["url"]?.stringValue {
            guard url.contains("://") else { throw .badRequest("inline keyboard button URL '\(url)' is invalid") }
            return Choice(action: .link, id: url, title: title)
        }
        guard let data = button["callback_data"]?.stringValue, (1...64).contains(data.utf8.count) else {
            throw .badRequest("BUTTON_DATA_INVALID")
        }
        return Choice(action: .reply, id: place, title: title, payload: data)
    }

    private static func replyChoice(_ button: JSON, _ place: String) throws(BotError) -> Choice {
        guard let title = button.stringValue ?? button["text"]?.stringValue, !title.isEmpty else {
            throw .badRequest("can't parse keyboard button: Field \"text\" must be of type String")
        }
        let isContact = button["request_contact"]?.boolValue == true
        return Choice(action: isContact ? .contact : .reply, id: place, title: title)
    }
}
