// What providers tell of messages that were sent: statuses that only rise, sends
// whose outcome was not known, and failures after which another channel takes over.

public import HostCore
public import HostInbox
public import HostStorage
public import OrkestaModel

/// Records the receipts of one tenant.
public struct DeliveryReceipts: Sendable {
    private static let unexplained = "the provider could not deliver it"

    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Records the receipts of one request, in any order and repeated as they like.
    /// One that no message is known for is kept: it may have overtaken the answer to
    /// its own send. `now` is the database's time; `tellsDelivery` as
    /// ``ChannelCapabilities/tellsDelivery``. Returns those that told of a failure for the first
    /// time, and those of the sender itself.
    @discardableResult
    public func record(
        _ receipts: [DeliveryReceipt],
        channel: PluginID,
        tellsDelivery: Bool = true,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [DeliveryReceipt] {
        var failures: [DeliveryReceipt] = []
        for var receipt in receipts {
            guard !receipt.isOfSender else {
                failures.append(receipt)
                continue
            }
            // A provider that does not say when, tells it as it happens.
            if receipt.at.milliseconds == 0 { receipt.at = now }
            guard let row = try row(of: receipt, channel, in: connection) else {
                try keep(receipt, channel, now: now, in: connection)
                continue
            }
            if try apply(receipt, to: row, tellsDelivery: tellsDelivery, now: now, in: connection) {
                failures.append(receipt)
            }
        }
        return failures
    }

    /// Whether any tenant was told of a message whose send is not settled yet.
    static func isAnyEarly(in connection: any DatabaseConnection) throws(DatabaseError) -> Bool {
        try connection.row("SELECT 1 FROM early_receipts LIMIT 1") != nil
    }

    /// Applies what came early, once a send is settled as sent. Returns what told of a failure.
    func applyEarly(
        _ providerMessageID: String,
        channel: PluginID,
        of item: OutboxItemID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [DeliveryReceipt] {
        var failures: [DeliveryReceipt] = []
        let rows = try connection.rows(
            """
            DELETE FROM early_receipts WHERE tenant_id = ? AND channel = ? AND provider_message_id = ?
            RETURNING delivery, reason, remedy, at, is_transient
            """,
            tenant.id,
            channel,
            providerMessageID
        )
        for row in rows {
            guard let kind = DeliveryReceipt.Kind(rawValue: Int(clamping: try row.integer(0))),
                let found = try self.row(Self.byID, item, in: connection)
            else { continue }
            let receipt = DeliveryReceipt(
                kind: kind,
                providerMessageID: providerMessageID,
                at: try row.timestamp(3),
                reason: row.optionalText(1),
                remedy: SendRemedy(rawValue: try row.text(2)) ?? .none,
                isTransient: try row.integer(4) == 1
            )
            // What another channel waits for was settled with the send, a moment ago.
            if try apply(receipt, to: found, tellsDelivery: true, now: now, in: connection) {
                failures.append(receipt)
            }
        }
        return failures
    }

    /// Removes up to `limit` early receipts, of all tenants, from before `moment`.
    public static func prune(
        before moment: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        try connection.execute(
            """
            DELETE FROM early_receipts WHERE (tenant_id, channel, provider_message_id) IN (
                SELECT tenant_id, channel, provider_message_id FROM early_receipts WHERE received_at < ? LIMIT ?
            )
            """,
            moment,
            limit
        )
    }

    private struct Row {
        private let columns: DatabaseRow
        let id: OutboxItemID
        let channel: String
        let state: OutboxState
        let delivery: Int64
        /// More than one row brings the message, or would.
        let isFollowed: Bool

        init(_ row: DatabaseRow) throws(DatabaseError) {
            let first = OutboxItem.columnCount
            guard let state = OutboxState(rawValue: try row.text(first)) else {
                throw .failed("an outbox row is damaged")
            }
            columns = row
            id = try row.identifier(0)
            channel = try row.text(2)
            self.state = state
            delivery = try row.integer(first + 1)
            isFollowed = try row.integer(first + 2) > 0
        }

        /// What the row brings. Most statuses are news of a delivery alone, and need none of it.
        func item() throws(DatabaseError) -> OutboxItem { try OutboxItem(columns) }
    }

    // Asked with each status: put together once.
    private static let byKey = select("idempotency_key = ?")
    private static let byID = select("id = ?")

    private static func select(_ condition: String) -> String {
        """
        SELECT \(OutboxItem.columns), state, delivery, (SELECT COUNT(other.fallback_of) FROM outbox AS other
            WHERE other.tenant_id = outbox.tenant_id AND other.message_id = outbox.message_id
                AND other.fallback_of IS NOT NULL)
        FROM outbox WHERE tenant_id = ? AND \(condition)
        """
    }

    /// By the key that the provider gave back, else by its own id.
    private func row(
        of receipt: DeliveryReceipt,
        _ channel: PluginID,
        in connection: any DatabaseConnection
    ) throws -> Row? {
        if let key = receipt.idempotencyKey,
            let found = try row(Self.byKey, key, in: connection), found.channel == channel.rawValue
        {
            return found
        }
        guard !receipt.providerMessageID.isEmpty else { return nil }
        let found = try connection.row(
            "SELECT id FROM outbox WHERE tenant_id = ? AND channel = ? AND provider_message_id = ? ORDER BY id LIMIT 1",
            tenant.id,
            channel,
            receipt.providerMessageID
        )
        guard let found else { return nil }
        return try row(Self.byID, OutboxItemID(try found.text(0)), in: connection)
    }

    private func row(
        _ select: String,
        _ argument: any DatabaseArgument,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Row? {
        guard let row = try connection.row(select, tenant.id, argument) else { return nil }
        return try Row(row)
    }

    /// Whether it is news that the message failed.
    private func apply(
        _ receipt: DeliveryReceipt,
        to row: Row,
        tellsDelivery: Bool,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        let step = DeliveryStep(from: row.delivery, receipt.kind)
        guard let delivery = step.delivery else { return false }
        // A status proves that it was sent: also where nobody could say so, and where a person has
        // sent it again since.
        let state: OutboxState = step.hasFailed ? (row.state == .cancelled ? .cancelled : .dead) : .sent
        try connection.execute(
            """
            UPDATE outbox SET delivery = ?, delivery_at = ?, state = ?, last_error = COALESCE(?, last_error),
                provider_message_id = COALESCE(provider_message_id, ?), settled_at = COALESCE(settled_at, ?),
                lease_owner = NULL, fallback_due = CASE WHEN ? = 1 THEN NULL ELSE fallback_due END,
                attempts = attempts + CASE WHEN state = 'pending' THEN 1 ELSE 0 END
            WHERE id = ?
            """,
            delivery,
            receipt.at,
            state.rawValue,
            step.hasFailed ? receipt.reason ?? Self.unexplained : nil,
            receipt.providerMessageID.isEmpty ? nil : receipt.providerMessageID,
            now,
            step.hasFailed || step.hasArrived || !tellsDelivery,
            row.id
        )
        if state == .sent, row.state != .sent {
            try becameSent(row.item(), tellsDelivery: tellsDelivery, now: now, in: connection)
        }
        if step.hasArrived, row.isFollowed { try takeBack(row.item(), now: now, in: connection) }
        // What was given up before has gone on already.
        guard step.hasFailed, row.state != .dead, row.state != .cancelled else { return false }
        let item = try row.item()
        if receipt.remedy == .otherTemplate,
            let decision = TemplateDecision(refusing: item.template, reason: receipt.reason)
        {
            try MessageTemplates(tenant).record([decision], by: item.channel, now: now, in: connection)
        }
        try goOn(from: item, after: receipt, now: now, in: connection)
        return true
    }

    /// The status came before its send was settled, or where nobody could settle it.
    private func becameSent(
        _ item: OutboxItem,
        tellsDelivery: Bool,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        if case .reminder(let reminder) = item.sendGuard {
            try ReminderGuard.sent(reminder, by: item.channel, of: tenant.id, now: now, in: connection)
        }
        guard tellsDelivery else { return }
        let conversation = item.conversationID
        try Fallback(tenant).expectDelivery(of: item.id, in: conversation, item.sendGuard, now: now, connection)
    }

    /// A message that arrived is not said again by another channel.
    private func takeBack(_ item: OutboxItem, now: Timestamp, in connection: any DatabaseConnection) throws {
        for other in try MessageRows(of: item, in: connection).saying(what: item) {
            try connection.execute(
                """
                UPDATE outbox SET state = 'cancelled', last_error = ?, settled_at = ?
                WHERE id = ? AND fallback_of IS NOT NULL AND state = 'pending' AND lease_owner IS NULL
                """,
                "it was delivered by \(item.channel)",
                now,
                other.id
            )
            try connection.execute(
                "UPDATE outbox SET fallback_due = NULL WHERE id = ? AND fallback_due IS NOT NULL",
                other.id
            )
        }
    }

    /// A message that its provider took and could not deliver: anew, or by another channel.
    private func goOn(
        from item: OutboxItem,
        after receipt: DeliveryReceipt,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        if try Fallback(tenant).sendAnew(item, after: receipt, now: now, in: connection) { return }
        let next = try Fallback(tenant).follow(item, receipt.remedy, now: now, in: connection)
        try ReminderGuard.failed(item, now: now, in: connection)
        let reason = receipt.reason ?? Self.unexplained
        try OutboxEvents(tenant).record(.messageFailed, item, reason, goesOnBy: next, now: now, in: connection)
    }

    /// As ``DeliveryStep`` has it: whether what an early receipt (`excluded`) tells goes on from
    /// what was kept before.
    private static let isNews = """
        CASE
            WHEN excluded.delivery = \(DeliveryStep.column(.failed))
                THEN early_receipts.delivery < \(DeliveryStep.column(.delivered))
            WHEN early_receipts.delivery = \(DeliveryStep.column(.failed))
                THEN excluded.delivery >= \(DeliveryStep.column(.delivered))
            ELSE excluded.delivery > early_receipts.delivery
        END
        """

    /// One for each message: the highest that was told, a failure only before a delivery.
    private func keep(
        _ receipt: DeliveryReceipt,
        _ channel: PluginID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        guard !receipt.providerMessageID.isEmpty else { return }
        try connection.execute(
            """
            INSERT INTO early_receipts
                (tenant_id, channel, provider_message_id, delivery, reason, remedy, at, received_at, is_transient)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, channel, provider_message_id) DO UPDATE
                SET delivery = excluded.delivery, reason = excluded.reason, remedy = excluded.remedy,
                    at = excluded.at, is_transient = excluded.is_transient
                WHERE \(Self.isNews)
            """,
            tenant.id,
            channel,
            receipt.providerMessageID,
            receipt.kind.rawValue,
            receipt.reason,
            receipt.remedy.rawValue,
            receipt.at,
            now,
            receipt.isTransient ? 1 : 0
        )
    }
}
