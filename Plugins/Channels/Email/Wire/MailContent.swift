// What a mail says: replies as plain text, and as modest HTML.

public import OrkestaModel

/// The text of a mail in both forms.
public struct MailContent: Sendable, Equatable {
    private var plainParts: [String] = []
    private var htmlParts: [String] = []
    /// Of documents that are attached: they stand for a text where there is none.
    private var attachedNames: [String] = []

    public init() {}

    public init(_ reply: Reply, attached: Bool) { add(reply, attached: attached) }

    /// Puts a reply below what is there. Of a document that is attached, `attached` is true:
    /// then nothing links to it.
    public mutating func add(_ reply: Reply, attached: Bool) {
        switch reply {
        case .document(_, let name, _) where attached:
            attachedNames.append(name)
            return
        case .document(let url, let name, _): htmlParts.append(Self.link(url, name))
        case .link(let url, let title): htmlParts.append(Self.link(url, title ?? url))
        case .image(let url, let caption): htmlParts.append(Self.link(url, caption ?? url))
        case .text, .buttons, .list: htmlParts.append(Self.linked(reply.plainText))
        }
        plainParts.append(reply.plainText)
    }

    public var plain: String { (plainParts.isEmpty ? attachedNames : plainParts).joined(separator: "\n\n") }

    public var html: String {
        let parts = htmlParts.isEmpty ? attachedNames.map(Self.escaped) : htmlParts
        let body = parts.joined(separator: "<br>\n<br>\n")
        return "<!doctype html><html><body style=\"font-family:sans-serif;line-height:1.5\">\(body)</body></html>"
    }

    private static func link(_ url: String, _ text: String) -> String {
        isWeb(url[...]) ? "<a href=\"\(escaped(url))\">\(escaped(text))</a>" : escaped(text)
    }

    /// Lines as lines, and addresses of pages as links.
    private static func linked(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                line.split(separator: " ", omittingEmptySubsequences: false)
                    .map { isWeb($0) ? link(String($0), String($0)) : escaped(String($0)) }
                    .joined(separator: " ")
            }
            .joined(separator: "<br>\n")
    }

    private static func isWeb(_ word: Substring) -> Bool { word.hasPrefix("https://") || word.hasPrefix("http://") }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
