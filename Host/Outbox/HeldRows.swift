// How many rows a dispatcher has in memory, of whom, and until when they may be sent.

import HostCore

/// Rows in memory, counted by tenant. Pure.
struct HeldRows {
    /// Until when (monotonic milliseconds) a send of each may begin: before another host may
    /// claim the row.
    private var beginUntil: [OutboxItemID: Int64] = [:]
    private var counts: [TenantID: Int] = [:]
    /// Tenants of whom the last claim took nothing, because they had as many rows in memory as
    /// one may have: there may be more of theirs in the table.
    private var full: Set<TenantID> = []
    /// Whether the last claim found no room for anybody's.
    private var isFull = false
    private let heldMax: Int

    init(heldMax: Int) { self.heldMax = heldMax }

    var count: Int { beginUntil.count }

    func contains(_ id: OutboxItemID) -> Bool { beginUntil[id] != nil }

    /// False for a row that is not held any more.
    func mayBegin(_ id: OutboxItemID, at moment: Int64) -> Bool { moment < beginUntil[id] ?? .min }

    mutating func insert(_ item: OutboxItem, beginUntil moment: Int64) {
        guard beginUntil.updateValue(moment, forKey: item.id) == nil else { return }
        counts[item.tenant, default: 0] += 1
    }

    /// Whether the table is to be looked into again: the last claim may have left rows there
    /// for want of room, and half of that room is free by now.
    @discardableResult
    mutating func remove(_ item: OutboxItem) -> Bool {
        guard beginUntil.removeValue(forKey: item.id) != nil else { return false }
        let count = (counts[item.tenant] ?? 1) - 1
        counts[item.tenant] = count > 0 ? count : nil
        if isFull, self.count <= heldMax / 2 {
            isFull = false
            return true
        }
        return count <= Limits.outboxHeldPerTenantMax / 2 && full.remove(item.tenant) != nil
    }

    /// How many rows a claim may bring, and tenants that have as much in memory as one
    /// may have. What it leaves in the table for that reason is remembered.
    mutating func room() -> (count: Int, busy: [TenantID]) {
        let busy = counts.filter { $0.value >= Limits.outboxHeldPerTenantMax }.map(\.key)
        full.formUnion(busy)
        isFull = count >= heldMax
        return (min(heldMax - count, Limits.outboxClaimMax), busy)
    }
}
