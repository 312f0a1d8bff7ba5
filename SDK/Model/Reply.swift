// What is said to a customer, or by one: six forms that every channel shows in
// its own way, or as plain text where it has no such form.

/// One message of a conversation.
public enum Reply: Sendable, Hashable {
    case text(String)
    /// A text with a few choices to tap.
    case buttons(text: String, [ReplyButton])
    /// A text with a longer list of choices.
    case list(text: String, [ReplyListItem])
    case image(url: String, caption: String?)
    /// A file to download. `mime` is its media type.
    case document(url: String, name: String, mime: String?)
    case link(url: String, title: String?)
}

/// A choice to tap. `id` comes back when the customer taps it.
public struct ReplyButton: Sendable, Hashable {
    public var id: String
    public var title: String

    public init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}

/// A line of a list. `id` comes back when the customer picks it.
public struct ReplyListItem: Sendable, Hashable {
    public var id: String
    public var title: String
    public var description: String?

    public init(id: String, title: String, description: String? = nil) {
        self.id = id
        self.title = title
        self.description = description
    }
}

extension Reply {
    /// The word in `type`: text, buttons, list, image, document, link.
    public var kind: String {
        switch self {
        case .text: "text"
        case .buttons: "buttons"
        case .list: "list"
        case .image: "image"
        case .document: "document"
        case .link: "link"
        }
    }

    /// What a channel shows that knows only text. Choices are numbered from 1.
    public var plainText: String {
        switch self {
        case .text(let text): text
        case .buttons(let text, let buttons): Reply.numbered(text, buttons.map(\.title))
        case .list(let text, let items):
            Reply.numbered(text, items.map { $0.title + ($0.description.map { " — \($0)" } ?? "") })
        case .image(let url, let caption): caption.map { "\($0)\n\(url)" } ?? url
        case .document(let url, let name, _): "\(name)\n\(url)"
        case .link(let url, let title): title.map { "\($0)\n\(url)" } ?? url
        }
    }

    private static func numbered(_ text: String, _ choices: [String]) -> String {
        ([text] + choices.enumerated().map { "\($0.offset + 1). \($0.element)" }).joined(separator: "\n")
    }
}
