// How far one reader of a tenant's domain events has come.

import HostCore
import HostStorage

/// Where a reader is. An event is recorded behind what was committed before it, but two
/// transactions side by side do not see each other: the last seconds are looked at again,
/// and what was seen there is left out.
struct EventTail: Sendable {
    /// A transaction takes less.
    private static let overlapMilliseconds: Int64 = 5_000

    private var last: DomainEventID
    private var recent: Set<DomainEventID>

    /// Behind `last`, or behind everything that there is. The events of the seconds before it
    /// the reader has seen, or did not ask for.
    init(after last: DomainEventID?, of tenant: TenantHandle, in connection: any DatabaseConnection) throws {
        let events = DomainEvents(tenant)
        let start = try last ?? events.newest(in: connection) ?? DomainEventID("")
        var seen: [DomainEventID] = []
        var from = Self.key(before: start)
        while true {
            let batch = try events.list(after: from, limit: Limits.pageItemsMax, in: connection)
            seen += batch.map(\.id).filter { $0 <= start }
            guard batch.count == Limits.pageItemsMax, let end = batch.last?.id, end < start else { break }
            from = end
        }
        self.last = start
        recent = Set(seen)
    }

    /// The key behind which to look.
    var lookFrom: DomainEventID { Self.key(before: last) }

    /// What of a batch is new, in order.
    mutating func take(_ batch: [DomainEvent]) -> [DomainEvent] {
        let fresh = batch.filter { !recent.contains($0.id) && $0.id != last }
        recent.formUnion(batch.map(\.id))
        recent.insert(last)
        last = max(last, batch.last?.id ?? last)
        let oldest = Self.key(before: last)
        recent = recent.filter { $0 >= oldest }
        return fresh
    }

    /// Before all keys of the last seconds up to this one.
    private static func key(before id: DomainEventID) -> DomainEventID {
        id.milliseconds.map { .first(at: $0 - overlapMilliseconds) } ?? id
    }
}
