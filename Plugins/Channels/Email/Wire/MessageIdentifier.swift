// The Message-ID of what we send: made of the idempotency key, so that a message that
// is sent again has the same one, and a bounce finds its send.

/// Turns keys into ids, and back.
public enum MessageIdentifier {
    /// `KEY@DOMAIN`, without brackets. A key's colon may not stand there unquoted.
    public static func make(key: String, domain: String) -> String {
        let local = key.replacing(":", with: ".").filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-./".contains($0))
        }
        return "\(local.isEmpty ? "message" : local)@\(domain)"
    }

    /// The conversation in which one of our ids was sent, whatever the domain was at the
    /// time; nil for others' ids. Anybody can write such an id: it proves nothing.
    public static func conversation(of id: String) -> String? {
        let local = id.prefix { $0 != "@" }
        let (uuid, rest) = (local.prefix(36), local.dropFirst(36))
        guard isUUID(uuid), rest.first == ".", rest.dropFirst().first?.isNumber == true else { return nil }
        return String(uuid)
    }

    /// In lower case, with its hyphens.
    static func isUUID(_ text: Substring) -> Bool {
        text.utf8.count == 36
            && text.enumerated().allSatisfy { place, character in
                [8, 13, 18, 23].contains(place) ? character == "-" : "0123456789abcdef".contains(character)
            }
    }

    /// The key of one of our ids; nil for others'.
    public static func key(of id: String, domain: String) -> String? {
        let parts = id.split(separator: "@")
        guard parts.count == 2, parts[1] == domain, let dot = parts[0].firstIndex(of: ".") else { return nil }
        return "\(parts[0][..<dot]):\(parts[0][parts[0].index(after: dot)...])"
    }
}
