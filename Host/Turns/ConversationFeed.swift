// Committed messages, to whoever watches now: the chat page one conversation, the
// stream of events all of a tenant's.

import HostConversations
public import HostCore
import OrkestaModel
import Synchronization

/// In-memory publication, by tenant, channel and address. What a subscriber
/// missed it reads from the table, after its last sequence.
public final class ConversationFeed: Sendable {
    /// Events kept for a slow subscriber; one that is slower is ended, comes
    /// back, and reads the table.
    public static let bufferMax = 256

    /// Something that a watcher sees.
    public enum Event: Sendable, Hashable {
        /// Messages were committed, here or by another host: read the table.
        case messages
        case typing(Bool)
    }

    private struct Topic: Hashable {
        let tenant: TenantID
        /// Nil: all conversations of the tenant.
        var channel: PluginID?
        var address = ""
    }

    private struct State {
        var subscribers: [Topic: [UInt64: AsyncStream<Event>.Continuation]] = [:]
        var counts: [TenantID: Int] = [:]
        var next: UInt64 = 0
    }

    private let state = Mutex(State())

    public init() {}

    /// Events from now on, until the reader stops. Throws a rateLimited
    /// problem when the tenant has `Limits.eventStreamsPerTenantMax` readers.
    public func subscribe(
        tenant: TenantID,
        channel: PluginID,
        address: String
    ) throws(Problem) -> AsyncStream<Event> {
        try subscribe(to: Topic(tenant: tenant, channel: channel, address: Address.canonical(address)))
    }

    /// Events of all conversations of a tenant, as above.
    public func subscribe(tenant: TenantID) throws(Problem) -> AsyncStream<Event> {
        try subscribe(to: Topic(tenant: tenant))
    }

    private func subscribe(to topic: Topic) throws(Problem) -> AsyncStream<Event> {
        let tenant = topic.tenant
        let (stream, continuation) = AsyncStream<Event>.makeStream(bufferingPolicy: .bufferingOldest(Self.bufferMax))
        let key = state.withLock { state -> UInt64? in
            guard state.counts[tenant, default: 0] < Limits.eventStreamsPerTenantMax else { return nil }
            state.counts[tenant, default: 0] += 1
            state.next &+= 1
            state.subscribers[topic, default: [:]][state.next] = continuation
            return state.next
        }
        guard let key else {
            throw Problem(
                .rateLimited,
                "too many event streams are open for \(tenant)",
                remedy: "Close streams that nobody reads, and try again."
            )
        }
        continuation.onTermination = { [weak self] _ in self?.remove(key, from: topic) }
        return stream
    }

    /// Ends every stream: on shutdown.
    public func finish() {
        let all = state.withLock { $0.subscribers.values.flatMap(\.values) }
        for continuation in all { continuation.finish() }
    }

    func publish(_ event: Event, of key: ConversationKey) {
        let topics = [
            Topic(tenant: key.tenant, channel: key.channel, address: key.address), Topic(tenant: key.tenant),
        ]
        let watchers = state.withLock { state in
            state.subscribers.isEmpty ? [] : topics.flatMap { state.subscribers[$0]?.values.map { $0 } ?? [] }
        }
        for watcher in watchers {
            if case .dropped = watcher.yield(event) { watcher.finish() }
        }
    }

    private func remove(_ key: UInt64, from topic: Topic) {
        state.withLock { state in
            guard state.subscribers[topic]?.removeValue(forKey: key) != nil else { return }
            if state.subscribers[topic]?.isEmpty == true { state.subscribers[topic] = nil }
            let count = state.counts[topic.tenant, default: 1] - 1
            state.counts[topic.tenant] = count > 0 ? count : nil
        }
    }
}
