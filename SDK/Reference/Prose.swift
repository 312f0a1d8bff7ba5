// Comments as Markdown: paragraphs, blocks that are set as they stand, and names
// of C as code with a link to where they are explained.

/// Turns the words of a comment into Markdown.
struct Prose {
    private let known: Set<String>

    /// Names in `known` have an anchor of the same name on the page.
    init(linking known: Set<String>) { self.known = known }

    /// Paragraphs; indented lines are set as they stand.
    func paragraphs(_ comment: String) -> String {
        var blocks: [String] = []
        var lines: [String] = []
        var isCode = false
        func end() {
            let text = lines.joined(separator: "\n")
            if !text.trimmed.isEmpty { blocks.append(isCode ? "```\n\(text)\n```" : inline(text.trimmed)) }
            lines = []
        }
        for line in comment.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let isIndented = line.hasPrefix("  ")
            if line.isEmpty || isIndented != isCode { end() }
            isCode = isIndented
            if !line.isEmpty { lines.append(line) }
        }
        end()
        return blocks.joined(separator: "\n\n")
    }

    /// One paragraph; what stands in backquotes already is left alone.
    func inline(_ text: String) -> String {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
            index % 2 == 0 ? plain(String(part)) : code(String(part))
        }.joined()
    }

    private func plain(_ text: String) -> String {
        text.replacing("*", with: "\\*").replacing(/[A-Za-z]+[A-Za-z0-9]*_[A-Za-z0-9_]+(\.[a-z_]+)?/) { match in
            code(String(match.0))
        }
    }

    private func code(_ name: String) -> String {
        let owner = String(name.prefix { $0 != "." })
        return known.contains(owner) ? "[`\(name)`](#\(owner))" : "`\(name)`"
    }
}
