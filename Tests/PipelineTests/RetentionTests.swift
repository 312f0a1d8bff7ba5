// What is kept for a time goes when that is over, in bites, and the run is recorded.

import HostCore
import HostStorage
import HostTime
import HostTurns
import Logging
import OrkestaModel
import Testing

@Suite struct RetentionTests {
    @Test func oldAnswersGoInBitesAndNewOnesStay() async throws {
        try await withDatabase { database, tenant in
            let now = SystemClock().now()
            let old = now.advanced(bySeconds: -(Limits.idempotencyDaysKept + 1) * 86_400)
            let count = Limits.pruneBatchMax + 200
            try await database.write { connection in
                let insert = """
                    INSERT INTO idempotent_requests (tenant_id, route, key, fingerprint, created_at)
                    VALUES (?, 'POST /api/quotes', ?, 'f', ?)
                    """
                for number in 0..<count { try connection.execute(insert, tenant.id, "old-\(number)", old) }
                try connection.execute(insert, tenant.id, "new", now)
            }
            let clocks = TenantClocks(database: database)
            let retention = Retention(database: database, clocks: clocks, log: Logger(label: "retention"))
            let removed = try await retention.prune()
            #expect(removed["idempotent_requests"] == count)
            let rest = try await database.read { connection in
                try connection.rows("SELECT key FROM idempotent_requests").map { try $0.text(0) }
            }
            #expect(rest == ["new"])
            let runs = try await database.read { try $0.rows("SELECT removed FROM retention_runs") }
            #expect(try runs.map { try $0.json(0)["idempotent_requests"] } == [.integer(Int64(count))])
        }
    }
}
