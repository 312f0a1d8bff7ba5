// A fictitious shop with its price list, seeded as a sandbox tenant.

/// A demo shop and everything it sells.
public struct DemoTenant: Sendable {
    /// The tenant's id: lower-case words joined by hyphens.
    public let id: String
    /// The shop's name as customers read it.
    public let displayName: String
    /// What the shop deals in, in Spanish, fit for "somos una ...".
    public let trade: String
    /// How the shop calls itself when it greets a customer.
    public let greetingName: String
    /// The price list, in its printed order; the same in every process.
    public let items: [DemoItem]
}
