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
        do {
            let isOurs = try await database.write { [leases] connection in
                try Outbox(tenant).divide(first, before: following, leaseOwner: leases.owner, now: now, in: connection)
            }
            // Another host has the row.
            guard isOurs else { return .later(until: now, reason: nil, countsAttempt: false) }
        } catch {
            return postponed(first, reason: "\(error)", counts: false, after: nil)
        }
        let lane = Lane(first)
        let isHeld = state.withLock { state in
            guard !state.isStopping, !Task.isCancelled,
                state.routes[lane.route]?.addInFront(following, to: lane) == true
            else { return false }
            for item in following { state.held.insert(item, beginUntil: askedAt + Self.beginMilliseconds) }
            return true
        }
        if !isHeld { giveBack(following) }
        return nil
    }
}

extension Outbox {
    /// Keeps a part of what a row says in it, and the rest in rows behind it, all of them leased
    /// to who has the row. False, and nothing happens, when `leaseOwner` does not have it.
    fileprivate func divide(
        _ first: OutboxItem,
        before following: [OutboxItem],
        leaseOwner: String,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        let isOurs =
            try connection.execute(
                "UPDATE outbox SET body = ? WHERE id = ? AND state = 'pending' AND lease_owner = ?",
                first.body,
                first.id,
                leaseOwner
            ) == 1
        guard isOurs else { return false }
        let until = now.advanced(byMilliseconds: Limits.leaseMilliseconds)
        for item in following {
            try connection.execute(Self.insertOne, arguments(item, now: now, leaseOwner: leaseOwner, until: until))
        }
        return true
    }
}
