// The quotes of one tenant, every version a row.

public import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// Stores and finds quotes. Of each number, one version is the latest: the only
/// one that is not superseded.
public struct Quotes: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Which quotes a list shows; nil for all.
    public struct Filter: Sendable, Hashable {
        public var customer: CustomerID?
        /// As time has made it at the moment of the list.
        public var state: Quote.State?
        public var approval: Quote.Approval.State?

        public init(
            customer: CustomerID? = nil,
            state: Quote.State? = nil,
            approval: Quote.Approval.State? = nil
        ) {
            self.customer = customer
            self.state = state
            self.approval = approval
        }
    }

    /// The quote of this name as it stands at `moment`: `COT-42` (its latest
    /// version), `COT-42/1`, or a version's key. Nil when there is none.
    public func find(
        _ name: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Quote? {
        let (condition, arguments): (String, [any DatabaseArgument]) =
            switch QuoteName(name) {
            case .latest(let number): ("quotes.number = ? AND quotes.state <> 'superseded'", [number])
            case .version(let number, let version): ("quotes.number = ? AND quotes.version = ?", [number, version])
            case .key(let key): ("quotes.id = ?", [key])
            }
        return try read(condition, arguments, at: moment, in: connection).first
    }

    /// The latest version behind a public address, and the tenant whose it is.
    public static func find(
        token: String,
        in connection: any DatabaseConnection
    ) throws -> (tenant: TenantHandle, name: String)? {
        guard !token.isEmpty,
            let row = try connection.row(
                "SELECT tenant_id, id FROM quotes WHERE token = ? ORDER BY version DESC LIMIT 1",
                token
            ), let id = TenantID(try row.text(0))
        else { return nil }
        return (try TenantDirectory().handle(for: id, in: connection), try row.text(1))
    }

    /// A page of the quotes' latest versions, newest first, and the cursor of the
    /// next page (nil at the end).
    public func list(
        _ filter: Filter = Filter(),
        after cursor: ActivityCursor? = nil,
        limit: Int,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> (quotes: [Quote], next: ActivityCursor?) {
        var conditions = ["(quotes.created_at, quotes.id) < (?, ?)"]
        let bound = cursor ?? .end
        var arguments: [any DatabaseArgument] = [bound.at, bound.key]
        if let customer = filter.customer {
            conditions.append("quotes.customer_id = ?")
            arguments.append(customer)
        }
        if let approval = filter.approval {
            conditions.append("quotes.approval = ?")
            arguments.append(approval.rawValue)
        }
        switch filter.state {
        case nil: conditions.append("quotes.state <> 'superseded'")
        case .sent?:
            conditions.append("quotes.state = 'sent' AND quotes.valid_until > ?")
            arguments.append(moment)
        case .expired?:
            conditions.append("quotes.state = 'sent' AND quotes.valid_until <= ?")
            arguments.append(moment)
        case .accepted?: conditions.append("quotes.state = 'accepted'")
        case .superseded?: conditions.append("quotes.state = 'superseded'")
        }
        let limit = max(1, min(limit, Limits.pageItemsMax))
        let order = "ORDER BY quotes.created_at DESC, quotes.id DESC LIMIT \(limit + 1)"
        let found = try read(
            conditions.joined(separator: " AND "),
            arguments,
            order: order,
            at: moment,
            in: connection
        )
        let page = Array(found.prefix(limit))
        return (page, found.count > limit ? page.last.map { ActivityCursor(at: $0.createdAt, key: $0.id) } : nil)
    }

    // MARK: Writing, by SaleWrite

    func insert(_ quote: Quote, in connection: any DatabaseConnection) throws {
        do {
            try connection.execute(
                """
                INSERT INTO quotes (id, tenant_id, number, version, customer_id, conversation_id, state, document,
                    total_minor, currency, valid_until, created_at, token, approval)
                VALUES (?, ?, ?, ?, ?, ?, 'sent', ?, ?, ?, ?, ?, ?, ?)
                """,
                quote.id,
                tenant.id,
                quote.number,
                quote.version,
                quote.customerID,
                quote.conversationID,
                quote.json,
                quote.prices.total.minor,
                quote.prices.currency,
                quote.validUntil,
                quote.createdAt,
                quote.token,
                quote.approval?.state.rawValue
            )
        } catch DatabaseError.constraint {
            throw SaleConflict(thing: quote.shownNumber)
        }
    }

    func supersede(_ id: String, in connection: any DatabaseConnection) throws {
        let changed = try connection.execute(
            "UPDATE quotes SET state = 'superseded' WHERE tenant_id = ? AND id = ? AND state = 'sent'",
            tenant.id,
            id
        )
        guard changed == 1 else { throw SaleConflict(thing: id) }
    }

    func markAccepted(_ quote: Quote, at moment: Timestamp, in connection: any DatabaseConnection) throws {
        let changed = try connection.execute(
            """
            UPDATE quotes SET state = 'accepted'
            WHERE tenant_id = ? AND id = ? AND state = 'sent' AND valid_until > ?
            """,
            tenant.id,
            quote.id,
            moment
        )
        guard changed == 1 else { throw SaleConflict(thing: quote.shownNumber) }
    }

    /// Answers a discount that waits for a person. Throws a conflict problem when
    /// it doesn't wait.
    public func decide(
        _ quote: Quote,
        _ decision: Quote.Approval.State,
        in connection: any DatabaseConnection
    ) throws {
        let changed = try connection.execute(
            "UPDATE quotes SET approval = ? WHERE tenant_id = ? AND id = ? AND approval = 'pending'",
            decision.rawValue,
            tenant.id,
            quote.id
        )
        guard changed == 1 else {
            throw Problem(
                .conflict,
                "\(quote.shownNumber) has no discount that waits for approval",
                field: "id",
                remedy: "Look at the quote again; somebody else may have decided."
            )
        }
    }

    // MARK: Reading rows

    private func read(
        _ condition: String,
        _ arguments: [any DatabaseArgument],
        order: String = "",
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [Quote] {
        let rows = try connection.rows(
            """
            SELECT quotes.document, quotes.state, quotes.approval, orders.number
            FROM quotes LEFT JOIN orders ON orders.quote_id = quotes.id
            WHERE quotes.tenant_id = ? AND \(condition) \(order)
            """,
            [tenant.id] + arguments
        )
        return try rows.map { row in
            let document = try row.json(0)
            var quote: Quote
            do throws(DocumentError) {
                quote = try Quote(json: document)
            } catch {
                throw DatabaseError.failed("a quote's row is damaged: \(error)")
            }
            quote.state = Quote.State(rawValue: try row.text(1)) ?? quote.state
            quote.state = QuoteStateMachine(quote).state(at: moment)
            if let approval = row.optionalText(2).flatMap(Quote.Approval.State.init(rawValue:)) {
                quote.approval?.state = approval
            }
            quote.order = row.optionalInteger(3).map { "ORD-\($0)" }
            return quote
        }
    }
}

/// The ways to name a quote.
enum QuoteName: Hashable {
    case latest(number: Int64)
    case version(number: Int64, version: Int64)
    case key(String)

    init(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch (RowName(parts[0], prefix: "COT"), parts.count) {
        case (.number(let number), 1): self = .latest(number: number)
        case (.number(let number), 2):
            self = Int64(parts[1]).map { .version(number: number, version: $0) } ?? .key(text)
        default: self = .key(text)
        }
    }
}
