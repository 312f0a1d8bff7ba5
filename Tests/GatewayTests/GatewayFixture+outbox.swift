// Messages of alpha's that wait to be sent, or were given up.

import HostCore
import HostGateway
import HostOutbox
import HostStorage
import OrkestaModel
import Testing

extension GatewayFixture {
    /// The key of the message ``waiting(_:in:messageID:sequence:)`` with this number.
    static func outboxKey(_ number: Int) -> String {
        "01a20a47-0000-7000-8000-\(String(1_000_000_000_000 + number).dropFirst())"
    }

    static func waiting(
        _ number: Int,
        in conversation: String = "c1",
        messageID: String = "m1",
        sequence: Int64 = 1
    ) throws -> OutboxItem {
        OutboxItem(
            id: OutboxItemID(outboxKey(number)),
            tenant: try #require(TenantID("alpha")),
            channel: try #require(PluginID("web")),
            address: "ana",
            conversationID: ConversationID(conversation),
            messageID: MessageID(messageID),
            sequence: sequence,
            reply: ["type": "text", "text": "hola"],
            locale: nil,
            createdAt: Timestamp(milliseconds: 1)
        )
    }

    /// Puts a message into the outbox that was given up for `reason`.
    func bury(_ item: OutboxItem, because reason: String) async throws {
        // Leased for so long that nobody takes it up meanwhile.
        let (owner, now) = ("nobody", Timestamp(milliseconds: 4_000_000_000_000))
        try await services.database.write { connection in
            let tenant = try TenantDirectory().handle(for: item.tenant, in: connection)
            _ = try Outbox(tenant).enqueue([item], environment: .sandbox, leaseOwner: owner, now: now, in: connection)
            try connection.execute(
                "UPDATE outbox SET state = 'dead', lease_owner = NULL, last_error = ? WHERE id = ?",
                reason,
                item.id
            )
        }
    }
}
