// Who waits for which answer, and the answers that were just given.

import HostCore

/// Pure state; the engine's lock guards it.
struct ReplyBoard {
    /// Answers kept for callers that ask a moment after the turn's end.
    private static let recentMax = 4_096

    typealias Waiter = CheckedContinuation<Waited, Never>

    enum Waited: Sendable {
        case answered(TurnReply)
        /// The wait is over and the turn is not, or it ended elsewhere.
        case unknown
    }

    private var waiters: [InboxItemID: [(deadline: Int64, waiter: Waiter)]] = [:]
    private var recent: [InboxItemID: TurnReply] = [:]
    private var order: [InboxItemID] = []
    private var oldest = 0

    func answer(of item: InboxItemID) -> TurnReply? { recent[item] }

    /// `deadline` is of the monotonic clock.
    mutating func wait(for item: InboxItemID, until deadline: Int64, _ waiter: Waiter) {
        waiters[item, default: []].append((deadline, waiter))
    }

    /// Returns those who wait for the item. An answer stays for a while.
    mutating func end(_ item: InboxItemID, with reply: TurnReply?) -> [Waiter] {
        if let reply { keep(reply, of: item) }
        return waiters.removeValue(forKey: item)?.map(\.waiter) ?? []
    }

    /// Returns those who have waited long enough.
    mutating func expire(at now: Int64) -> [Waiter] {
        var expired: [Waiter] = []
        for (item, waiting) in waiters where waiting.contains(where: { $0.deadline <= now }) {
            expired += waiting.filter { $0.deadline <= now }.map(\.waiter)
            let left = waiting.filter { $0.deadline > now }
            waiters[item] = left.isEmpty ? nil : left
        }
        return expired
    }

    /// Returns everyone who waits: on shutdown.
    mutating func removeAll() -> [Waiter] {
        defer { waiters = [:] }
        return waiters.values.flatMap { $0.map(\.waiter) }
    }

    private mutating func keep(_ reply: TurnReply, of item: InboxItemID) {
        guard recent.updateValue(reply, forKey: item) == nil else { return }
        if order.count < Self.recentMax {
            order.append(item)
            return
        }
        recent[order[oldest]] = nil
        order[oldest] = item
        oldest = (oldest + 1) % Self.recentMax
    }
}
