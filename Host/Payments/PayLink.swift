// A link under which an invoice can be paid. The token in it lives for days,
// while a provider's page lives for minutes: that is made when somebody pays.

public import HostCore
public import HostStorage
public import OrkestaModel

/// A link as it is stored.
public struct PayLink: Sendable, Hashable {
    public let id: PaymentLinkID
    /// The opaque part of `/pay/{token}`.
    public let token: String
    public let invoiceID: InvoiceID
    /// What is asked for under it, in minor units; nil: whatever is open.
    public let amountMinor: Int64?
    /// Who hears of payments under it; nil: who answers in the invoice's
    /// conversation.
    public let addressee: Addressee?
    /// In the tenant's time.
    public let expiresAt: Timestamp
    public let createdAt: Timestamp

    /// An agent in a conversation.
    public struct Addressee: Sendable, Hashable {
        public let agent: PluginID
        public let channel: PluginID
        public let address: String

        public init(agent: PluginID, channel: PluginID, address: String) {
            self.agent = agent
            self.channel = channel
            self.address = address
        }
    }

    static let columns = """
        id, token, invoice_id, amount_minor, agent_id, channel, address, expires_at, created_at
        """

    init(_ row: DatabaseRow) throws(DatabaseError) {
        id = try row.identifier(0)
        token = try row.text(1)
        invoiceID = try row.identifier(2)
        amountMinor = row.optionalInteger(3)
        if let agent = row.optionalText(4).flatMap({ PluginID($0) }),
            let channel = row.optionalText(5).flatMap({ PluginID($0) }), let address = row.optionalText(6)
        {
            addressee = Addressee(agent: agent, channel: channel, address: address)
        } else {
            addressee = nil
        }
        expiresAt = try row.timestamp(7)
        createdAt = try row.timestamp(8)
    }
}

/// The links of one tenant.
public struct PayLinks: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Stores a link; one with this token stays as it is.
    public func create(
        token: String,
        for invoice: InvoiceRow,
        amountMinor: Int64?,
        addressee: PayLink.Addressee?,
        expiresAt: Timestamp,
        id: PaymentLinkID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> PayLink {
        try connection.execute(
            """
            INSERT INTO payment_links
                (id, tenant_id, token, invoice_id, amount_minor, agent_id, channel, address, expires_at, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (token) DO NOTHING
            """,
            id,
            tenant.id,
            token,
            invoice.id,
            amountMinor,
            addressee?.agent,
            addressee?.channel,
            addressee?.address,
            expiresAt,
            moment
        )
        guard let link = try one("token = ?", token, in: connection) else {
            throw .failed("a link's token is another tenant's")
        }
        return link
    }

    /// The tokens of the newest links to these invoices, by key, up to `limit`.
    public func tokens(
        of invoices: [String],
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [String] {
        guard !invoices.isEmpty else { return [] }
        let places = Array(repeating: "?", count: invoices.count).joined(separator: ", ")
        let rows = try connection.rows(
            """
            SELECT token FROM payment_links WHERE tenant_id = ? AND invoice_id IN (\(places))
            ORDER BY created_at DESC, id DESC LIMIT ?
            """,
            [tenant.id as any DatabaseArgument] + invoices.map { $0 as any DatabaseArgument } + [limit]
        )
        var tokens: [String] = []
        for row in rows { tokens.append(try row.text(0)) }
        return tokens
    }

    func find(_ id: PaymentLinkID, in connection: any DatabaseConnection) throws(DatabaseError) -> PayLink? {
        try one("id = ?", id, in: connection)
    }

    /// The tenant and link of a token that somebody holds; nil when there is none.
    static func find(
        token: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (tenant: TenantID, link: PayLink)? {
        let row = try connection.row(
            "SELECT \(PayLink.columns), tenant_id FROM payment_links WHERE token = ?",
            token
        )
        guard let row else { return nil }
        guard let tenant = TenantID(try row.text(9)) else { throw .failed("a link's row is damaged") }
        return (tenant, try PayLink(row))
    }

    private func one(
        _ condition: String,
        _ argument: any DatabaseArgument,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> PayLink? {
        let row = try connection.row(
            "SELECT \(PayLink.columns) FROM payment_links WHERE tenant_id = ? AND \(condition)",
            tenant.id,
            argument
        )
        guard let row else { return nil }
        return try PayLink(row)
    }
}
