// Events of conversations, as they are shown to whoever watches all of them.

import HostCore
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

@testable import HostConversations

struct ConversationEventsTests {
    /// However long the conversation is, and however many files came with it: what is read
    /// is what was said, and its files.
    @Test func anEventCostsWhatItShows() async throws {
        try await TestHouse.with { house in
            let conversation = try await house.conversation("5512345678")
            let tenant = house.tenant
            let event = try await house.database.write { connection in
                for number in 1...150 { try say(number, in: conversation, of: tenant, connection) }
                return try record(75, in: conversation, of: tenant, connection)
            }
            let (shown, rows) = try await house.database.read { connection in
                let counter = RowCounter()
                let counted = CountingConnection(base: connection, counter: counter)
                return (try ConversationEvents(tenant).shown(event, in: counted), counter.rows)
            }
            let said = shown["messages"]?.arrayValue ?? []
            #expect(said.map { $0["reply"]?["text"] } == ["dicho 75"], "\(shown)")
            #expect(said.first?["attachments"]?.arrayValue?.map { $0["name"] } == ["lista-75.pdf"], "\(shown)")
            #expect(rows < 10)
        }
    }
}

/// A message of a customer, with a file.
private func say(
    _ number: Int,
    in conversation: Conversation,
    of tenant: TenantHandle,
    _ connection: any DatabaseConnection
) throws {
    let draft = MessageDraft(
        id: MessageID(at: noon, randomness: SystemRandomness()),
        role: .user,
        content: .text("dicho \(number)"),
        providerMessageID: "wamid.\(number)",
        at: noon
    )
    try Conversations(tenant).append([draft], to: conversation.id, at: noon, in: connection)
    try connection.execute(
        """
        INSERT INTO attachments (tenant_id, channel, address, provider_message_id, place, reference, name, state,
            available_at) VALUES (?, ?, ?, ?, 0, ?, ?, 'pending', ?)
        """,
        tenant.id,
        conversation.channel,
        conversation.address,
        "wamid.\(number)",
        "file-\(number)",
        "lista-\(number).pdf",
        noon
    )
}

/// Records and returns the event of the message at a place.
private func record(
    _ sequence: Int64,
    in conversation: Conversation,
    of tenant: TenantHandle,
    _ connection: any DatabaseConnection
) throws -> DomainEvent {
    let messages = try Conversations(tenant).history(of: conversation.id, limit: 200, in: connection)
    try ConversationEvents(tenant).messagesCame(
        messages.filter { $0.sequence == sequence },
        in: conversation,
        id: DomainEventID(at: noon, randomness: SystemRandomness()),
        at: noon,
        connection
    )
    return try required(try DomainEvents(tenant).list(after: DomainEventID(""), limit: 1, in: connection).first)
}

private final class RowCounter {
    var rows = 0
}

/// Counts what is read.
private struct CountingConnection: DatabaseConnection {
    let base: any DatabaseConnection
    let counter: RowCounter

    var dialect: DatabaseDialect { base.dialect }

    func execute(_ sql: String, _ arguments: [any DatabaseArgument]) throws(DatabaseError) -> Int {
        try base.execute(sql, arguments)
    }

    func rows(_ sql: String, _ arguments: [any DatabaseArgument]) throws(DatabaseError) -> [DatabaseRow] {
        let found = try base.rows(sql, arguments)
        counter.rows += found.count
        return found
    }
}
