// Where payment providers are.

import HostCore

enum ProviderAddress {
    static let official: [PluginID: String] = [
        .stripe: "https://api.stripe.com", .mercadoPago: "https://api.mercadopago.com",
    ]

    /// Whether `url` is plain HTTP on this machine: `http://127.0.0.1:9200`, with a
    /// path or without.
    static func isLoopback(_ url: String) -> Bool {
        guard url.hasPrefix("http://") else { return false }
        let authority = url.dropFirst("http://".count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        // A name before an @ would only look like a host.
        guard !authority.contains("@") else { return false }
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        return ["127.0.0.1", "localhost", "[::1]"].contains(String(host))
    }
}
