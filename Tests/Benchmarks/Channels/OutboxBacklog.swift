// Messages that wait in a host's outbox when it starts, as after an evening's
// campaign: written by the host's own stages, between two of its lives.

import HostConversations
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostStorageSQLite
import HostTime
import OrkestaModel

/// Fills the outbox of a stopped host.
struct OutboxBacklog {
    /// Conversations made in one transaction.
    private static let batch = 500

    let database: String
    let tenant: String
    /// Customers who wrote a moment ago, each with a conversation.
    let customers: Int
    /// Messages to the first so many customers; one to each of the others.
    let favourites: (customers: Int, messages: Int)

    /// How many messages it writes.
    var count: Int { customers - favourites.customers + favourites.customers * favourites.messages }

    func write() async throws {
        let database = try SQLiteDatabase(path: database)
        for first in stride(from: 0, to: customers, by: Self.batch) {
            let numbers = first..<min(first + Self.batch, customers)
            try await database.write { connection in
                let handle = try TenantDirectory().handle(for: required(TenantID(tenant)), in: connection)
                for number in numbers { try write(number, of: handle, in: connection) }
            }
        }
        try await database.close()
    }

    /// Two minutes ago, so that a lease of that time has run out.
    private func write(_ number: Int, of tenant: TenantHandle, in connection: any DatabaseConnection) throws {
        let channel = try required(PluginID("whatsapp"))
        let (at, randomness) = (SystemClock().now().advanced(bySeconds: -120), SystemRandomness())
        let address = "+52155\(10_000_000 + number)"
        let customer = try Customers(tenant)
            .resolve(channel: channel, address: address, at: at, randomness: randomness, in: connection)
        let conversation = try Conversations(tenant)
            .open(
                channel: channel,
                address: address,
                customer: customer,
                at: at,
                randomness: randomness,
                in: connection
            )
        let count = number < favourites.customers ? favourites.messages : 1
        let said = (0...count).map { place in
            let text = place == 0 ? "¿Qué ofertas hay?" : "Oferta \(place) de hoy: martillo de uña a $189.00"
            return MessageDraft(
                id: MessageID(at: at, randomness: randomness),
                role: place == 0 ? .user : .assistant,
                content: .text(text),
                at: at
            )
        }
        let messages = try Conversations(tenant).append(said, to: conversation.id, at: at, in: connection)
        let items = messages.dropFirst().map { message in
            OutboxItem(
                id: OutboxItemID(at: at, randomness: randomness),
                tenant: tenant.id,
                channel: channel,
                address: conversation.address,
                conversationID: conversation.id,
                messageID: message.id,
                sequence: message.sequence,
                reply: message.content.json,
                locale: "es",
                createdAt: at
            )
        }
        _ = try Outbox(tenant)
            .enqueue(items, environment: .sandbox, leaseOwner: "benchmark", now: at, in: connection)
    }

    private func required<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw BenchmarkFailure("an identifier is none") }
        return value
    }
}
