// Removes what has been kept long enough, in small bites.

import HostCommerce
import HostConversations
public import HostCore
import HostInbox
import HostOutbox
import HostPayments
public import HostStorage
public import HostTime
public import Logging
import OrkestaModel
public import ServiceLifecycle

/// Prunes inbox, outbox, webhooks in and out, turns, events, files, old answers and holds that ended, once an
/// hour, and records it.
public struct Retention: Service {
    private static let intervalMilliseconds: Int64 = 3_600_000
    /// Bites of one table in one run: the rest is for the next run.
    private static let batchesMax = 1_000

    private let database: any Database
    private let clocks: TenantClocks
    private let clock: any Clock
    private let log: Logger

    public init(database: any Database, clocks: TenantClocks, clock: any Clock = SystemClock(), log: Logger) {
        self.database = database
        self.clocks = clocks
        self.clock = clock
        self.log = log
    }

    public func run() async throws {
        await repeatUntilShutdown {
            do {
                try await prune()
            } catch {
                log.error("old rows could not be removed", metadata: ["error": "\(error)"])
            }
            return Self.intervalMilliseconds
        }
    }

    /// One run: the rows removed, by table.
    @discardableResult
    public func prune() async throws -> [String: Int] {
        let now = clock.now()
        var removed: [String: Int] = [:]
        removed["inbox"] = try await bites { connection in
            let before = days(Limits.inboxDaysKept, before: now)
            return try InboxLeases.prune(before: before, limit: Limits.pruneBatchMax, in: connection)
        }
        removed["outbox"] = try await bites { connection in
            let before = days(Limits.outboxDaysKept, before: now)
            return try OutboxLeases.prune(before: before, limit: Limits.pruneBatchMax, in: connection)
        }
        removed["early_receipts"] = try await bites { connection in
            let before = days(Limits.earlyReceiptDaysKept, before: now)
            return try DeliveryReceipts.prune(before: before, limit: Limits.pruneBatchMax, in: connection)
        }
        removed["attachments"] = try await bites { connection in
            let before = days(Limits.mediaDaysKept, before: now)
            return try Attachments.prune(before: before, limit: Limits.pruneBatchMax, in: connection)
        }
        removed["conversation_leases"] = try await database.write { connection in
            try ConversationLeases.prune(before: days(1, before: now), in: connection)
        }
        removed["idempotent_requests"] = try await bites { connection in
            try connection.execute(
                """
                DELETE FROM idempotent_requests WHERE (tenant_id, route, key) IN (
                    SELECT tenant_id, route, key FROM idempotent_requests WHERE created_at < ? LIMIT ?
                )
                """,
                days(Limits.idempotencyDaysKept, before: now),
                Limits.pruneBatchMax
            )
        }
        removed["webhook_deliveries"] = try await bites { connection in
            let before = days(Limits.deliveryDaysKept, before: now)
            return try Deliveries.prune(before: before, limit: Limits.pruneBatchMax, in: connection)
        }
        // Traces and events carry their tenant's time, which may be simulated.
        var after: TenantID?
        while true {
            let last = after
            let tenants = try await database.read { try TenantDirectory().list(after: last, in: $0) }
            for tenant in tenants { try await prune(tenant, into: &removed) }
            guard let end = tenants.last else { break }
            after = end.id
        }
        try await record(removed, at: now)
        return removed
    }

    private func prune(_ tenant: Tenant, into removed: inout [String: Int]) async throws {
        let now = clocks.clock(for: tenant).now()
        removed["stock_holds", default: 0] += try await database.write { connection in
            try StockHolds(TenantDirectory().handle(for: tenant.id, in: connection)).prune(at: now, in: connection)
        }
        removed["advertising_rests", default: 0] += try await database.write { connection in
            try AdvertisingRests(TenantDirectory().handle(for: tenant.id, in: connection))
                .prune(before: days(Limits.advertisingDaysKept, before: now), in: connection)
        }
        let before = days(Limits.webhookDaysKept, before: clock.now())
        removed["webhooks", default: 0] += try await bites { connection in
            try Webhooks(TenantDirectory().handle(for: tenant.id, in: connection))
                .prune(before: before, limit: Limits.pruneBatchMax, in: connection)
        }
        let tables = [
            ("turns", "finished_at", Limits.traceDaysKept), ("events", "at", Limits.eventDaysKept),
            ("media", "used_at", Limits.mediaDaysKept),
        ]
        for (table, column, kept) in tables {
            removed[table, default: 0] += try await bites { connection in
                try connection.execute(
                    """
                    DELETE FROM \(table) WHERE id IN (
                        SELECT id FROM \(table) WHERE tenant_id = ? AND \(column) < ? LIMIT ?
                    )
                    """,
                    tenant.id,
                    days(kept, before: now),
                    Limits.pruneBatchMax
                )
            }
        }
    }

    private func bites(_ bite: @escaping @Sendable (any DatabaseConnection) throws -> Int) async throws -> Int {
        var total = 0
        for _ in 0..<Self.batchesMax {
            let removed = try await database.write(bite)
            total += removed
            if removed < Limits.pruneBatchMax { break }
        }
        return total
    }

    private func record(_ removed: [String: Int], at now: Timestamp) async throws {
        let counts = JSON.object(removed.mapValues { .integer(Int64($0)) })
        let id = Identifier<RetentionRunKind>(at: now, randomness: SystemRandomness())
        try await database.write { connection in
            try connection.execute("INSERT INTO retention_runs (id, at, removed) VALUES (?, ?, ?)", id, now, counts)
        }
    }
}

private enum RetentionRunKind {}

private func days(_ days: Int64, before moment: Timestamp) -> Timestamp {
    moment.advanced(bySeconds: -days * 86_400)
}
