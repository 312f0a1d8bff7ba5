// Webhooks that came in, as rows: each event once, kept with how its processing
// goes, so that nothing that a provider was told "200" about is ever lost.

public import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// A webhook as it is stored.
public struct WebhookRow: Sendable, Hashable {
    public let id: WebhookID
    public let tenant: TenantID
    public let provider: String
    public let type: String
    /// As it came, but for its headers.
    public let delivery: WebhookDelivery
    public let eventID: String
    /// The machine's time.
    public let receivedAt: Timestamp
    public let isProcessed: Bool
    public let attempts: Int64
    /// Why it was not processed, or not booked.
    public let error: String?
    /// When it came, or was last tried. The machine's time.
    public let changedAt: Timestamp
    /// Whether its signature was the provider's.
    public let isVerified: Bool

    static let columns = """
        id, tenant_id, provider, event_type, data, idempotency_key, received_at, processed, attempts, error, query, \
        verified, COALESCE(last_attempt, received_at)
        """

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let tenant = TenantID(try row.text(1)) else { throw .failed("a webhook's row is damaged") }
        id = try row.identifier(0)
        self.tenant = tenant
        provider = try row.text(2)
        type = try row.text(3)
        let query = try row.optionalText(10) == nil ? nil : row.json(10)
        delivery = WebhookDelivery(
            headers: [:],
            query: query?.objectValue?.compactMapValues(\.stringValue) ?? [:],
            body: Array(try row.text(4).utf8)
        )
        eventID = try row.text(5)
        receivedAt = try row.timestamp(6)
        isProcessed = try row.flag(7)
        attempts = try row.integer(8)
        error = row.optionalText(9)
        isVerified = try row.flag(11)
        changedAt = try row.timestamp(12)
    }

    /// For the API; without the body.
    public var json: JSON {
        [
            "id": .string(id.rawValue), "provider": .string(provider), "type": .string(type),
            "event_id": .string(eventID), "received_at": .string(receivedAt.description),
            "processed": .bool(isProcessed), "attempts": .integer(attempts), "error": JSON(error),
            "verified": .bool(isVerified), "changed_at": .string(changedAt.description),
        ]
    }
}

/// The webhooks of one tenant. Times are the machine's.
public struct Webhooks: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Stores an event; false when it is there already. One of no concern is done
    /// with. One that was not verified takes the place of no other: anybody could
    /// have named its id.
    func insert(
        _ event: ProviderEvent,
        of provider: PluginID,
        _ delivery: WebhookDelivery,
        _ trust: WebhookTrust,
        id: WebhookID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        let query = delivery.query.isEmpty ? nil : JSON.object(delivery.query.mapValues(JSON.string)).description
        return try connection.execute(
            """
            INSERT INTO webhooks (id, tenant_id, provider, event_type, data, query, verified, signature,
                idempotency_key, received_at, processed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (provider, tenant_id, idempotency_key) DO NOTHING
            """,
            id,
            tenant.id,
            provider,
            event.type,
            String(decoding: delivery.body, as: UTF8.self),
            query,
            trust == .verified,
            Self.signatureHeaders.lazy.compactMap { delivery.headers[$0] }.first,
            trust == .verified ? event.id : "unverified:\(event.id)",
            moment,
            !event.isOfConcern
        ) == 1
    }

    /// Of the sandbox, Stripe and Mercado Pago.
    private static let signatureHeaders = ["webhook-signature", "stripe-signature", "x-signature"]

    /// Throws a rateLimited problem when too many came lately of which nobody
    /// knows who sent them: each leads to a question to the provider.
    func checkUnverifiedRate(at now: Timestamp, in connection: any DatabaseConnection) throws {
        let row = try connection.row(
            "SELECT COUNT(*) FROM webhooks WHERE tenant_id = ? AND received_at > ? AND verified = 0",
            tenant.id,
            now.advanced(byMilliseconds: -60_000)
        )
        guard try row?.integer(0) ?? 0 < Limits.unverifiedWebhooksPerMinute else {
            throw Problem(
                .rateLimited,
                "too many deliveries came without a valid signature",
                remedy: "Set the provider's webhook secret, or send again in a minute."
            )
        }
    }

    /// Removes webhooks that were processed and came before `moment`, but for those
    /// that a review points at: at most `limit`. Returns how many.
    public func prune(
        before moment: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        try connection.execute(
            """
            DELETE FROM webhooks WHERE id IN (
                SELECT id FROM webhooks WHERE tenant_id = ? AND received_at < ? AND processed = 1
                    AND NOT EXISTS (SELECT 1 FROM payment_reviews WHERE webhook_id = webhooks.id) LIMIT ?)
            """,
            tenant.id,
            moment,
            limit
        )
    }

    /// A page of webhooks, the latest first.
    public func list(
        before cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (webhooks: [WebhookRow], next: ActivityCursor?) {
        let bound = cursor ?? .end
        let rows = try connection.rows(
            """
            SELECT \(WebhookRow.columns) FROM webhooks WHERE tenant_id = ? AND (received_at, id) < (?, ?)
            ORDER BY received_at DESC, id DESC LIMIT ?
            """,
            tenant.id,
            bound.at,
            bound.key,
            limit + 1
        )
        var found: [WebhookRow] = []
        for row in rows.prefix(limit) { found.append(try WebhookRow(row)) }
        let next = found.last.map { ActivityCursor(at: $0.receivedAt, key: $0.id.rawValue) }
        return (found, rows.count > limit ? next : nil)
    }

    /// Those that came or were tried after a place, in that order.
    public func list(
        after cursor: ActivityCursor,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [WebhookRow] {
        let rows = try connection.rows(
            """
            SELECT \(WebhookRow.columns) FROM webhooks
            WHERE tenant_id = ? AND (COALESCE(last_attempt, received_at), id) > (?, ?)
            ORDER BY COALESCE(last_attempt, received_at), id LIMIT ?
            """,
            tenant.id,
            cursor.at,
            cursor.key,
            limit
        )
        var found: [WebhookRow] = []
        for row in rows { found.append(try WebhookRow(row)) }
        return found
    }

    /// The place behind everything so far, for ``list(after:limit:in:)``.
    public func newest(in connection: any DatabaseConnection) throws(DatabaseError) -> ActivityCursor {
        let row = try connection.row(
            """
            SELECT \(WebhookRow.columns) FROM webhooks WHERE tenant_id = ?
            ORDER BY COALESCE(last_attempt, received_at) DESC, id DESC LIMIT 1
            """,
            tenant.id
        )
        guard let row else { return ActivityCursor(at: Timestamp(milliseconds: 0), key: "") }
        let webhook = try WebhookRow(row)
        return ActivityCursor(at: webhook.changedAt, key: webhook.id.rawValue)
    }

    /// Lets a webhook be processed once more; returns how many there are of it.
    public func replay(_ id: WebhookID, in connection: any DatabaseConnection) throws(DatabaseError) -> Int {
        try requeue("id = ?", [id], in: connection)
    }

    /// Lets those be processed once more that came in a stretch of time: `from` is
    /// in it, `until` is not. At most ``Limits/deliveryReplayMax``, the earliest.
    public func replay(
        from: Timestamp,
        until: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        try requeue(
            """
            id IN (SELECT id FROM webhooks WHERE tenant_id = ? AND received_at >= ? AND received_at < ?
                ORDER BY received_at, id LIMIT ?)
            """,
            [tenant.id, from, until, Limits.deliveryReplayMax],
            in: connection
        )
    }

    private func requeue(
        _ condition: String,
        _ arguments: [any DatabaseArgument],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        try connection.execute(
            """
            UPDATE webhooks SET processed = 0, attempts = 0, last_attempt = NULL, error = NULL
            WHERE tenant_id = ? AND \(condition)
            """,
            [tenant.id] + arguments
        )
    }

    // MARK: Working off

    /// The webhooks of one provider for one tenant, worked off one after the other.
    struct Line: Sendable, Hashable {
        let tenant: TenantID
        let provider: String
    }

    /// Where something waits to be processed: those whose first came first are
    /// first. Looks at ``Limits/webhookLinesMax`` at most.
    static func dueLines(
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [Line] {
        var found: [(line: Line, since: Timestamp)] = []
        while found.count < Limits.webhookLinesMax {
            let row = try connection.rows(
                """
                SELECT tenant_id, provider, received_at FROM webhooks
                WHERE processed = 0 AND (tenant_id, provider) > (?, ?) AND \(isDue)
                ORDER BY tenant_id, provider, received_at LIMIT 1
                """,
                [found.last?.line.tenant.rawValue ?? "", found.last?.line.provider ?? ""] + dueArguments(now)
            ).first
            guard let row else { break }
            guard let tenant = TenantID(try row.text(0)) else { throw .failed("a webhook's row is damaged") }
            found.append((Line(tenant: tenant, provider: try row.text(1)), try row.timestamp(2)))
        }
        return found.sorted { $0.since < $1.since }.map(\.line)
    }

    /// Takes up webhooks of a line that wait to be processed, the oldest first.
    /// They are left alone by everybody else for a while, the longer the more often
    /// they came to nothing.
    static func claim(
        _ line: Line,
        limit: Int,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [WebhookRow] {
        let rows = try connection.rows(
            """
            UPDATE webhooks SET attempts = attempts + 1, last_attempt = ? WHERE id IN (
                SELECT id FROM webhooks WHERE processed = 0 AND tenant_id = ? AND provider = ? AND \(isDue)
                ORDER BY received_at, id LIMIT ? \(connection.dialect.claimSuffix)
            ) RETURNING \(WebhookRow.columns)
            """,
            [now, line.tenant, line.provider] + dueArguments(now) + [limit]
        )
        var claimed: [WebhookRow] = []
        for row in rows { claimed.append(try WebhookRow(row)) }
        return claimed.sorted { ($0.receivedAt, $0.id) < ($1.receivedAt, $1.id) }
    }

    private static let isDue =
        "attempts < ? AND (last_attempt IS NULL OR last_attempt + attempts * attempts * ? <= ?)"

    private static func dueArguments(_ now: Timestamp) -> [any DatabaseArgument] {
        [Limits.webhookAttemptsMax, Limits.webhookRetryMilliseconds, now]
    }

    /// Ends a webhook; `error` says why nothing was booked.
    static func finish(
        _ webhook: WebhookID,
        error: String? = nil,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "UPDATE webhooks SET processed = 1, error = ?, \(tried) WHERE id = ?",
            error,
            now,
            now,
            webhook
        )
    }

    /// Keeps why an attempt came to nothing.
    static func postpone(
        _ webhook: WebhookID,
        error: String,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "UPDATE webhooks SET error = ?, \(tried) WHERE id = ? AND processed = 0",
            String(error.prefix(Limits.webhookErrorCharactersMax)),
            now,
            now,
            webhook
        )
    }

    /// A change within the millisecond of the one before comes after it all the same.
    private static let tried = "last_attempt = CASE WHEN last_attempt >= ? THEN last_attempt + 1 ELSE ? END"
}
