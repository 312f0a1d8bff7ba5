// Addresses of the web as settings and headers hold them: what is put behind them, and
// where they lead.

/// Makes addresses out of others. They are taken as they are: whether they are any is said by
/// whoever asks for them.
public enum WebAddress {
    /// `https://a.mx/b` of `https://a.mx/b/`: paths are put behind it.
    public static func base(_ url: String) -> String {
        url.hasSuffix("/") ? String(url.dropLast()) : url
    }

    /// With these fields in its query, behind those that it has.
    public static func adding(_ fields: FormFields, to url: String) -> String {
        "\(url)\(url.contains("?") ? "&" : "?")\(fields.text)"
    }

    /// Without its query, and what stands behind that.
    public static func withoutQuery(_ url: String) -> String { String(url.prefix { $0 != "?" && $0 != "#" }) }

    /// Where `reference` leads that is read at the absolute address `url` (RFC 3986, 5.2), as a
    /// `Location` is. Dots in the path are left to whoever asks for it.
    public static func following(_ reference: String, at url: String) -> String {
        if isAbsolute(reference) { return reference }
        let scheme = url.prefix { $0 != ":" }
        if reference.hasPrefix("//") { return "\(scheme):\(reference)" }
        let rest = url.dropFirst(scheme.count + 3)
        let host = rest.prefix { !"/?#".contains($0) }
        let root = "\(scheme)://\(host)"
        if reference.hasPrefix("/") { return "\(root)\(reference)" }
        let path = rest.dropFirst(host.count).prefix { $0 != "?" && $0 != "#" }
        if reference.isEmpty || reference.hasPrefix("?") { return "\(root)\(path)\(reference)" }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "/"
        return "\(root)\(folder)\(reference)"
    }

    /// Whether it begins with a scheme.
    private static func isAbsolute(_ reference: String) -> Bool {
        let scheme = reference.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        return scheme.first?.isLetter == true && reference.dropFirst(scheme.count).first == ":"
    }
}
