// What a mail says: a reply as plain text, and as modest HTML.

public import OrkestaModel

/// The text of a mail in both forms.
public struct MailContent: Sendable, Equatable {
    public let plain: String
    public let html: String

    /// A reply; of a document that is attached, `attached` is true: then nothing links
    /// to it.
    public init(_ reply: Reply, attached: Bool) {
        switch reply {
        case .document(let url, let name, _):
            plain = attached ? name : "\(name)\n\(url)"
            html = Self.page(attached ? Self.escaped(name) : Self.link(url, name))
        case .link(let url, let title):
            plain = reply.plainText
            html = Self.page(Self.link(url, title ?? url))
        case .image(let url, let caption):
            plain = reply.plainText
            html = Self.page(Self.link(url, caption ?? url))
        case .text, .buttons, .list:
            plain = reply.plainText
            html = Self.page(Self.linked(reply.plainText))
        }
    }

    private static func page(_ body: String) -> String {
        "<!doctype html><html><body style=\"font-family:sans-serif;line-height:1.5\">\(body)</body></html>"
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
