// A message that is too long for its channel becomes several rows before any of it goes out, so
// that each part has its own key, outcome and receipts, and none is sent twice for another.

import HostCore
import HostInbox
import HostStorage
import HostTime
import OrkestaModel
import Synchronization

extension OutboxDispatcher {
    /// Writes what a row says from now on, and the rows that follow it, which go out right
    /// behind it, before anything else of the conversation. Nil when the first may go out; else
    /// how it goes on.
    func divide(
        _ first: OutboxItem,
        before following: [OutboxItem],
        _ tenant: TenantHandle
    ) async -> Settlement.Outcome? {
        let askedAt = SystemClock.monotonicMilliseconds()
        let now = clock.now()
        let parts: [OutboxItem]
        do {
            let written = try await database.write { [leases] connection in
                try Outbox(tenant).divide(first, before: following, leaseOwner: leases.owner, now: now, in: connection)
            }
            // Another host has the row.
            guard let written else { return .later(until: now, reason: nil, countsAttempt: false) }
            parts = written
        } catch {
            return postponed(first, reason: "\(error)", counts: false, after: nil)
        }
        let lane = Lane(first)
        let isHeld = state.withLock { state in
            guard !state.isStopping, !Task.isCancelled,
                state.routes[lane.route]?.addInFront(parts, to: lane) == true
            else { return false }
            for item in parts { state.held.insert(item, beginUntil: askedAt + Self.beginMilliseconds) }
            return true
        }
        guard !isHeld else { return nil }
        giveBack(parts)
        // A kill switch: nothing was sent.
        return Task.isCancelled ? .later(until: now, reason: nil, countsAttempt: false) : nil
    }
}

extension Outbox {
    /// Keeps a part of what a row says in it, and the rest in rows behind it, all of them leased
    /// to who has the row. Returns those that are new: of a part that went on by itself before,
    /// there is one. Nil, and nothing happens, when `leaseOwner` does not have the row.
    fileprivate func divide(
        _ first: OutboxItem,
        before following: [OutboxItem],
        leaseOwner: String,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [OutboxItem]? {
        let isOurs =
            try connection.execute(
                "UPDATE outbox SET body = ? WHERE id = ? AND state = 'pending' AND lease_owner = ?",
                first.body,
                first.id,
                leaseOwner
            ) == 1
        guard isOurs else { return nil }
        let until = now.advanced(byMilliseconds: Limits.leaseMilliseconds)
        var written: [OutboxItem] = []
        for item in following {
            let arguments = arguments(item, now: now, leaseOwner: leaseOwner, until: until)
            if try connection.execute(Self.insertOne + " ON CONFLICT DO NOTHING", arguments) == 1 {
                written.append(item)
            }
        }
        return written
    }
}
