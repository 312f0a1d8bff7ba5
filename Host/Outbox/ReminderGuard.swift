// The last look at a reminder, in the transaction that claims it for sending: nobody
// is asked for money that has come, is disputed or promised, who is in talks with a
// person, wants no messages, or sleeps.

import HostConversations
import HostCore
import HostStorage
import HostTime
import OrkestaModel

/// What stops the reminders that wait in the outbox, and what is noted of them.
enum ReminderGuard {
    static let condition = "reminder"

    /// What stops a reminder although nothing else has changed.
    private static let tooLate = "reminder: its day is over"

    /// Why a queued reminder must not go out (any more), each with its condition. Of the
    /// outbox's row, whose conversation's customer it is, also when two became one since.
    /// Only the last one takes an argument: the database's time, in whose place the time
    /// machine's stands where there is one.
    private static let stops: [(reason: String, condition: String)] = [
        (
            "reminder: it was cancelled, or has failed",
            """
            NOT EXISTS (SELECT 1 FROM reminders WHERE reminders.id = outbox.guard_entity
                AND reminders.tenant_id = outbox.tenant_id AND reminders.state IN ('queued', 'sent'))
            """
        ),
        (
            "reminder: the tenant does not collect",
            """
            EXISTS (SELECT 1 FROM tenants WHERE tenants.id = outbox.tenant_id AND tenants.dunning_enabled = 0)
            """
        ),
        (
            "reminder: the customer wants no messages",
            """
            EXISTS (SELECT 1 FROM conversations JOIN customers ON customers.id = conversations.customer_id
                WHERE conversations.id = outbox.conversation_id AND customers.opted_out_at IS NOT NULL)
            """
        ),
        (
            "reminder: a case of the customer is open",
            """
            EXISTS (SELECT 1 FROM cases WHERE \(Case.isHolding) AND cases.tenant_id = outbox.tenant_id
                AND cases.customer_id = (SELECT conversations.customer_id FROM conversations
                    WHERE conversations.id = outbox.conversation_id))
            """
        ),
        (
            "reminder: a person has the conversation",
            """
            EXISTS (SELECT 1 FROM conversations JOIN conversations AS any_of_theirs
                    ON any_of_theirs.tenant_id = conversations.tenant_id
                    AND any_of_theirs.customer_id = conversations.customer_id
                WHERE conversations.id = outbox.conversation_id AND any_of_theirs.state = 'paused')
            """
        ),
        (
            "reminder: an invoice of it is paid, promised or disputed, or was changed",
            """
            EXISTS (SELECT 1 FROM reminder_invoices AS about JOIN invoices ON invoices.id = about.invoice_id
                WHERE about.reminder_id = outbox.guard_entity AND (\(invoiceStops)))
            """
        ),
        (
            tooLate,
            """
            EXISTS (SELECT 1 FROM reminders WHERE reminders.id = outbox.guard_entity
                AND reminders.send_until < COALESCE(
                    (SELECT simulated_now FROM tenants WHERE tenants.id = outbox.tenant_id), ?))
            """
        ),
    ]

    /// The first of the reasons that holds; NULL: none does.
    private static let firstStop =
        "CASE " + stops.map { "WHEN \($0.condition) THEN '\($0.reason)'" }.joined(separator: " ") + " END"

    /// Of an invoice that a reminder is about: it is not as it was when the words were made.
    /// Which payments have arrived is PaymentRow.hasArrived's word, of a module above this one.
    private static let invoiceStops = """
        invoices.voided_at IS NOT NULL OR invoices.written_off_at IS NOT NULL OR invoices.due_at <> about.due_at
        OR about.arrived_minor <> (SELECT COALESCE(SUM(amount_minor), 0) FROM payments
            WHERE payments.invoice_id = invoices.id AND payments.state IN ('succeeded', 'refunded'))
        OR EXISTS (SELECT 1 FROM payments
            WHERE payments.invoice_id = invoices.id AND payments.state = 'processing')
        OR EXISTS (SELECT 1 FROM disputes
            WHERE disputes.invoice_id = invoices.id AND disputes.state = 'open')
        OR EXISTS (SELECT 1 FROM promise_invoices JOIN promises ON promises.id = promise_invoices.promise_id
            WHERE promise_invoices.invoice_id = invoices.id AND promises.state = 'open')
        """

    /// Cancels a claimed row that must not go out, and looks at its customer anew;
    /// whether it did. A reminder that went out by another row stays sent.
    static func cancelIfForbidden(
        _ item: OutboxItem,
        _ reminder: ReminderID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        let stop = try connection.row("SELECT \(firstStop) FROM outbox WHERE id = ?", now, item.id)?.optionalText(0)
        guard let stop else { return false }
        try connection.execute(
            """
            UPDATE outbox SET state = 'cancelled', last_error = ?, settled_at = ?, lease_owner = NULL,
                fallback_due = NULL
            WHERE id = ?
            """,
            stop,
            now,
            item.id
        )
        let states = try arrives(reminder, besides: item, in: connection) ? "'queued'" : "'queued', 'sent'"
        try end(reminder, as: "cancelled", isLate: stop == tooLate, from: states, now: now, in: connection)
        return true
    }

    /// Why a dead or unknown row, sent again, would be cancelled instead; nil where it
    /// would go out, or brings no reminder.
    static func stop(
        of id: OutboxItemID,
        _ tenant: TenantID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> String? {
        let row = try connection.row(
            """
            SELECT \(firstStop) FROM outbox
            WHERE id = ? AND tenant_id = ? AND guard_condition = '\(condition)' AND state IN ('dead', 'unknown')
            """,
            now,
            id,
            tenant
        )
        return row?.optionalText(0)
    }

    /// A person threw it away instead of having it sent: it was not said, unless another
    /// row brings it.
    static func discarded(_ item: OutboxItem, now: Timestamp, in connection: any DatabaseConnection) throws {
        guard case .reminder(let id) = item.sendGuard, try !arrives(id, besides: item, in: connection) else { return }
        try end(id, as: "cancelled", isLate: false, from: "'queued', 'sent'", now: now, in: connection)
    }

    /// The reminder went out by a channel, its own or one in its place; also one that was
    /// taken for failed, unless another one of that day has taken its place.
    static func sent(
        _ reminder: ReminderID,
        by channel: PluginID,
        of tenant: TenantID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE reminders SET state = 'sent', channel = ?, sent_at = COALESCE(sent_at,
                (SELECT simulated_now FROM tenants WHERE tenants.id = reminders.tenant_id), ?)
            WHERE tenant_id = ? AND id = ? AND (state IN ('queued', 'sent')
                OR state = 'failed' AND NOT EXISTS (SELECT 1 FROM reminders AS other
                    WHERE other.tenant_id = reminders.tenant_id AND other.customer_id = reminders.customer_id
                        AND other.day = reminders.day AND other.state IN ('queued', 'sent')))
            """,
            channel,
            now,
            tenant,
            reminder
        )
    }

    /// The channel refused it, or told later that it never arrived; nothing is to be
    /// done while another row brings it, or may have.
    static func failed(_ item: OutboxItem, now: Timestamp, in connection: any DatabaseConnection) throws {
        guard case .reminder(let id) = item.sendGuard, try !arrives(id, besides: item, in: connection) else { return }
        try end(id, as: "failed", isLate: false, from: "'queued', 'sent'", now: now, in: connection)
    }

    /// Whether another row of the outbox brings a reminder, brought it, or may have.
    private static func arrives(
        _ reminder: ReminderID,
        besides item: OutboxItem,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        let other = try connection.row(
            """
            SELECT 1 FROM outbox WHERE guard_entity = ? AND guard_condition = '\(condition)' AND tenant_id = ?
                AND id <> ? AND state IN ('pending', 'sent', 'unknown') LIMIT 1
            """,
            reminder,
            item.tenant,
            item.id
        )
        return other != nil
    }

    /// Where a reminder goes on, in order, when a channel fails it; nil for other messages.
    static func fallbacks(
        of sendGuard: OutboxGuard?,
        _ tenant: TenantID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [PluginID]? {
        guard case .reminder(let id) = sendGuard else { return nil }
        let row = try connection.row(
            "SELECT fallback_channels FROM reminders WHERE tenant_id = ? AND id = ?",
            tenant,
            id
        )
        return ((try? row?.json(0).arrayValue) ?? []).compactMap { $0.stringValue.flatMap(PluginID.init) }
    }

    /// What was cancelled is not lost: the customer is looked at anew. What a person asked
    /// for is asked for again where only its hour is over; all else that stops a reminder
    /// is news that whoever asked did not know.
    private static func end(
        _ reminder: ReminderID,
        as state: String,
        isLate: Bool,
        from states: String,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let ended = try connection.row(
            """
            UPDATE reminders SET state = ? WHERE id = ? AND state IN (\(states))
            RETURNING tenant_id, (SELECT conversations.customer_id FROM conversations
                    WHERE conversations.id = reminders.conversation_id),
                (SELECT simulated_now FROM tenants WHERE tenants.id = reminders.tenant_id), requested_by, created_at
            """,
            state,
            reminder
        )
        guard let ended, let tenant = TenantID(try ended.text(0)) else { return }
        let handle = try TenantDirectory().handle(for: tenant, in: connection)
        let (customer, at): (CustomerID, Timestamp) = (try ended.identifier(1), ended.optionalTimestamp(2) ?? now)
        if state == "cancelled" {
            try reopenPromises(of: customer, tenant, followedUpAt: try ended.timestamp(4), in: connection)
            if isLate, let actor = ended.optionalText(3) {
                try request(customer, tenant, by: actor, at: at, in: connection)
            }
        }
        try DebtorTimer(handle).lookNow(customer, at: at, in: connection)
    }

    /// Nobody was told that their promise is broken: it is still to be said, unless
    /// another promise was taken since.
    private static func reopenPromises(
        of customer: CustomerID,
        _ tenant: TenantID,
        followedUpAt moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE promises SET followed_up_at = NULL
            WHERE tenant_id = ? AND customer_id = ? AND state = 'broken' AND followed_up_at = ?
                AND NOT EXISTS (SELECT 1 FROM promises AS later WHERE later.tenant_id = promises.tenant_id
                    AND later.customer_id = promises.customer_id AND later.id <> promises.id
                    AND later.created_at >= promises.followed_up_at)
            """,
            tenant,
            customer,
            moment
        )
    }

    /// What a person asked for was not said: it still is to be.
    private static func request(
        _ customer: CustomerID,
        _ tenant: TenantID,
        by actor: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO reminder_requests (tenant_id, customer_id, requested_by, requested_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, customer_id) DO NOTHING
            """,
            tenant,
            customer,
            actor,
            moment
        )
    }
}
