// What the tenant has to know of messages that did not arrive, and of senders that send
// nothing any more, as domain events. They hold no words, addresses or names: the outbox
// has the message under the event's entity.

import HostCore
import HostStorage
import OrkestaModel

/// Records events about one tenant's sends, in the transaction that made them true.
struct OutboxEvents: Sendable {
    private let tenant: TenantHandle

    init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// `message.failed` or `message.unknown`, of a row of the outbox. `channel` is the one
    /// by which the message goes on; nil: the customer does not get it unless somebody acts.
    func record(
        _ type: DomainEventType,
        _ item: OutboxItem,
        _ reason: String,
        goesOnBy channel: PluginID?,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let data: JSON = [
            "id": .string(item.id.rawValue),
            "channel": .string(item.channel.rawValue),
            "conversation_id": .string(item.conversationID.rawValue),
            "message_id": .string(item.messageID.rawValue),
            "reason": .string(reason),
            "goes_on_by": JSON(channel?.rawValue),
        ]
        try record(type, entity: item.id.rawValue, data, now: now, in: connection)
    }

    /// `channel.stopped`: before somebody mends it, that part of it does not go.
    func stopped(
        _ channel: PluginID,
        _ part: ChannelStop.Part,
        _ reason: String,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let data: JSON = [
            "channel": .string(channel.rawValue), "stopped": .string(part.rawValue), "reason": .string(reason),
        ]
        try record(.channelStopped, entity: channel.rawValue, data, now: now, in: connection)
    }

    /// At the tenant's time, as all its events are.
    private func record(
        _ type: DomainEventType,
        entity: String,
        _ data: JSON,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let at = try tenant.present(now, in: connection)
        try DomainEvents(tenant).record(
            type,
            entity: entity,
            data: data,
            id: DomainEventID(at: at, randomness: SystemRandomness()),
            at: at,
            in: connection
        )
    }
}
