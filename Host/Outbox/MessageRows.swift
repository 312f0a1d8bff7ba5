// The rows that bring one message: by one channel after another, and in parts where it was too
// long for a message of its channel.

import HostCore
import HostStorage

/// All rows of one message.
struct MessageRows {
    private let rows: [OutboxItem]

    init(of item: OutboxItem, in connection: any DatabaseConnection) throws(DatabaseError) {
        let found = try connection.rows(
            """
            SELECT \(OutboxItem.columns) FROM outbox
            WHERE tenant_id = ? AND idempotency_key >= ? AND idempotency_key < ? ORDER BY idempotency_key
            """,
            item.tenant,
            item.keys.begin,
            item.keys.end
        )
        self.init(try found.map { row throws(DatabaseError) in try OutboxItem(row) })
    }

    init(_ rows: [OutboxItem]) { self.rows = rows }

    /// What `item` says has these rows so far: itself, and those in whose place it came. What
    /// begins at another place of the message goes its own way.
    func tried(for item: OutboxItem) -> [OutboxItem] {
        let earlier = predecessors(of: item)
        return rows.filter { $0.offset == item.offset || earlier.contains($0.id) }
    }

    /// The other rows that say what `item` says, or a part of it, or more.
    func saying(what item: OutboxItem) -> [OutboxItem] {
        let earlier = predecessors(of: item)
        return rows.filter { other in
            guard other.id != item.id else { return false }
            return other.offset == item.offset || earlier.contains(other.id)
                || predecessors(of: other).contains(item.id)
        }
    }

    private func predecessors(of item: OutboxItem) -> Set<OutboxItemID> {
        var found: Set<OutboxItemID> = []
        var next = item.fallbackOf
        while let id = next, found.insert(id).inserted { next = rows.first { $0.id == id }?.fallbackOf }
        return found
    }
}
