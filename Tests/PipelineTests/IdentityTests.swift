// One person under several names, and several persons under one: what is said to whom
// after customers were merged and parted.

import HostAccess
import HostConversations
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Testing

@Suite struct IdentityTests {
    /// What waits for one of two who are one now heeds what the other one wants.
    @Test func whoIsMergedIsOptedOutWithTheOther() async throws {
        try await withDatabase { database, tenant in
            let claimed = try await database.write { connection in
                let now = SystemClock().now()
                let customers = Customers(tenant)
                let (ana, beto) = (
                    try resolve("+525512345678", of: tenant, at: now, in: connection),
                    try resolve("+525587654321", of: tenant, at: now, in: connection)
                )
                let conversation = try Conversations(tenant).open(
                    channel: .whatsapp,
                    address: "+525512345678",
                    customer: ana,
                    at: now,
                    randomness: SystemRandomness(),
                    in: connection
                )
                let item = OutboxItem(
                    id: OutboxItemID(at: now, randomness: SystemRandomness()),
                    tenant: tenant.id,
                    channel: .whatsapp,
                    address: conversation.address,
                    conversationID: conversation.id,
                    messageID: MessageID(at: now, randomness: SystemRandomness()),
                    sequence: 1,
                    reply: Reply.text("¿Sigues ahí?").json,
                    locale: "es",
                    sendGuard: .customerOptedOut(ana.id),
                    createdAt: now
                )
                _ = try Outbox(tenant)
                    .enqueue([item], environment: .sandbox, leaseOwner: "node", now: now, in: connection)
                try customers.setOptedOut(beto.id, since: now, at: now, in: connection)
                try customers.merge(ana.id, into: beto.id, at: now, audit: audit(ana.id), in: connection)
                return try OutboxLeases(owner: "node").claim(limit: 9, now: now, in: connection).items
            }
            #expect(claimed.isEmpty)
            let states = try await database.read { try $0.rows("SELECT state FROM outbox").map { try $0.text(0) } }
            #expect(states == ["cancelled"])
        }
    }

    private func resolve(
        _ number: String,
        of tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Customer {
        try Customers(tenant).resolve(
            channel: .whatsapp,
            address: number,
            at: moment,
            randomness: SystemRandomness(),
            in: connection
        )
    }

    /// Of what a person does.
    private func audit(_ customer: CustomerID) -> @Sendable (String, JSON) -> AuditRecord {
        { action, after in
            AuditRecord(
                id: AuditRecordID(at: SystemClock().now(), randomness: SystemRandomness()),
                tenant: TenantID("shop"),
                actor: "luis",
                action: action,
                entityType: "customer",
                entityID: customer.rawValue,
                after: after,
                at: SystemClock().now()
            )
        }
    }
}
