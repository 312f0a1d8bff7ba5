// The audit log: rows with their act, differences, pages, tenants apart.

import HostAccess
import HostCore
import HostStorage
import OrkestaModel
import Testing

@Suite struct AuditTests {
    private func record(_ number: Int, _ tenant: TenantID?, before: JSON? = nil, after: JSON? = nil) -> AuditRecord {
        AuditRecord(
            id: AuditRecordID("r\(number)"),
            tenant: tenant,
            actor: "key-1",
            agent: PluginID("catalog"),
            action: "item.update",
            entityType: "item",
            entityID: "sku-1",
            before: before,
            after: after,
            ipAddress: "127.0.0.1",
            userAgent: "curl/8",
            at: moment.advanced(byMilliseconds: Int64(number / 2))
        )
    }

    @Test func onlyWhatChangedIsKept() async throws {
        try await Fixture.with { fixture in
            let written = record(
                0,
                fixture.acme.id,
                before: ["price": 1, "name": "a", "old": true],
                after: ["price": 2, "name": "a", "new": .null]
            )
            try await fixture.database.write { try AuditLog.record(written, in: $0) }
            let found = try await fixture.database.read { try AuditLog.list(of: nil, in: $0) }
            #expect(found == [written])
            #expect(written.diff == ["before": ["price": 1, "old": true], "after": ["price": 2, "new": .null]])
            #expect(record(1, nil, after: ["a": 1]).diff == ["before": .null, "after": ["a": 1]])
        }
    }

    @Test func aRecordGoesWithItsAct() async throws {
        try await Fixture.with { fixture in
            let (written, acme) = (record(0, fixture.acme.id), fixture.acme)
            await #expect(throws: DatabaseError.self) {
                try await fixture.database.write { connection in
                    try AuditLog.record(written, in: connection)
                    try connection.execute("UPDATE tenants SET status = 'odd' WHERE id = ?", acme.id)
                }
            }
            let found = try await fixture.database.read { try AuditLog.list(of: nil, in: $0) }
            #expect(found.isEmpty)
        }
    }

    @Test func pagesGoFromNewToOldWithinATenant() async throws {
        try await Fixture.with { fixture in
            let (database, acme, other) = (fixture.database, fixture.acme, fixture.other)
            let records = (0..<6).map { record($0, $0 == 3 ? other.id : acme.id) }
            try await database.write { connection in
                for record in records { try AuditLog.record(record, in: connection) }
            }
            let pages = try await database.read { connection in
                let first = try AuditLog.list(of: acme, limit: 3, in: connection)
                return [
                    first, try AuditLog.list(of: acme, before: first.last?.id, limit: 3, in: connection),
                    try AuditLog.list(of: other, in: connection), try AuditLog.list(of: nil, in: connection),
                ]
            }
            let ids = pages.map { $0.map(\.id.rawValue) }
            #expect(ids == [["r5", "r4", "r2"], ["r1", "r0"], ["r3"], ["r5", "r4", "r3", "r2", "r1", "r0"]])
        }
    }
}
