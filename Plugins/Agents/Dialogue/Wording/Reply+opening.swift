// Putting what was noted before in front of a reply.

public import OrkestaModel

extension Reply {
    /// The reply with lines before its own text; a picture, document or link
    /// has no text to put them before and stays as it is.
    public func opened(by lines: [String]) -> Reply {
        guard !lines.isEmpty else { return self }
        let opening = lines.joined(separator: "\n")
        return switch self {
        case .text(let text): .text("\(opening)\n\(text)")
        case .buttons(let text, let buttons): .buttons(text: "\(opening)\n\(text)", buttons)
        case .list(let text, let items): .list(text: "\(opening)\n\(text)", items)
        case .image, .document, .link: self
        }
    }
}
