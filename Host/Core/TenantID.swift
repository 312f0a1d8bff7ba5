// The tenant's slug, the plugin's word and the channel's: names that appear in
// URLs, paths and configuration, so their alphabet is checked once, here.

/// A tenant's slug: 1 to 63 of a-z, 0-9 and `-`, starting with a letter or
/// digit (`equipo-automotriz-javaz`).
public struct TenantID: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let rawValue: String

    /// Nil when `text` is not a slug.
    public init?(_ text: String) {
        guard isSlug(text) else { return nil }
        rawValue = text
    }

    public static func < (left: TenantID, right: TenantID) -> Bool { left.rawValue < right.rawValue }
    public var description: String { rawValue }
}

/// A plugin's id: a plain word (`orchestrator`, `catalog`, `web`). A channel is
/// named by its plugin's id.
public struct PluginID: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let rawValue: String

    /// Nil when `text` is not a slug.
    public init?(_ text: String) {
        guard isSlug(text) else { return nil }
        rawValue = text
    }

    private init(word: String) { rawValue = word }

    /// The built-in channel of POST /api/chat. Its answers travel in the response
    /// of the request, so what is committed is delivered and nothing is sent.
    public static let api = PluginID(word: "api")

    /// The built-in payment provider of tenants in the sandbox, which moves no money.
    public static let sandbox = PluginID(word: "sandbox")

    /// Webhooks to the tenants' own systems, where a kill switch names them.
    public static let webhooks = PluginID(word: "webhooks")

    /// The customer's credit with the business, where it pays like a provider.
    public static let storeCredit = PluginID(word: "credit")
    public static let stripe = PluginID(word: "stripe")
    public static let mercadoPago = PluginID(word: "mercadopago")

    /// The agent that collects.
    public static let dunning = PluginID(word: "dunning")
    /// The channels by which a new tenant reminds.
    public static let whatsapp = PluginID(word: "whatsapp")
    public static let sms = PluginID(word: "sms")
    /// In place of a channel, where a timer is about a customer and no conversation.
    public static let collections = PluginID(word: "collections")

    public static func < (left: PluginID, right: PluginID) -> Bool { left.rawValue < right.rawValue }
    public var description: String { rawValue }
}

private func isSlug(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...63).contains(bytes.count), bytes[0] != UInt8(ascii: "-") else { return false }
    return bytes.allSatisfy {
        ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")) || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
            || $0 == UInt8(ascii: "-")
    }
}
