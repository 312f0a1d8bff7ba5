// Mail that a program wrote: absence notes, lists, newsletters, what comes back. Who
// answers it talks to a program, which may answer in turn.

/// Knows such mail by what it says of itself, and by how older programs give themselves
/// away.
enum AutomaticMail {
    /// `header` gives the first field of a name, or nothing. `sender` is in lower case.
    static func isOne(_ header: (String) -> String, sender: String, subject: String) -> Bool {
        // RFC 3834: anything but "no".
        let submitted = header("Auto-Submitted").lowercased()
        if !submitted.isEmpty, !submitted.hasPrefix("no") { return true }
        if precedences.contains(header("Precedence").lowercased()) { return true }
        if marks.contains(where: { !header($0).isEmpty }) { return true }
        // Exchange: whoever answers by itself shall be silent.
        let suppressed = header("X-Auto-Response-Suppress").lowercased()
        if suppressed.contains("all") || suppressed.contains("autoreply") { return true }
        if header("Return-Path").filter({ $0 != " " }) == "<>" { return true }
        return isNobody(sender) || titles.contains(where: subject.lowercased().hasPrefix)
    }

    /// An address at which nobody reads.
    private static func isNobody(_ address: String) -> Bool {
        let name = address.prefix { $0 != "@" }.filter { !"-_.".contains($0) }
        return daemons.contains(name) || nobodies.contains { name.hasPrefix($0) || name.hasSuffix($0) }
    }

    private static let precedences: Set<String> = ["bulk", "junk", "list", "auto_reply"]
    private static let marks = [
        "X-Autoreply", "X-Autorespond", "X-Auto-Reply-From", "X-Mail-Autoreply", "X-Failed-Recipients", "List-Id",
        "List-Unsubscribe",
    ]
    private static let daemons: Set<String> = ["mailerdaemon", "bounce", "bounces"]
    private static let nobodies = ["noreply", "donotreply", "noresponder", "naoresponda", "naoresponder"]
    /// Exchange's absence notes, whose header some gateways drop.
    private static let titles = [
        "automatic reply:", "respuesta automática:", "resposta automática:", "out of office:",
        "fuera de la oficina:",
    ]
}
