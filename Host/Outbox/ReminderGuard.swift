// The last look at a reminder, in the transaction that claims it for sending: nobody
// is asked for money that has come, is disputed or promised, who is in talks with a
// person, wants no messages, or sleeps.

import HostCore
import HostStorage
import HostTime
import OrkestaModel

/// What stops the reminders that wait in the outbox, and what is noted of them.
enum ReminderGuard {
    static let condition = "reminder"

    /// Why a queued reminder must not go out (any more). Of the outbox's row; `now` is
    /// the database's time, in whose place the time machine's stands where there is one.
    private static let stops = """
        NOT EXISTS (SELECT 1 FROM reminders WHERE reminders.id = outbox.guard_entity
            AND reminders.tenant_id = outbox.tenant_id AND reminders.state IN ('queued', 'sent')
            AND reminders.send_until >= COALESCE(
                (SELECT simulated_now FROM tenants WHERE tenants.id = outbox.tenant_id), ?))
        OR EXISTS (SELECT 1 FROM reminders JOIN customers ON customers.id = reminders.customer_id
            WHERE reminders.id = outbox.guard_entity AND customers.opted_out_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM reminders JOIN cases ON cases.tenant_id = reminders.tenant_id
                AND cases.customer_id = reminders.customer_id
            WHERE reminders.id = outbox.guard_entity AND cases.state <> 'closed' AND cases.kind <> 'agent-failure')
        OR EXISTS (SELECT 1 FROM conversations
            WHERE conversations.id = outbox.conversation_id AND conversations.state = 'paused')
        OR EXISTS (SELECT 1 FROM reminder_invoices AS about JOIN invoices ON invoices.id = about.invoice_id
            WHERE about.reminder_id = outbox.guard_entity AND (\(invoiceStops)))
        """

    /// Of an invoice that a reminder is about: it is not as it was when the words were made.
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
    /// whether it did.
    static func cancelIfForbidden(
        _ id: OutboxItemID,
        _ reminder: ReminderID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        let cancelled = try connection.execute(
            """
            UPDATE outbox SET state = 'cancelled', last_error = guard_condition, settled_at = ?, lease_owner = NULL
            WHERE id = ? AND (\(stops))
            """,
            now,
            id,
            now
        )
        guard cancelled == 1 else { return false }
        try end(reminder, as: "cancelled", now: now, in: connection)
        return true
    }

    /// The reminder went out by a channel, its own or one in its place.
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
            WHERE tenant_id = ? AND id = ? AND state IN ('queued', 'sent')
            """,
            channel,
            now,
            tenant,
            reminder
        )
    }

    /// The channel refused it; nothing is to be done while another row may still bring it.
    static func failed(_ item: OutboxItem, now: Timestamp, in connection: any DatabaseConnection) throws {
        guard case .reminder(let id) = item.sendGuard else { return }
        let waits = try connection.row(
            "SELECT 1 FROM outbox WHERE tenant_id = ? AND guard_entity = ? AND state = 'pending' LIMIT 1",
            item.tenant,
            id
        )
        guard waits == nil else { return }
        try end(id, as: "failed", now: now, in: connection)
    }

    /// The other channel of the rule behind a reminder; nil for other messages.
    static func fallback(
        of sendGuard: OutboxGuard?,
        _ tenant: TenantID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> PluginID? {
        guard case .reminder(let id) = sendGuard else { return nil }
        let row = try connection.row(
            "SELECT fallback_channel FROM reminders WHERE tenant_id = ? AND id = ?",
            tenant,
            id
        )
        return row?.optionalText(0).flatMap(PluginID.init)
    }

    private static func end(
        _ reminder: ReminderID,
        as state: String,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let ended = try connection.row(
            """
            UPDATE reminders SET state = ? WHERE id = ? AND state = 'queued'
            RETURNING tenant_id, customer_id,
                (SELECT simulated_now FROM tenants WHERE tenants.id = reminders.tenant_id)
            """,
            state,
            reminder
        )
        guard let ended, let tenant = TenantID(try ended.text(0)) else { return }
        let handle = try TenantDirectory().handle(for: tenant, in: connection)
        try DebtorTimer(handle).lookNow(
            try ended.identifier(1),
            at: ended.optionalTimestamp(2) ?? now,
            in: connection
        )
    }
}
