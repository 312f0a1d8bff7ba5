// How sends ended, written for many of them in one transaction, and what each leaves
// to do.

import HostCore
import HostInbox
public import HostStorage
public import OrkestaModel

extension OutboxLeases {
    /// Records how sends ended, all in the caller's one transaction. Returns the failures that
    /// their providers had told of before.
    @discardableResult
    public func settle(
        _ settlements: [Settlement],
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [EarlyFailures] {
        var batch = SettledBatch()
        for settlement in settlements { try settle(settlement, &batch, now: now, in: connection) }
        // A status may be faster than the answer to its send; hardly any is.
        guard !batch.sent.isEmpty, try DeliveryReceipts.isAnyEarly(in: connection) else { return [] }
        return try batch.sent.compactMap { send in
            let receipts = try DeliveryReceipts(send.tenant)
                .applyEarly(send.providerMessageID, channel: send.channel, of: send.item, now: now, in: connection)
            guard !receipts.isEmpty else { return nil }
            return EarlyFailures(receipts: receipts, channel: send.channel, tenant: send.tenant)
        }
    }

    private func settle(
        _ settlement: Settlement,
        _ batch: inout SettledBatch,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let id = settlement.item
        switch settlement.outcome {
        case .sent(let providerMessageID, let tellsDelivery):
            try sent(id, as: providerMessageID, tellsDelivery, &batch, now: now, in: connection)
        case .ended(let state, let reason, let remedy):
            let rows = try connection.rows(
                """
                UPDATE outbox SET state = ?, attempts = attempts + 1, last_error = ?, settled_at = ?,
                    lease_owner = NULL, fallback_due = NULL
                WHERE id = ? AND state = 'pending' RETURNING \(OutboxItem.columns)
                """,
                state.rawValue,
                reason,
                now,
                id
            )
            guard let item = try rows.first.map({ try OutboxItem($0) }) else { return }
            try follow(item, endedAs: state, reason, remedy, now: now, in: connection)
        case .later(let until, let reason, let countsAttempt):
            let triedAt = countsAttempt ? now : nil
            try postpone(id, until, reason, attempts: countsAttempt ? 1 : 0, triedAt, &batch, now: now, in: connection)
        case .unreachable(let until, let reason):
            try postpone(id, until, reason, attempts: 0, now, &batch, now: now, in: connection)
        }
    }

    /// What an earlier attempt waited for, another channel, is over; it begins anew where the
    /// provider tells what becomes of the message.
    private func sent(
        _ id: OutboxItemID,
        as providerMessageID: String,
        _ tellsDelivery: Bool,
        _ batch: inout SettledBatch,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let rows = try connection.rows(
            """
            UPDATE outbox SET state = 'sent', attempts = attempts + 1, provider_message_id = ?, settled_at = ?,
                lease_owner = NULL, fallback_due = NULL WHERE id = ? AND state = 'pending'
            RETURNING tenant_id, channel, conversation_id, guard_entity, guard_condition
            """,
            providerMessageID,
            now,
            id
        )
        // A status was faster, and has settled it.
        guard let row = rows.first, let tenant = TenantID(try row.text(0)), let channel = PluginID(try row.text(1))
        else { return }
        let handle = try batch.handle(of: tenant, in: connection)
        let sendGuard = OutboxGuard(entity: row.optionalText(3), condition: row.optionalText(4))
        if case .reminder(let reminder) = sendGuard {
            try ReminderGuard.sent(reminder, by: channel, of: tenant, now: now, in: connection)
        }
        if tellsDelivery, try sendGuard != nil || batch.hasPolicies(handle, in: connection) {
            let conversation = ConversationID(try row.text(2))
            try Fallback(handle).expectDelivery(of: id, in: conversation, sendGuard, now: now, connection)
        }
        guard !providerMessageID.isEmpty else { return }
        batch.sent.append(
            SettledBatch.Send(item: id, tenant: handle, channel: channel, providerMessageID: providerMessageID)
        )
    }

    /// `triedAt` is set for what its provider does not take now, or its channel is not there for:
    /// the time after which it is given up, or another channel takes over, begins when that is so
    /// for the first time.
    private func postpone(
        _ id: OutboxItemID,
        _ until: Timestamp,
        _ reason: String?,
        attempts: Int,
        _ triedAt: Timestamp?,
        _ batch: inout SettledBatch,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let rows = try connection.rows(
            """
            UPDATE outbox SET attempts = attempts + ?, last_error = ?, available_at = ?, lease_owner = NULL,
                lease_until = 0, sending_at = NULL, tried_at = COALESCE(tried_at, ?)
            WHERE id = ? AND state = 'pending' AND lease_owner = ?
            RETURNING tried_at, tenant_id, conversation_id, guard_entity, guard_condition
            """,
            attempts,
            reason,
            until,
            triedAt,
            id,
            owner
        )
        guard let triedAt, let row = rows.first, row.optionalTimestamp(0) == triedAt,
            let tenant = TenantID(try row.text(1))
        else { return }
        let handle = try batch.handle(of: tenant, in: connection)
        let sendGuard = OutboxGuard(entity: row.optionalText(3), condition: row.optionalText(4))
        guard try sendGuard != nil || batch.hasPolicies(handle, in: connection) else { return }
        let conversation = ConversationID(try row.text(2))
        try Fallback(handle).expectDelivery(of: id, in: conversation, sendGuard, now: now, connection)
    }

    /// What a send that did not succeed leaves to do.
    private func follow(
        _ item: OutboxItem,
        endedAs state: OutboxState,
        _ reason: String,
        _ remedy: SendRemedy,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        switch state {
        case .dead:
            let tenant = try TenantDirectory().handle(for: item.tenant, in: connection)
            let next = try Fallback(tenant).follow(item, remedy, now: now, in: connection)
            try ReminderGuard.failed(item, now: now, in: connection)
            try OutboxEvents(tenant).record(.messageFailed, item, reason, goesOnBy: next, now: now, in: connection)
        case .unknown: try Self.doubted(item, reason, now: now, in: connection)
        case .pending, .sent, .cancelled: break
        }
    }
}
