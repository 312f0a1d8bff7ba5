// The reminders of one tenant, as rows: what was said to whom, about which invoices.

import HostConversations
import HostCore
import HostPayments
import HostStorage
import OrkestaModel

/// Stores reminders, and a person's wish for one.
struct Reminders: Sendable {
    let tenant: TenantHandle

    init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Notes that a turn's messages are the reminder that was planned.
    func insert(
        _ reminder: NewReminder,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let planned = reminder.planned
        try connection.execute(
            """
            INSERT INTO reminders (id, tenant_id, customer_id, conversation_id, reason, stage, template, tone, variant,
                channel, fallback_channels, state, day, send_until, asked_minor, currency, created_at,
                requested_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?,
                (SELECT requested_by FROM reminder_requests WHERE tenant_id = ? AND customer_id = ?))
            """,
            reminder.id,
            tenant.id,
            reminder.conversation.customerID,
            reminder.conversation.id,
            planned.reason.rawValue,
            planned.stage.rawValue,
            planned.rule.template,
            reminder.tone.rawValue,
            reminder.variant,
            reminder.conversation.channel,
            JSON.array(reminder.fallbacks.map { .string($0.rawValue) }),
            reminder.day.daysSinceEpoch,
            reminder.sendUntil,
            planned.askedMinor,
            planned.asked.currency,
            moment,
            tenant.id,
            reminder.conversation.customerID
        )
        for item in planned.items {
            try connection.execute(
                """
                INSERT INTO reminder_invoices (reminder_id, tenant_id, invoice_id, stage, counted_from, arrived_minor,
                    due_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                reminder.id,
                tenant.id,
                item.debt.invoice.id,
                item.stage.rawValue,
                item.standing.countedFrom.daysSinceEpoch,
                item.debt.open.position.captured,
                item.debt.invoice.dueAt
            )
        }
        try unrequest(reminder.conversation.customerID, in: connection)
    }

    /// A person wants the customer to be reminded as soon as may be.
    func request(
        _ customer: CustomerID,
        by actor: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO reminder_requests (tenant_id, customer_id, requested_by, requested_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, customer_id) DO UPDATE
                SET requested_by = excluded.requested_by, requested_at = excluded.requested_at
            """,
            tenant.id,
            customer,
            actor,
            moment
        )
    }

    func unrequest(_ customer: CustomerID, in connection: any DatabaseConnection) throws(DatabaseError) {
        try connection.execute(
            "DELETE FROM reminder_requests WHERE tenant_id = ? AND customer_id = ?",
            tenant.id,
            customer
        )
    }

    /// Notes what the customer made of their latest reminder; nothing without one.
    func note(
        _ outcome: DunningOutcome,
        of customer: CustomerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE reminders SET outcome = ? WHERE id = (
                SELECT id FROM reminders WHERE tenant_id = ? AND customer_id = ? AND state IN ('queued', 'sent')
                ORDER BY created_at DESC, id DESC LIMIT 1)
            """,
            outcome.rawValue,
            tenant.id,
            customer
        )
    }
}

/// A reminder that is about to be said.
struct NewReminder: Sendable {
    let id: ReminderID
    let planned: PlannedReminder
    let tone: DunningTone
    /// Of an experiment; nil: it is in none.
    let variant: String?
    let conversation: Conversation
    /// Where it goes on, in order, when a channel fails it.
    let fallbacks: [PluginID]
    /// The tenant's day, and until when on it the words are true and welcome.
    let day: CivilDate
    let sendUntil: Timestamp
}
