// Which hosts are there. Each has a row that it renews; whoever does not renew it in time is
// there no more, and nobody counts it.

import HostCore
import HostStorage
import OrkestaModel

/// What a host found when it renewed its lease.
struct HostLease: Sendable, Hashable {
    /// False when it had none, or not any more: nobody may have counted it until now.
    let wasHeld: Bool
    /// It may use its part of the rates.
    let isSending: Bool
    /// Hosts that have a lease, this one among them.
    let hostCount: Int
    /// The first that this database ever had: nobody has sent before.
    let isFirst: Bool
}

/// The lease of one host. `now` is the database's time.
struct HostLeases: Sendable {
    private let owner: String

    /// `owner` names the host, the same after a restart: within its lease it goes on at once.
    init(owner: String) { self.owner = owner }

    /// Takes the lease, or makes it last longer. A host that comes begins to send when it
    /// `isReady`: everybody has counted it. It need not wait where it is alone, which it knows
    /// when its own row was there before it looked: of two that come at once, the one that
    /// looks later sees the other.
    ///
    /// Whose lease has ended is removed. Its late renewal is a change of the same row, so one of
    /// both transactions runs again, and sees what the other did.
    func renew(
        isReady: Bool,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> HostLease {
        let rows = try connection.rows("SELECT lease_until, is_sending FROM host_leases WHERE owner = ?", owner)
        let others = try connection.rows("SELECT lease_until FROM host_leases WHERE owner <> ?", owner)
        var presentCount = 0
        for other in others {
            if try now < other.timestamp(0) { presentCount += 1 }
        }
        if presentCount < others.count {
            try connection.execute("DELETE FROM host_leases WHERE owner <> ? AND lease_until <= ?", owner, now)
        }
        let wasHeld = try rows.first.map { row throws(DatabaseError) in try now < row.timestamp(0) } ?? false
        let wasSending = try rows.first.map { row throws(DatabaseError) in try row.flag(1) } ?? false
        let isSending = wasHeld && (wasSending || isReady || presentCount == 0)
        let until = now.advanced(byMilliseconds: Limits.hostLeaseMilliseconds)
        // No upsert: that would also pass where another host has just removed the row.
        if rows.isEmpty {
            try connection.execute(
                "INSERT INTO host_leases (lease_until, is_sending, owner) VALUES (?, ?, ?)",
                until,
                isSending,
                owner
            )
        } else {
            try connection.execute(
                "UPDATE host_leases SET lease_until = ?, is_sending = ? WHERE owner = ?",
                until,
                isSending,
                owner
            )
        }
        return HostLease(
            wasHeld: wasHeld,
            isSending: isSending,
            hostCount: presentCount + 1,
            isFirst: rows.isEmpty && others.isEmpty
        )
    }
}
