// How sends ended, written for many of them in one transaction, and what each leaves
// to do.

import HostCore
import HostInbox
public import HostStorage
public import OrkestaModel

extension OutboxLeases {
    /// How many messages that were sent are written by one statement: sizes of which a database
    /// keeps the prepared statements, so that a batch needs few of them and none is made anew.
    private static let sentStatements: [(size: Int, sql: String)] = [64, 32, 16, 8, 4, 2, 1].map { size in
        let marks = Array(repeating: "(?, ?)", count: size).joined(separator: ", ")
        let sql = """
            UPDATE outbox SET state = 'sent', attempts = attempts + 1, provider_message_id = sends.column2,
                settled_at = ?, lease_owner = NULL, fallback_due = NULL
            FROM (VALUES \(marks)) AS sends
            WHERE outbox.id = sends.column1 AND outbox.state = 'pending' RETURNING outbox.id
            """
        return (size, sql)
    }

    /// Records how sends ended, all in the caller's one transaction. Returns the failures that
    /// their providers had told of before.
    @discardableResult
    public func settle(
        _ settlements: [Settlement],
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [EarlyFailures] {
        var batch = SettledBatch()
        var sends: [SettledBatch.Send] = []
        for settlement in settlements {
            switch settlement.outcome {
            case .sent(let providerMessageID, let tellsDelivery):
                sends.append(
                    SettledBatch.Send(
                        item: settlement.item,
                        providerMessageID: providerMessageID,
                        tellsDelivery: tellsDelivery
                    )
                )
            case .ended(let state, let reason, let remedy):
                try end(settlement.item, as: state, reason, remedy, now: now, in: connection)
            case .later(let until, let reason, let countsAttempt):
                let attempts = countsAttempt ? 1 : 0
                let triedAt = countsAttempt ? now : nil
                let item = settlement.item
                try postpone(item, until, reason, attempts: attempts, triedAt, &batch, now: now, in: connection)
            case .unreachable(let until, let reason):
                try postpone(settlement.item, until, reason, attempts: 0, now, &batch, now: now, in: connection)
            }
        }
        let sent = try write(sends, now: now, in: connection)
        for send in sent { try follow(send, &batch, now: now, in: connection) }
        return try early(sent, &batch, now: now, in: connection)
    }

    // MARK: Sent

    /// Returns those that are written; of the others a status was faster, and has settled them.
    private func write(
        _ sends: [SettledBatch.Send],
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [SettledBatch.Send] {
        var written: Set<String> = []
        var rest = sends[...]
        for (size, sql) in Self.sentStatements {
            while rest.count >= size {
                var arguments: [any DatabaseArgument] = [now]
                arguments.reserveCapacity(2 * size + 1)
                for send in rest.prefix(size) {
                    arguments.append(send.item.id)
                    arguments.append(send.providerMessageID)
                }
                for row in try connection.rows(sql, arguments) { written.insert(try row.text(0)) }
                rest = rest.dropFirst(size)
            }
        }
        return written.count == sends.count ? sends : sends.filter { written.contains($0.item.id.rawValue) }
    }

    /// What an earlier attempt waited for, another channel, is over; it begins anew where the
    /// provider tells what becomes of the message.
    private func follow(
        _ send: SettledBatch.Send,
        _ batch: inout SettledBatch,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let item = send.item
        if case .reminder(let reminder) = item.sendGuard {
            try ReminderGuard.sent(reminder, by: item.channel, of: item.tenant, now: now, in: connection)
        }
        if send.tellsDelivery { try expectDelivery(of: item, &batch, now: now, in: connection) }
    }

    /// A status may be faster than the answer to its send; hardly any is.
    private func early(
        _ sends: [SettledBatch.Send],
        _ batch: inout SettledBatch,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [EarlyFailures] {
        let named = sends.filter { !$0.providerMessageID.isEmpty }
        guard !named.isEmpty, try DeliveryReceipts.isAnyEarly(in: connection) else { return [] }
        var failures: [EarlyFailures] = []
        for send in named {
            let (item, tenant) = (send.item, try batch.handle(of: send.item.tenant, in: connection))
            let receipts = try DeliveryReceipts(tenant)
                .applyEarly(send.providerMessageID, channel: item.channel, of: item.id, now: now, in: connection)
            guard !receipts.isEmpty else { continue }
            failures.append(EarlyFailures(receipts: receipts, channel: item.channel, tenant: tenant))
        }
        return failures
    }

    // MARK: Not sent

    /// `triedAt` is set for what its provider does not take now, or its channel is not there for:
    /// the time after which it is given up, or another channel takes over, begins when that is so
    /// for the first time.
    private func postpone(
        _ item: OutboxItem,
        _ until: Timestamp,
        _ reason: String?,
        attempts: Int,
        _ triedAt: Timestamp?,
        _ batch: inout SettledBatch,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let row = try connection.row(
            """
            UPDATE outbox SET attempts = attempts + ?, last_error = ?, available_at = ?, lease_owner = NULL,
                lease_until = 0, sending_at = NULL, tried_at = COALESCE(tried_at, ?)
            WHERE id = ? AND state = 'pending' AND lease_owner = ? RETURNING tried_at
            """,
            attempts,
            reason,
            until,
            triedAt,
            item.id,
            owner
        )
        guard let row, triedAt != nil, row.optionalTimestamp(0) == triedAt else { return }
        try expectDelivery(of: item, &batch, now: now, in: connection)
    }

    private func expectDelivery(
        of item: OutboxItem,
        _ batch: inout SettledBatch,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let tenant = try batch.handle(of: item.tenant, in: connection)
        guard try item.sendGuard != nil || batch.hasPolicies(tenant, in: connection) else { return }
        let conversation = item.conversationID
        try Fallback(tenant).expectDelivery(of: item.id, in: conversation, item.sendGuard, now: now, connection)
    }

    /// What a send that did not succeed leaves to do.
    private func end(
        _ item: OutboxItem,
        as state: OutboxState,
        _ reason: String,
        _ remedy: SendRemedy,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let count = try connection.execute(
            """
            UPDATE outbox SET state = ?, attempts = attempts + 1, last_error = ?, settled_at = ?,
                lease_owner = NULL, fallback_due = NULL
            WHERE id = ? AND state = 'pending'
            """,
            state.rawValue,
            reason,
            now,
            item.id
        )
        guard count == 1 else { return }
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
