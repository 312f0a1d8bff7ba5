// One reader of a tenant's domain events.

import HostConversations
import HostCore
import HostStorage
import HostTurns
import OrkestaModel
import ServiceLifecycle

/// Tails the table: signals say when to look, and it looks every second anyway.
struct DomainEventStream: Sendable {
    let services: GatewayServices
    let tenant: TenantHandle
    /// The names of those that are wanted; nil: all.
    let types: Set<String>?

    /// Where the reader goes on; nil: everything from now on.
    let last: DomainEventID?

    /// What a request for the stream asks for. `last` is what it gives as `field`: the id of
    /// the event behind which to go on. Throws a problem.
    init(_ exchange: Exchange, after last: String?, field: String) async throws {
        services = exchange.services
        tenant = try await exchange.servedTenant()
        types = try Self.wanted(exchange.query("types"))
        self.last = try Self.place(last, field: field)
    }

    /// Whoever asks for what never happens would wait in vain.
    private static func wanted(_ list: String?) throws(Problem) -> Set<String>? {
        let filters = list?.split { $0 == "," || $0 == " " }.map(String.init) ?? []
        guard !filters.isEmpty else { return nil }
        var wanted: Set<String> = []
        for filter in filters {
            let named = DomainEventType.named(filter)
            guard !named.isEmpty else {
                throw Problem(
                    .invalid,
                    "there is no event \(filter.prefix(100))",
                    field: "types",
                    remedy: "Give any of \(DomainEventType.names); what stands before the dot, such as payment, for "
                        + "all of its kind; or nothing for everything."
                )
            }
            wanted.formUnion(named.map(\.rawValue))
        }
        return wanted
    }

    /// Behind what is no event's id nothing would ever come. Empty is none, as in an
    /// EventSource that has seen nothing yet.
    private static func place(_ last: String?, field: String) throws(Problem) -> DomainEventID? {
        guard let last, !last.isEmpty else { return nil }
        let id = DomainEventID(last)
        guard id.milliseconds != nil else {
            throw Problem(
                .invalid,
                "it is no event's id",
                field: field,
                remedy: "Give the id of the last event that you saw, or leave it out for all from now on."
            )
        }
        return id
    }

    /// To be had before anything is said to the reader: nothing falls between it and
    /// the first look into the table. Throws a rateLimited problem when the tenant has
    /// too many streams open.
    func watch() throws(Problem) -> AsyncStream<ConversationFeed.Event> {
        try services.engine.feed.subscribe(tenant: tenant.id)
    }

    /// Tells `sink` what happens, until the reader goes or the host stops.
    @concurrent func follow(
        _ signals: AsyncStream<ConversationFeed.Event>,
        into sink: inout some EventSink
    ) async throws {
        let (looks, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let watching = Task { for await _ in signals { continuation.yield() } }
        let ticking = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .milliseconds(Limits.pollIntervalMilliseconds))
                continuation.yield()
            }
        }
        defer {
            watching.cancel()
            ticking.cancel()
        }
        try await withGracefulShutdownHandler {
            try await write(looks, to: &sink)
        } onGracefulShutdown: {
            continuation.finish()
        }
    }

    @concurrent private func write(_ looks: AsyncStream<Void>, to sink: inout some EventSink) async throws {
        let start = try await beginning()
        var tail = EventTail(after: start, seen: try await eventsShortly(before: start))
        // Now the stream has begun: what a reader does once it hears of that is in it.
        try await sink.keepAlive()
        var silentLooks: Int64 = 0
        tail = try await writeNew(from: tail, to: &sink).tail
        for await _ in looks {
            let (next, wrote) = try await writeNew(from: tail, to: &sink)
            tail = next
            silentLooks = wrote ? 0 : silentLooks + 1
            if silentLooks * Limits.pollIntervalMilliseconds >= Limits.keepAliveCommentMilliseconds {
                silentLooks = 0
                try await sink.keepAlive()
            }
        }
    }

    /// Without an id, everything from now on.
    private func beginning() async throws -> DomainEventID {
        if let last { return last }
        return try await services.database.read { [tenant] in try DomainEvents(tenant).newest(in: $0) }
            ?? DomainEventID("")
    }

    /// Keys of the last seconds up to `start`, which the reader has seen or did not ask for.
    private func eventsShortly(before start: DomainEventID) async throws -> [DomainEventID] {
        var keys: [DomainEventID] = []
        var from = EventTail.key(before: start)
        while true {
            let place = from
            let batch = try await services.database.read { [tenant] in
                try DomainEvents(tenant).list(after: place, limit: Limits.pageItemsMax, in: $0)
            }
            keys += batch.map(\.id).filter { $0 <= start }
            guard batch.count == Limits.pageItemsMax, let end = batch.last?.id, end < start else { return keys }
            from = end
        }
    }

    private func isWanted(_ event: DomainEvent) -> Bool {
        types?.contains(event.type) ?? true
    }

    private func frames(of events: [DomainEvent]) async throws -> [StreamEvent] {
        guard !events.isEmpty else { return [] }
        return try await services.database.read { [tenant] connection in
            try events.map { event in
                event.frame(showing: try ConversationEvents(tenant).shown(event, in: connection))
            }
        }
    }

    @concurrent private func writeNew(
        from tail: EventTail,
        to sink: inout some EventSink
    ) async throws -> (tail: EventTail, wrote: Bool) {
        var tail = tail
        var wrote = false
        var from = tail.lookFrom
        while true {
            let place = from
            let batch = try await services.database.read { [tenant] in
                try DomainEvents(tenant).list(after: place, limit: Limits.pageItemsMax, in: $0)
            }
            let fresh = tail.take(batch)
            let frames = try await frames(of: fresh.filter(isWanted))
            if !frames.isEmpty {
                wrote = true
                try await sink.send(frames)
            }
            // The last seconds alone may fill a page: what is new stands behind it.
            guard batch.count == Limits.pageItemsMax, let end = batch.last?.id else { return (tail, wrote) }
            from = end
        }
    }
}

/// How a reader is told.
protocol EventSink {
    @concurrent mutating func send(_ events: [StreamEvent]) async throws
    /// Keeps the connection open that would be closed when idle.
    @concurrent mutating func keepAlive() async throws
}

/// Where a reader is. An event is recorded behind what was committed before it, but two
/// transactions side by side do not see each other: the last seconds are looked at again,
/// and what was seen there is left out.
struct EventTail: Sendable {
    /// A transaction takes less.
    private static let overlapMilliseconds: Int64 = 5_000

    private var last: DomainEventID
    private var recent: Set<DomainEventID>

    /// `seen` are the keys of the last seconds before `last`, it included.
    init(after last: DomainEventID, seen: [DomainEventID]) {
        self.last = last
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
    static func key(before id: DomainEventID) -> DomainEventID {
        id.milliseconds.map { .first(at: $0 - overlapMilliseconds) } ?? id
    }
}

extension DomainEvent {
    fileprivate func frame(showing data: JSON) -> StreamEvent {
        StreamEvent(
            name: type,
            id: id.rawValue,
            data: [
                "id": .string(id.rawValue), "type": .string(type), "entity": .string(entity),
                "at": .string(at.description), "data": data,
            ]
        )
    }
}
