// Merges of merges, undone in any order, and whom no provider's word joins again.

import HostAccess
import HostConversations
import HostCore
import HostInbox
import HostStorage
import OrkestaModel
import Testing

struct MergeTests {
    /// Ana was merged into Beto, and Beto into Carla: each comes out with what was theirs.
    @Test(arguments: [["ana", "beto"], ["beto", "ana"]])
    func aMergeOfAMergeIsUndoneInAnyOrder(_ order: [String]) async throws {
        try await TestHouse.with { house in
            let ids = try await house.people()
            try await house.merge("ana", into: "beto", ids)
            try await house.merge("beto", into: "carla", ids)
            #expect(try await house.owners() == ["ana": "carla", "beto": "carla", "carla": "carla"])
            try await house.part(try #require(order.first), ids)
            let isAnaFirst = order.first == "ana"
            #expect(
                try await house.owners()
                    == ["ana": isAnaFirst ? "ana" : "beto", "beto": isAnaFirst ? "carla" : "beto", "carla": "carla"]
            )
            try await house.part(try #require(order.last), ids)
            #expect(try await house.owners() == ["ana": "ana", "beto": "beto", "carla": "carla"])
            // Parted, they can be merged again, and parted again.
            try await house.merge("ana", into: "carla", ids)
            #expect(try await house.owners() == ["ana": "carla", "beto": "beto", "carla": "carla"])
            try await house.part("ana", ids)
            #expect(try await house.owners() == ["ana": "ana", "beto": "beto", "carla": "carla"])
        }
    }

    /// Who was merged is named by whom they are now.
    @Test func whoIsMergedIsWhoStays() async throws {
        try await TestHouse.with { house in
            let ids = try await house.people()
            try await house.merge("ana", into: "beto", ids)
            try await house.merge("beto", into: "carla", ids)
            let customers = Customers(house.tenant)
            let ana = try #require(ids["ana"])
            let (now, family) = try await house.database.read { connection in
                (try customers.current("CUST-1", in: connection), try customers.family(of: ana, in: connection))
            }
            #expect(now?.id == ids["carla"])
            #expect(family.current == ids["carla"] && Set(family.everybody) == Set(ids.values))
            for (merged, target, field) in [("ana", "carla", "customer_id"), ("carla", "beto", "into")] {
                let problem = await #expect(throws: Problem.self) { try await house.merge(merged, into: target, ids) }
                #expect(problem?.kind == .conflict && problem?.field == field)
                #expect(problem?.remedy.contains("CUST-3") == true, "\(String(describing: problem))")
            }
            try await house.part("beto", ids)
            try await house.part("ana", ids)
            let problem = await #expect(throws: Problem.self) { try await house.part("ana", ids) }
            #expect(problem?.kind == .conflict)
        }
    }

    /// Every message of WhatsApp tells number and id: that undoes nobody's decision.
    @Test func whoWasPartedIsNotJoinedByAMessage() async throws {
        try await TestHouse.with { house in
            let (number, id) = ("+525512345678", "MX.134")
            try await house.hear(number, alias: nil)
            try await house.hear(id, alias: nil)
            try await house.hear(number, alias: id)
            #expect(try await house.owners() == [number: "CUST-1", id: "CUST-1"])
            try await house.part("CUST-2", try await house.ids())
            for _ in 1...2 { try await house.hear(number, alias: id) }
            #expect(try await house.owners() == [number: "CUST-1", id: "CUST-2"])
            // Nor when one of them has become part of somebody else.
            try await house.hear("+525587654321", alias: nil)
            try await house.merge("CUST-1", into: "CUST-3", try await house.ids())
            try await house.hear(number, alias: id)
            #expect(try await house.owners() == [number: "CUST-3", id: "CUST-2", "+525587654321": "CUST-3"])
            // A person's word counts, and messages follow it.
            try await house.merge("CUST-2", into: "CUST-3", try await house.ids())
            try await house.hear(number, alias: id)
            #expect(try await house.owners() == [number: "CUST-3", id: "CUST-3", "+525587654321": "CUST-3"])
        }
    }
}

extension TestHouse {
    /// Three customers who write from the addresses that they are called by.
    fileprivate func people() async throws -> [String: CustomerID] {
        var ids: [String: CustomerID] = [:]
        for name in ["ana", "beto", "carla"] { ids[name] = try await customer(name, name: name).id }
        return ids
    }

    /// By number.
    fileprivate func ids() async throws -> [String: CustomerID] {
        let customers = try await database.read { [tenant] connection in
            try (1...3).compactMap { try Customers(tenant).find("CUST-\($0)", in: connection) }
        }
        return Dictionary(uniqueKeysWithValues: customers.map { ($0.shownNumber, $0.id) })
    }

    /// By address: whose it is, on all channels, by name or else by number.
    fileprivate func owners() async throws -> [String: String] {
        let rows = try await database.read { [tenant] connection in
            try connection.rows(
                """
                SELECT customer_addresses.address, customers.name, customers.number FROM customer_addresses
                JOIN customers ON customers.id = customer_addresses.customer_id
                WHERE customer_addresses.tenant_id = ?
                """,
                tenant.id
            ).map { row in (try row.text(0), try row.optionalText(1) ?? "CUST-\(row.integer(2))") }
        }
        return Dictionary(rows, uniquingKeysWith: { first, second in first == second ? first : "\(first), \(second)" })
    }

    /// A message comes by WhatsApp.
    fileprivate func hear(_ address: String, alias: String?) async throws {
        let whatsapp = try #require(PluginID("whatsapp"))
        let message = InboundMessage(
            messageID: "m",
            address: address,
            name: nil,
            locale: nil,
            text: "hola",
            phone: Address.isPhone(address) ? address : nil,
            alias: alias
        )
        try await database.write { [tenant] connection in
            let customers = Customers(tenant)
            _ = try customers.resolve(
                channel: whatsapp,
                address: address,
                at: noon,
                randomness: SystemRandomness(),
                in: connection
            )
            try customers.recognize(
                message,
                channel: whatsapp,
                at: noon,
                randomness: SystemRandomness(),
                in: connection
            )
        }
    }

    fileprivate func merge(_ merged: String, into target: String, _ ids: [String: CustomerID]) async throws {
        let (from, to) = (try #require(ids[merged]), try #require(ids[target]))
        let audit = audit(from)
        try await database.write { [tenant] connection in
            try Customers(tenant).merge(from, into: to, at: noon, audit: audit, in: connection)
        }
    }

    fileprivate func part(_ merged: String, _ ids: [String: CustomerID]) async throws {
        let customer = try #require(ids[merged])
        let audit = audit(customer)
        try await database.write { [tenant] connection in
            try Customers(tenant).part(customer, at: noon, audit: audit, in: connection)
        }
    }

    private func audit(_ customer: CustomerID) -> @Sendable (String, JSON) -> AuditRecord {
        { [id = tenant.id] action, after in
            AuditRecord(
                id: AuditRecordID(at: noon, randomness: SystemRandomness()),
                tenant: id,
                actor: "luis",
                action: action,
                entityType: "customer",
                entityID: customer.rawValue,
                after: after,
                at: noon
            )
        }
    }
}
