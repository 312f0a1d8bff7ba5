// Where a plugin's requests may go: the hosts of its manifest, and those of the
// settings that its schema marks `egress`.

import OrkestaModel

/// The allow-list of one instance.
struct EgressRules: Sendable {
    /// Names, or `*.name` for those below it; lower case.
    private let names: [String]
    private let addresses: [ServerAddress]

    /// Nobody.
    static let nobody = EgressRules(names: [], addresses: [])

    private init(names: [String], addresses: [ServerAddress]) {
        self.names = names
        self.addresses = addresses
    }

    init(_ manifest: PluginManifest, settings: JSON) {
        names = (manifest.document["egress"]?.arrayValue ?? []).compactMap { $0.stringValue?.lowercased() }
        let marked = (manifest.settingsSchema["properties"]?.objectValue ?? [:]).filter { $0.value["egress"] == true }
        addresses = marked.keys.compactMap { settings[$0]?.stringValue.flatMap(ServerAddress.init) }
    }

    /// A name of the manifest stands for https on its usual port; an address in
    /// the settings for its own scheme and port.
    func permit(_ address: ServerAddress) -> Bool {
        if addresses.contains(address) { return true }
        guard address.scheme == .https, address.port == 443 else { return false }
        return names.contains { name in
            name.hasPrefix("*.") ? address.host.hasSuffix(name.dropFirst(1)) : address.host == name
        }
    }
}

/// Whom a URL is addressed to.
struct ServerAddress: Sendable, Hashable {
    /// What is spoken there.
    enum Scheme: String, Sendable, CaseIterable {
        case https, http, smtps, smtp, imaps, imap

        var usualPort: Int {
            switch self {
            case .https: 443
            case .http: 80
            case .smtps: 465
            case .smtp: 587
            case .imaps: 993
            case .imap: 143
            }
        }
    }

    let scheme: Scheme
    /// Lower case, without brackets.
    let host: String
    let port: Int

    /// Strict, so that nobody who reads the URL after this reads another host: no
    /// user, no escapes, no backslash. Nil for what it does not take.
    init?(_ url: String) {
        let lower = url.lowercased()
        guard let scheme = Scheme.allCases.first(where: { lower.hasPrefix("\($0.rawValue)://") }) else { return nil }
        self.scheme = scheme
        let authority = lower.dropFirst(scheme.rawValue.count + 3).prefix { !"/?#".contains($0) }
        let isPlain = authority.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "-._:[]".utf8.contains(byte)
            }
        }
        guard isPlain, let (name, digits) = Self.split(authority), !name.isEmpty else { return nil }
        host = name
        guard let digits else {
            port = scheme.usualPort
            return
        }
        guard let number = Int(digits), (1...65_535).contains(number) else { return nil }
        port = number
    }

    /// The name, and the port's digits when there is a colon.
    private static func split(_ authority: Substring) -> (String, Substring?)? {
        guard authority.hasPrefix("[") else {
            let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first, !name.contains(where: { "[]".contains($0) }) else { return nil }
            return (String(name), parts.count > 1 ? parts[1] : nil)
        }
        guard let end = authority.firstIndex(of: "]") else { return nil }
        let name = authority[authority.index(after: authority.startIndex)..<end]
        let rest = authority[authority.index(after: end)...]
        guard !rest.isEmpty else { return (String(name), nil) }
        return rest.hasPrefix(":") ? (String(name), rest.dropFirst()) : nil
    }
}
