// What somebody wrote into a mail, without what the mail program put under it: the
// message that is answered, and the signature.

/// Cuts mails at the line where the writer's own words end.
enum WrittenText {
    /// More than anybody writes; what stands below is left out.
    private static let linesMax = 10_000
    /// Longer lines are a paragraph, and no mark of a mail program's.
    private static let markBytesMax = 1_000

    /// The writer's own words; empty when there are none.
    static func cut(_ text: String) -> String {
        let all = text.split(maxSplits: linesMax, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let lines = all.prefix(linesMax)
        var kept: [Substring] = []
        for (place, line) in lines.enumerated() {
            if isEnd(line, followedBy: lines[(place + 1)...].first) { break }
            // Answers between quoted lines stay, the quoted lines go.
            if !line.hasPrefix(">") { kept.append(line) }
        }
        return trimmed(kept.joined(separator: "\n"))
    }

    private static func isEnd(_ line: Substring, followedBy following: Substring?) -> Bool {
        guard line.utf8.count <= markBytesMax else { return false }
        let next = following.flatMap { $0.utf8.count <= markBytesMax ? $0 : nil }
        // "-- " is the mark of a signature since Usenet (RFC 3676, 4.3).
        if line == "-- " || line == "--" { return true }
        let plain = trimmed(String(line)).lowercased()
        if introductions.contains(where: { plain.hasPrefix($0.start) && plain.hasSuffix($0.end) }) { return true }
        // The introduction of a quote is often broken in two.
        if let next, introductions.contains(where: { plain.hasPrefix($0.start) }), plain.count > 12 {
            let joined = plain + " " + trimmed(String(next)).lowercased()
            if introductions.contains(where: { joined.hasPrefix($0.start) && joined.hasSuffix($0.end) }) {
                return true
            }
        }
        if plain.hasPrefix("-"), separators.contains(where: { plain.contains($0) }) { return true }
        if plain.count >= 20, plain.allSatisfy({ $0 == "_" }) { return true }
        if signatures.contains(where: plain.hasPrefix) { return true }
        // Outlook writes the header of what it quotes.
        guard let next, let first = plain.firstIndex(of: ":"), senders.contains(String(plain[..<first])) else {
            return false
        }
        let second = trimmed(String(next)).lowercased()
        return dates.contains { second.hasPrefix($0) }
    }

    /// "El mar, 3 nov 2026 a las 10:00, Ana <ana@…> escribió:" and its likes.
    private static let introductions: [(start: String, end: String)] = [
        ("el ", "escribió:"), ("on ", "wrote:"), ("em ", "escreveu:"), ("a las ", "escribió:"),
    ]
    private static let separators = [
        "mensaje original", "original message", "mensagem original", "mensaje reenviado", "forwarded message",
        "mensagem encaminhada",
    ]
    private static let signatures = [
        "enviado desde mi ", "sent from my ", "enviado do meu ", "obtener outlook para ", "get outlook for ",
        "obter o outlook para ",
    ]
    private static let senders: Set<String> = ["de", "from", "*de", "*from"]
    private static let dates = [
        "enviado:", "enviado el:", "fecha:", "sent:", "date:", "enviada em:", "data:", "para:", "to:", "*enviado",
    ]

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
