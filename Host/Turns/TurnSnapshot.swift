// What a turn starts from: tenant, customer and conversation as they are.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import OrkestaModel

/// The rows behind one turn.
struct TurnSnapshot: Sendable {
    let tenant: Tenant
    let handle: TenantHandle
    let customer: Customer
    let conversation: Conversation

    /// Reads the rows; nil when customer or conversation have none yet, or when the
    /// conversation may have gone on in another one.
    static func read(
        _ item: InboxItem,
        of handle: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> TurnSnapshot? {
        let tenant = try tenant(handle, in: connection)
        return try read(item, of: tenant, handle, in: connection)
    }

    /// Reads the rows and makes those that are missing.
    static func open(
        _ item: InboxItem,
        of handle: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> TurnSnapshot {
        try open(item, of: try tenant(handle, in: connection), handle, in: connection)
    }

    static func open(
        _ item: InboxItem,
        of tenant: Tenant,
        _ handle: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> TurnSnapshot {
        let conversations = Conversations(handle)
        let contact = try conversations.load(channel: item.channel, address: item.address, in: connection)
        if let contact, let conversation = contact.conversation {
            let mayHaveGoneOn = contact.isElsewhere && !item.body.isUnprompted
            let present =
                try mayHaveGoneOn
                ? conversations.caughtUp(conversation, answering: item.answers, at: item.receivedAt, in: connection)
                : conversation
            return TurnSnapshot(tenant: tenant, handle: handle, customer: contact.customer, conversation: present)
        }
        let seeds = TurnSeeds(item.id)
        let (name, locale) = item.body.sender
        let customer =
            try contact?.customer
            ?? Customers(handle).resolve(
                channel: item.channel,
                address: item.address,
                name: name,
                locale: locale,
                at: item.receivedAt,
                randomness: seeds.randomness(.customer),
                in: connection
            )
        let made = try conversations.open(
            channel: item.channel,
            address: item.address,
            customer: customer,
            at: item.receivedAt,
            randomness: seeds.randomness(.conversation),
            in: connection
        )
        // What comes of itself begins by itself.
        let conversation =
            try item.body.isUnprompted
            ? made : conversations.caughtUp(made, answering: item.answers, at: item.receivedAt, in: connection)
        return TurnSnapshot(tenant: tenant, handle: handle, customer: customer, conversation: conversation)
    }

    private static func read(
        _ item: InboxItem,
        of tenant: Tenant,
        _ handle: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> TurnSnapshot? {
        let contact = try Conversations(handle).load(channel: item.channel, address: item.address, in: connection)
        guard let contact, let conversation = contact.conversation,
            !contact.isElsewhere || item.body.isUnprompted
        else { return nil }
        return TurnSnapshot(tenant: tenant, handle: handle, customer: contact.customer, conversation: conversation)
    }

    static func tenant(_ handle: TenantHandle, in connection: any DatabaseConnection) throws -> Tenant {
        guard let found = try TenantDirectory().find(handle.id, in: connection) else {
            throw Problem(.notFound, "there is no tenant \(handle.id)", field: "tenant_id", remedy: "Check its id.")
        }
        return found.tenant
    }
}

extension InboxItem.Body {
    /// What the channel reported of whoever wrote.
    var sender: (name: String?, locale: String?) {
        switch self {
        case .message(_, let name, let locale): (name, locale)
        case .question, .timer, .event: (nil, nil)
        }
    }
}
