// Who asked for a write, as ports that audit it themselves need it.

/// Who asked for a write, for its audit record.
public struct RequestActor: Sendable, Hashable {
    /// A key's id, or `operator`.
    public let id: String
    public let ipAddress: String?
    public let userAgent: String?

    public init(id: String, ipAddress: String?, userAgent: String?) {
        self.id = id
        self.ipAddress = ipAddress
        self.userAgent = userAgent
    }
}
