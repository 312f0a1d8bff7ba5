// Customers: one per person, whichever way and channel they write from.

import HostAccess
import HostConversations
import HostCore
import HostStorage
import OrkestaModel
import Testing

let web = PluginID("web")
let whatsapp = PluginID("whatsapp")

extension TestHouse {
    /// The customer at an address, made if there is none.
    func customer(
        _ address: String,
        on channel: PluginID? = web,
        name: String? = nil,
        of tenant: TenantHandle? = nil
    ) async throws -> Customer {
        let channel = try #require(channel)
        let customers = Customers(tenant ?? self.tenant)
        return try await database.write { connection in
            try customers.resolve(
                channel: channel,
                address: address,
                name: name,
                at: noon,
                randomness: SystemRandomness(),
                in: connection
            )
        }
    }
}

struct CustomersTests {
    @Test func onePhoneIsOneCustomerOnAllChannels() async throws {
        try await TestHouse.with { house in
            let first = try await house.customer("5512345678", name: "Ana")
            let again = try await house.customer("+52 1 55 1234 5678")
            let other = try await house.customer("5215512345678", on: whatsapp, name: "Ana María")
            #expect(first.id == again.id && again.id == other.id)
            #expect(other.name == "Ana")
            #expect(first.shownNumber == "CUST-1")
            let count = try await house.database.read {
                try $0.row("SELECT COUNT(*) FROM customer_addresses")?.integer(0)
            }
            #expect(count == 2)
        }
    }

    @Test func anIdBelongsToItsChannelAndTenant() async throws {
        try await TestHouse.with { house in
            let one = try await house.customer("visitor-7")
            let two = try await house.customer("visitor-7", on: whatsapp)
            let three = try await house.customer("visitor-7", of: house.other)
            #expect(Set([one.id, two.id, three.id]).count == 3)
            #expect([one.number, two.number, three.number] == [1, 2, 1])
        }
    }

    @Test func learnsANameThatItLacked() async throws {
        try await TestHouse.with { house in
            _ = try await house.customer("visitor-7")
            _ = try await house.customer("visitor-7", name: "Ana")
            let customers = Customers(house.tenant)
            let found = try await house.database.read { try customers.find("cust-1", in: $0) }
            #expect(found?.name == "Ana")
            let byKey = try await house.database.read { try customers.find(found?.id.rawValue ?? "", in: $0) }
            #expect(byKey == found)
        }
    }

    @Test func othersCannotBeFound() async throws {
        try await TestHouse.with { house in
            let customer = try await house.customer("visitor-7")
            let strangers = Customers(house.other)
            let (found, context) = try await house.database.read { connection in
                (
                    [
                        try strangers.find(customer.id.rawValue, in: connection),
                        try strangers.find("CUST-1", in: connection),
                    ], try strangers.context(customer, in: connection)
                )
            }
            #expect(found == [nil, nil])
            #expect(context.conversations == 0)
        }
    }

    @Test func manyAtOnceMakeOneCustomer() async throws {
        try await TestHouse.with { house in
            let identifiers = try await withThrowingTaskGroup(of: CustomerID.self) { group in
                for _ in 0..<32 { group.addTask { try await house.customer("5512345678").id } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(identifiers.count == 1)
            let count = try await house.database.read { try $0.row("SELECT COUNT(*) FROM customers")?.integer(0) }
            #expect(count == 1)
        }
    }
}

extension CustomersTests {
    @Test func mergedCustomersAreOneUntilTheyArePartedAgain() async throws {
        try await TestHouse.with { house in
            let (ana, same) = (
                try await house.customer("ana", name: nil), try await house.customer("anita", name: "Ana")
            )
            let customers = Customers(house.tenant)
            let audit = { @Sendable (action: String, after: JSON) in
                AuditRecord(
                    id: AuditRecordID(at: noon, randomness: SystemRandomness()),
                    tenant: house.tenant.id,
                    actor: "luis",
                    action: action,
                    entityType: "customer",
                    entityID: same.id.rawValue,
                    after: after,
                    at: noon
                )
            }
            try await house.database.write { connection in
                try customers.setOptedOut(same.id, since: noon, at: noon, in: connection)
                try customers.merge(same.id, into: ana.id, at: noon, audit: audit, in: connection)
            }
            let merged = try await house.customer("anita")
            #expect(merged.id == ana.id)
            #expect(merged.name == "Ana")
            #expect(merged.optedOutAt == noon)
            await #expect(throws: Problem.self) {
                try await house.database.write { connection in
                    try customers.merge(same.id, into: ana.id, at: noon, audit: audit, in: connection)
                }
            }
            try await house.database.write { try customers.part(same.id, at: noon, audit: audit, in: $0) }
            #expect(try await house.customer("anita").id == same.id)
            #expect(try await house.customer("ana").id == ana.id)
            let actions = try await house.database.read { connection in
                try connection.rows("SELECT action FROM audit_logs ORDER BY id").map { try $0.text(0) }
            }
            #expect(Set(actions) == ["merge", "part"])
        }
    }
}
