// One reader of a tenant's domain events.

import HostConversations
import HostCore
import HostStorage
import HostTurns
import OrkestaModel
import ServiceLifecycle
import Synchronization

/// Tails the table: signals say when to look, and it looks every second anyway.
struct DomainEventStream: Sendable {
    let services: GatewayServices
    let tenant: TenantHandle
    /// The names of those that are wanted; nil: all.
    let types: Set<String>?

    /// Where it begins, read before anything is said to the reader: what happens once they
    /// have an answer is in it.
    private let start: EventTail

    /// What a request for the stream asks for. `last` is what it gives as `field`: the id of
    /// the event behind which to go on; without one, everything from now on. Throws a problem.
    init(_ exchange: Exchange, after last: String?, field: String) async throws {
        let tenant = try await exchange.servedTenant()
        services = exchange.services
        self.tenant = tenant
        types = try Self.wanted(exchange.query("types"))
        let last = try Self.place(last, field: field)
        start = try await exchange.services.database.read { try EventTail(after: last, of: tenant, in: $0) }
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
        let ticks = Ticks()
        let watching = Task { for await _ in signals { continuation.yield() } }
        let ticking = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .milliseconds(Limits.pollIntervalMilliseconds))
                ticks.add()
                continuation.yield()
            }
        }
        defer {
            watching.cancel()
            ticking.cancel()
        }
        try await withGracefulShutdownHandler {
            try await write(looks, ticks, to: &sink)
        } onGracefulShutdown: {
            continuation.finish()
        }
    }

    @concurrent private func write(
        _ looks: AsyncStream<Void>,
        _ ticks: Ticks,
        to sink: inout some EventSink
    ) async throws {
        var tail = start
        try await sink.keepAlive()
        var quietMilliseconds: Int64 = 0
        tail = try await writeNew(from: tail, to: &sink).tail
        for await _ in looks {
            let (next, wrote) = try await writeNew(from: tail, to: &sink)
            tail = next
            // Signals come at any pace, also of what this reader does not want: only ticks are time.
            let passed = ticks.take() * Limits.pollIntervalMilliseconds
            quietMilliseconds = wrote ? 0 : quietMilliseconds + passed
            guard quietMilliseconds >= Limits.keepAliveCommentMilliseconds else { continue }
            quietMilliseconds = 0
            try await sink.keepAlive()
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

/// The intervals that have passed since they were last taken.
private final class Ticks: Sendable {
    private let count = Mutex<Int64>(0)

    func add() { count.withLock { $0 += 1 } }

    func take() -> Int64 {
        count.withLock { count in
            defer { count = 0 }
            return count
        }
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
