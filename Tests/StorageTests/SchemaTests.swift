// The schema: it applies, once, and a newer one is refused.

import HostCore
import StorageHarness
import Testing

@testable import HostStorage

@Suite struct SchemaTests {
    @Test(arguments: Engine.allCases) func appliesOnce(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await SchemaMigrator().migrate(database, at: moment)
            let first = try await count("schema_migrations", in: database)
            _ = try await addTenant("acme", to: database)
            try await SchemaMigrator().migrate(database, at: moment)
            #expect(try await count("schema_migrations", in: database) == first)
            #expect(first > 0)
            #expect(try await count("tenants", in: database) == 1)
        }
    }

    @Test(arguments: Engine.allCases) func refusesANewerSchema(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            try await database.write { connection in
                try connection.execute("INSERT INTO schema_migrations VALUES (999, 'of the future', ?)", moment)
            }
            let problem = await #expect(throws: Problem.self) {
                try await SchemaMigrator().migrate(database, at: moment)
            }
            #expect(problem?.kind == .conflict)
            #expect(problem?.detail.contains("999") == true)
        }
    }

    /// The inbox of the released schema is built anew: its rows stay, still only once each.
    @Test(arguments: Engine.allCases) func anOlderHousesInboxIsKept(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await SchemaMigrator(migrations: Array(Migration.all.prefix(1))).migrate(database, at: moment)
            _ = try await addTenant("acme", to: database)
            let insert = """
                INSERT INTO inbox (id, tenant_id, channel, address, provider_message_id, kind, body, body_hash, state,
                    available_at, received_at)
                VALUES (?, 'acme', 'web', 'ana', ?, ?, '{}', 'hash', 'pending', 1, 1)
                """
            try await database.write { connection in
                try connection.execute(insert, "a", "m1", "message")
                try connection.execute(insert, "b", "t1", "timer")
            }
            try await SchemaMigrator().migrate(database, at: moment)
            try await database.write { _ = try $0.execute(insert, "c", "e1", "event") }
            let kinds = try await database.read { connection in
                try connection.rows("SELECT kind FROM inbox ORDER BY id").map { try $0.text(0) }
            }
            #expect(kinds == ["message", "timer", "event"])
            for (id, message, kind) in [("d", "m1", "message"), ("e", "x1", "nonsense")] {
                await #expect(throws: DatabaseError.self, "\(message) \(kind)") {
                    try await database.write { _ = try $0.execute(insert, id, message, kind) }
                }
            }
        }
    }

    /// When money of the past came, the ledger knows, also where a refund or a dispute
    /// changed the payment later.
    @Test(arguments: Engine.allCases) func paymentsOfAnOlderHouseKeepTheirDay(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            let released = Migration.all.filter { $0.version < 15 }
            try await SchemaMigrator(migrations: released).migrate(database, at: moment)
            _ = try await addTenant("acme", to: database)
            try await database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO customers (id, tenant_id, number, created_at, updated_at)
                    VALUES ('c', 'acme', 1, 1, 1)
                    """
                )
                try connection.execute(
                    """
                    INSERT INTO invoices (id, tenant_id, number, customer_id, amount_minor, currency, due_at, status,
                        created_at) VALUES ('i', 'acme', 1, 'c', 100, 'MXN', 1, 'refunded', 1)
                    """
                )
                for (id, state) in [("booked", "refunded"), ("unbooked", "succeeded"), ("open", "pending")] {
                    try connection.execute(
                        """
                        INSERT INTO payments (id, tenant_id, invoice_id, provider, amount_minor, currency, state,
                            created_at, updated_at) VALUES (?, 'acme', 'i', 'sandbox', 100, 'MXN', ?, 1, 9)
                        """,
                        id,
                        state
                    )
                }
                for (effect, account, at) in [
                    ("captured", "cash", 3), ("captured", "receivable", 3), ("refund", "cash", 9),
                ]
                    as [(String, String, Int64)]
                {
                    try connection.execute(
                        """
                        INSERT INTO ledger_entries (tenant_id, effect, account, invoice_id, payment_id, customer_id,
                            amount_minor, currency, at) VALUES ('acme', ?, ?, 'i', 'booked', 'c', 100, 'MXN', ?)
                        """,
                        "payment:booked:\(effect)",
                        account,
                        at
                    )
                }
            }
            try await SchemaMigrator().migrate(database, at: moment)
            let arrived = try await database.read { connection in
                try connection.rows("SELECT arrived_at FROM payments ORDER BY id").map { $0.optionalInteger(0) }
            }
            #expect(arrived == [3, nil, 9], "booked, open, unbooked")
        }
    }

    /// Mobiles of Brazil that were kept without their ninth digit get it, but for those whose
    /// customer is known under both; other numbers stay.
    @Test(arguments: Engine.allCases) func numbersOfAnOlderHouseAreDialled(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            let released = Migration.all.filter { $0.version < 22 }
            try await SchemaMigrator(migrations: released).migrate(database, at: moment)
            _ = try await addTenant("acme", to: database)
            let numbers = [
                "+553188887777", "+551132654321", "+525512345678", "+552177776666", "+5521977776666", "ana@b.mx",
            ]
            try await database.write { connection in
                for (place, number) in numbers.enumerated() {
                    try connection.execute(
                        """
                        INSERT INTO customers (id, tenant_id, number, created_at, updated_at)
                        VALUES (?, 'acme', ?, 1, 1)
                        """,
                        "c\(place)",
                        place
                    )
                    try connection.execute(
                        "INSERT INTO customer_addresses VALUES ('acme', 'sms', ?, ?, 1)",
                        number,
                        "c\(place)"
                    )
                    try connection.execute(
                        """
                        INSERT INTO conversations (id, tenant_id, customer_id, channel, address, state, created_at,
                            updated_at) VALUES (?, 'acme', ?, 'sms', ?, 'active', 1, 1)
                        """,
                        "d\(place)",
                        "c\(place)",
                        number
                    )
                }
                try connection.execute(
                    """
                    INSERT INTO inbox (id, tenant_id, channel, address, provider_message_id, kind, body, body_hash,
                        state, available_at, received_at)
                    VALUES ('i', 'acme', 'sms', ?, 'm1', 'message', '{}', 'hash', 'pending', 1, 1)
                    """,
                    numbers[0]
                )
            }
            try await SchemaMigrator().migrate(database, at: moment)
            let expected = ["+5531988887777"] + numbers.dropFirst()
            for (table, order) in [("customer_addresses", "customer_id"), ("conversations", "id")] {
                let found = try await database.read { connection in
                    try connection.rows("SELECT address FROM \(table) ORDER BY \(order)").map { try $0.text(0) }
                }
                #expect(found == expected, "\(table)")
            }
            let waits = try await database.read { try $0.row("SELECT address FROM inbox")?.text(0) }
            #expect(waits == expected.first)
        }
    }

    /// What a person of an older house took without an end is theirs still; what only waits
    /// for one is nobody's.
    @Test(arguments: Engine.allCases) func conversationsOfAnOlderHouseKeepTheirPersons(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            let released = Migration.all.filter { $0.version < 19 }
            try await SchemaMigrator(migrations: released).migrate(database, at: moment)
            _ = try await addTenant("acme", to: database)
            try await database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO customers (id, tenant_id, number, created_at, updated_at)
                    VALUES ('c', 'acme', 1, 1, 1)
                    """
                )
                for id in ["ends", "taken", "given", "waits"] {
                    try connection.execute(
                        """
                        INSERT INTO conversations (id, tenant_id, customer_id, channel, address, state, created_at,
                            updated_at) VALUES (?, 'acme', 'c', 'web', ?, 'paused', 1, 1)
                        """,
                        id,
                        id
                    )
                }
                try connection.execute("INSERT INTO hand_offs VALUES ('ends', 'acme', 5, 6)")
                for (id, entity, type) in [
                    ("1", "taken", "taken"), ("2", "given", "taken"), ("3", "given", "given_back"),
                    ("4", "taken", "message"),
                ] {
                    try connection.execute(
                        """
                        INSERT INTO events (id, tenant_id, type, entity_id, data, at)
                        VALUES (?, 'acme', ?, ?, '{}', 1)
                        """,
                        id,
                        "conversation.\(type)",
                        entity
                    )
                }
            }
            try await SchemaMigrator().migrate(database, at: moment)
            let kept = try await database.read { connection in
                try connection.rows("SELECT conversation_id, due_at FROM hand_offs WHERE person = '' ORDER BY 1")
                    .map { try "\($0.text(0)) \($0.optionalInteger(1) ?? 0)" }
            }
            #expect(kept == ["ends 6", "taken 0"])
        }
    }
}
