// What a dispatcher has in memory: rows, in the order in which they go out, and how
// many of whom.

import HostCore
import HostInbox

extension OutboxDispatcher {
    struct State {
        var routes: [Route: SerialLanes<Lane, OutboxItem>] = [:]
        var held: HeldRows
        var sends: [OutboxItemID: (route: Route, task: Task<Void, Never>)] = [:]
        /// Lanes whose next message must be claimed, and until when.
        var detours: [Lane: Int64] = [:]
        var isStopping = false
    }
}

/// Rows in memory, counted by tenant. Pure.
struct HeldRows {
    /// Until when (monotonic milliseconds) a send of each may begin: before another host may
    /// claim the row.
    private var beginUntil: [OutboxItemID: Int64] = [:]
    private var counts: [TenantID: Int] = [:]
    /// Of whom the last claim left rows in the table for want of room: of these
    /// tenants, or of anybody.
    private var full: Set<TenantID> = []
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

    /// Whether the table is to be looked into again: a claim left rows there, and half
    /// of the room that it lacked is free.
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
