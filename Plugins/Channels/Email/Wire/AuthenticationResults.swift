// What the server that took a message found out of its sender (RFC 8601), in a field that it
// puts above all others.

/// The findings of one server that concern the domain of From (DMARC, RFC 7489).
public struct AuthenticationResults: Sendable {
    /// Of the server, as it calls itself; in lower case, as all of it.
    public let server: String
    private let findings: [Finding]

    private struct Finding {
        /// `pass`, `fail`, `none`, …
        let result: String
        /// Nil where it is not said of which domain.
        let domain: String?
    }

    /// Nil for a field that names no server.
    public init?(_ field: String) {
        let statements = Self.statements(of: field)
        guard let server = statements.first?.first, !server.contains("=") else { return nil }
        self.server = server
        findings = statements.dropFirst().compactMap { words in
            let parts = words.first?.split(separator: "=", maxSplits: 1).map(String.init) ?? []
            guard parts.count == 2, parts[0].prefix(while: { $0 != "/" }) == "dmarc" else { return nil }
            let domain = words.first { $0.hasPrefix(Self.domainName) }?.dropFirst(Self.domainName.count)
            return Finding(result: parts[1], domain: domain.map(String.init))
        }
    }

    /// Whether a message from this address is another's: its domain disowns it, or the server looked at
    /// another domain than at the one that is shown.
    public func disowns(_ sender: String) -> Bool {
        let own = sender.lowercased().split(separator: "@").last.map(String.init) ?? ""
        return findings.contains { finding in
            guard finding.result != "fail" else { return true }
            return finding.domain.map { $0 != own && !own.hasSuffix(".\($0)") } ?? false
        }
    }

    private static let domainName = "header.from="

    /// The words of each statement. Comments fall away, quotes hold together, and a blank around an
    /// equals sign says nothing.
    private static func statements(of field: String) -> [[String]] {
        var statements: [[String]] = []
        var words: [String] = []
        var word = ""
        var (depth, isQuoted, isEscaped) = (0, false, false)
        func endWord() {
            if let last = words.last, !word.isEmpty, word.hasPrefix("=") || last.hasSuffix("=") {
                words[words.count - 1] = last + word
            } else if !word.isEmpty {
                words.append(word)
            }
            word = ""
        }
        for character in field.lowercased() {
            if isEscaped {
                isEscaped = false
                if depth == 0 { word.append(character) }
                continue
            }
            switch character {
            case "\\" where isQuoted || depth > 0: isEscaped = true
            case "\"" where depth == 0: isQuoted.toggle()
            case "(" where !isQuoted:
                endWord()
                depth += 1
            case ")" where depth > 0: depth -= 1
            case _ where depth > 0: continue
            case ";" where !isQuoted:
                endWord()
                statements.append(words)
                words = []
            case _ where character.isWhitespace && !isQuoted: endWord()
            default: word.append(character)
            }
        }
        endWord()
        return statements + [words]
    }
}
