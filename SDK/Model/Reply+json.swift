// Replies as JSON documents: the form in the HTTP API, the ABI and storage.

extension Reply {
    /// `{"type": "text", "text": "…"}` and so on; absent options are left out.
    public var json: JSON {
        var members: [String: JSON] = ["type": .string(kind)]
        switch self {
        case .text(let text):
            members["text"] = .string(text)
        case .buttons(let text, let buttons):
            members["text"] = .string(text)
            members["buttons"] = .array(buttons.map(\.json))
        case .list(let text, let items):
            members["text"] = .string(text)
            members["items"] = .array(items.map(\.json))
        case .image(let url, let caption):
            members["url"] = .string(url)
            members["caption"] = caption.map(JSON.string)
        case .document(let url, let name, let mime):
            members["url"] = .string(url)
            members["name"] = .string(name)
            members["mime"] = mime.map(JSON.string)
        case .link(let url, let title):
            members["url"] = .string(url)
            members["title"] = title.map(JSON.string)
        }
        return .object(members)
    }

    /// Reads the form that ``json`` writes. Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        switch try json.requiredText("type") {
        case "text":
            self = .text(try json.requiredText("text"))
        case "buttons":
            let buttons = try json.elements("buttons") { value throws(DocumentError) in try ReplyButton(json: value) }
            self = .buttons(text: try json.requiredText("text"), buttons)
        case "list":
            let items = try json.elements("items") { value throws(DocumentError) in try ReplyListItem(json: value) }
            self = .list(text: try json.requiredText("text"), items)
        case "image":
            self = .image(url: try json.requiredText("url"), caption: try json.optionalText("caption"))
        case "document":
            self = .document(
                url: try json.requiredText("url"),
                name: try json.requiredText("name"),
                mime: try json.optionalText("mime")
            )
        case "link":
            self = .link(url: try json.requiredText("url"), title: try json.optionalText("title"))
        default:
            throw DocumentError(
                field: "type",
                reason: "one of text, buttons, list, image, document, link is expected"
            )
        }
    }
}

extension ReplyButton {
    public var json: JSON { ["id": .string(id), "title": .string(title)] }

    /// Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        self.init(id: try json.requiredText("id"), title: try json.requiredText("title"))
    }
}

extension ReplyListItem {
    public var json: JSON {
        var members: [String: JSON] = ["id": .string(id), "title": .string(title)]
        members["description"] = description.map(JSON.string)
        return .object(members)
    }

    /// Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        self.init(
            id: try json.requiredText("id"),
            title: try json.requiredText("title"),
            description: try json.optionalText("description")
        )
    }
}
