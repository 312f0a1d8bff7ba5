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

    /// The key of one of our ids; nil for others'.
    public static func key(of id: String, domain: String) -> String? {
        let parts = id.split(separator: "@")
        guard parts.count == 2, parts[1] == domain, let dot = parts[0].firstIndex(of: ".") else { return nil }
        return "\(parts[0][..<dot]):\(parts[0][parts[0].index(after: dot)...])"
    }
}
