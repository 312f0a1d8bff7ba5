// A provider's HTTP request to us, and how far it can be believed.

/// A provider's HTTP request, as it came.
public struct WebhookDelivery: Sendable, Hashable {
    /// By lower-case name.
    public let headers: [String: String]
    /// The fields of the address behind `?`, decoded.
    public let query: [String: String]
    public let body: [UInt8]

    public init(headers: [String: String], query: [String: String] = [:], body: [UInt8]) {
        self.headers = headers
        self.query = query
        self.body = body
    }
}

/// How far a delivery can be believed.
public enum WebhookTrust: Sendable, Hashable {
    case verified
    /// Nobody signed it, but it may be true: only what the provider says when it
    /// is asked counts.
    case unverified
    /// The signature is not the provider's.
    case refused
}

/// What tells a delivery from others.
public struct ProviderEvent: Sendable, Hashable {
    /// The provider's id of the event: it comes once, however often it is sent.
    public let id: String
    /// In the provider's words.
    public let type: String
    /// False for one from which nothing can follow: it is kept, and needs no
    /// processing.
    public let isOfConcern: Bool

    public init(id: String, type: String, isOfConcern: Bool = true) {
        self.id = id
        self.type = type
        self.isOfConcern = isOfConcern
    }
}
