// Whatever has a customer's key changes hands when two customers become one, or stands
// on a list that says why it does not.

import HostCore
import HostStorage
import OrkestaModel
import Testing

@testable import HostConversations

struct CustomerBelongingTests {
    /// Columns with a customer's key that no merge changes, and why.
    private static let exceptions = [
        "customer_merges.merged_id": "who was merged into whom: what a customer is now is read from it",
        "customer_merges.into_id": "who was merged into whom: what a customer is now is read from it",
        "customer_partings.parted_id": "what a person said of two customers, not what is theirs",
        "customer_partings.from_id": "what a person said of two customers, not what is theirs",
        "ledger_entries.customer_id": "nothing in the ledger is ever changed: Credits reads through the merge",
        "credit_accounts.customer_id": "a lock that holds nothing: Credits takes those of the whole family",
        "reminder_requests.customer_id": "one wish for both: joined by the merge, and not parted again",
    ]

    @Test func everyKeyOfACustomerIsMovedOrExcepted() async throws {
        try await TestHouse.with { house in
            let outline = try await house.database.read { try SchemaOutline(in: $0) }
            let keys = Set(
                outline.tables.flatMap { table in
                    table.columns.filter { $0.hasSuffix("customer_id") || table.references[$0] == "customers" }
                        .map { "\(table.name).\($0)" }
                }
            )
            let moved = Set(CustomerBelonging.all.map { "\($0.table).customer_id" })
            let excepted = Set(Self.exceptions.keys)
            #expect(keys.contains("invoices.customer_id"), "the schema is walked")
            #expect(keys.subtracting(moved).subtracting(excepted) == [], "left behind by a merge")
            #expect(moved.union(excepted).subtracting(keys) == [], "there is no such column")
            #expect(moved.intersection(excepted) == [], "both moved and excepted")
        }
    }

    /// The columns that name a row are there, in every table.
    @Test func whatIsMovedIsGivenBack() async throws {
        try await TestHouse.with { house in
            let (one, two) = (try await house.customer("ana").id, try await house.customer("anita").id)
            let tenant = house.tenant
            let moved = try await house.database.write { connection in
                try CustomerBelonging.all.filter { belonging in
                    let names = try belonging.move(from: one, to: two, of: tenant, in: connection)
                    let nobodys = JSON.array([.array(belonging.key.map { _ in .string("nobody's") })])
                    try belonging.giveBack(names ?? nobodys, from: two, to: one, of: tenant, in: connection)
                    return names != nil
                }
            }
            #expect(moved.map(\.table) == ["customer_addresses"])
            #expect(try await house.customer("ana").id == one)
        }
    }
}
