// What happened in a tenant's conversations, as domain events: for whoever watches
// all of them at once. The rows say where to look and hold no words, addresses or
// names: those are read from the conversation when somebody is shown the event.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Records and shows the events of conversations.
public struct ConversationEvents: Sendable {
    private static let types: [DomainEventType] = [
        .conversationMessage, .conversationTaken, .conversationGivenBack,
    ]

    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// `conversation.message`, in the transaction of the messages: one event for all
    /// that was said in one step.
    public func messagesCame(
        _ messages: [Message],
        in conversation: Conversation,
        id: DomainEventID,
        at moment: Timestamp,
        _ connection: any DatabaseConnection
    ) throws(DatabaseError) {
        guard let first = messages.first, let last = messages.last else { return }
        try record(
            .conversationMessage,
            conversation,
            ["first": .integer(first.sequence), "last": .integer(last.sequence)],
            id: id,
            at: moment,
            connection
        )
    }

    /// `conversation.taken` or `conversation.given_back`, in the transaction of that.
    public func handedOver(
        _ conversation: Conversation,
        id: DomainEventID,
        at moment: Timestamp,
        _ connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let type: DomainEventType = conversation.state == .paused ? .conversationTaken : .conversationGivenBack
        try record(type, conversation, .object([:]), id: id, at: moment, connection)
    }

    /// The data of an event as its readers get it: of one of these, with the
    /// conversation, its customer and what was said; of any other as it is.
    public func shown(_ event: DomainEvent, in connection: any DatabaseConnection) throws -> JSON {
        guard Self.types.contains(where: { $0.rawValue == event.type }),
            let conversation = try Conversations(tenant).find(ConversationID(event.entity), in: connection)
        else { return event.data }
        let customer = try Customers(tenant).find(conversation.customerID.rawValue, in: connection)
        let handOff = try HandOffs(tenant).find(conversation.id, in: connection)
        var shown = conversation.summary.merging([
            "state": event.data["state"] ?? .null, "taken": handOff?.json ?? .null,
        ])
        if let customer {
            shown = shown.merging(["customer_name": .string(customer.name ?? customer.shownNumber)])
        }
        guard let first = event.data["first"]?.integerValue, let last = event.data["last"]?.integerValue else {
            return shown
        }
        let said = try Conversations(tenant)
            .messages(of: conversation.id, from: first, through: last, in: connection)
        let messages = try Attachments.shown(with: said, of: conversation, tenant: tenant, in: connection)
        return shown.merging(["messages": .array(messages)])
    }

    private func record(
        _ type: DomainEventType,
        _ conversation: Conversation,
        _ more: JSON,
        id: DomainEventID,
        at moment: Timestamp,
        _ connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let place: JSON = [
            "id": .string(conversation.id.rawValue), "channel": .string(conversation.channel.rawValue),
            "state": .string(conversation.state.rawValue),
        ]
        try DomainEvents(tenant).record(
            type,
            entity: conversation.id.rawValue,
            data: place.merging(more),
            id: id,
            at: moment,
            in: connection
        )
    }
}
