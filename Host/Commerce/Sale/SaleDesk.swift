// Where quotes and orders are made, for agents in turns, for the API and for the
// public page alike. It reads and plans; the writes that it plans are made at
// once by the API, and by a turn's commit when an agent asked.

public import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// Sells for one tenant.
public struct SaleDesk: Sendable {
    public let tenant: TenantHandle
    let tokens: PublicTokens
    /// Under which the world sees the client port; without a slash at the end.
    let publicURL: String

    public init(_ tenant: TenantHandle, tokens: PublicTokens, publicURL: String) {
        self.tenant = tenant
        self.tokens = tokens
        self.publicURL = publicURL
    }

    /// Who asks for something, and when.
    public struct Request: Sendable {
        public var customer: CustomerID
        public var conversation: ConversationID?
        /// Who grants discounts; nil for a person.
        public var agent: PluginID?
        /// BCP 47; nil for the tenant's.
        public var language: String?
        public var now: Timestamp
        public var randomness: any Randomness
        /// Names the request, so that one that is made again gets the same
        /// numbers: the turn's inbox item, or something new for each call.
        public var key: String
        /// What the turn has staged so far.
        public var staged: [SaleWrite]

        public init(
            customer: CustomerID,
            conversation: ConversationID? = nil,
            agent: PluginID? = nil,
            language: String? = nil,
            now: Timestamp,
            randomness: any Randomness,
            key: String,
            staged: [SaleWrite] = []
        ) {
            self.customer = customer
            self.conversation = conversation
            self.agent = agent
            self.language = language
            self.now = now
            self.randomness = randomness
            self.key = key
            self.staged = staged
        }
    }

    /// An answer, and the write that makes it true; nil when there is nothing to
    /// write.
    public struct Plan<Answer: Sendable>: Sendable {
        public let answer: Answer
        public let write: SaleWrite?
    }

    /// The request's customer's quote of this name; nil when he has none.
    public func quote(
        _ name: String,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Quote? {
        let staged = StagedSale(request.staged)
        let found =
            try staged.quote(QuoteName(name))
            ?? Quotes(tenant).find(name, at: request.now, in: connection).map(staged.seen)
        guard let found, found.customerID == request.customer.rawValue else { return nil }
        return shown(found)
    }

    /// The request's customer's quotes, the latest version of each, newest first.
    public func quotes(
        _ request: Request,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> [Quote] {
        let filter = Quotes.Filter(customer: request.customer)
        let stored = try Quotes(tenant).list(filter, limit: limit, at: request.now, in: connection).quotes
        let all = StagedSale(request.staged).laid(over: stored, of: request.customer)
        return all.prefix(limit).map(shown)
    }

    /// The request's customer's order of this name; nil when he has none.
    public func order(
        _ name: String,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Order? {
        let found = try StagedSale(request.staged).order(name) ?? Orders(tenant).find(name, in: connection)
        return found?.customerID == request.customer.rawValue ? found : nil
    }

    /// The request's customer's orders, newest first.
    public func orders(
        _ request: Request,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> [Order] {
        let staged = StagedSale(request.staged).orders.filter { $0.customerID == request.customer.rawValue }
        let stored = try Orders(tenant).list(of: request.customer, limit: limit, in: connection).orders
        return Array((staged.reversed() + stored).prefix(limit))
    }

    /// A quote with its public address.
    public func shown(_ quote: Quote) -> Quote {
        var quote = quote
        quote.url = "\(publicURL)/q/\(quote.token)"
        return quote
    }

    func pricing(
        _ settings: SalesSettings,
        _ currency: String,
        _ request: Request,
        held: [PricedLine] = [],
        isApproved: Bool = false
    ) -> DraftPricing {
        DraftPricing(
            tenant: tenant,
            currency: currency,
            settings: settings,
            agent: request.agent?.rawValue,
            held: Dictionary(held.map { ($0.sku, $0) }) { first, _ in first },
            isApproved: isApproved,
            claimant: StockHolds.Claimant(conversation: request.conversation),
            staged: request.staged,
            now: request.now
        )
    }
}
