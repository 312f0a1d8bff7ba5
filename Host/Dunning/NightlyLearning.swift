// Once a day, each collecting tenant's chance of late payment is learnt anew, and a
// test of hours that has its answer is ended.

public import HostCore
public import HostStorage
import HostTime
public import Logging
import OrkestaModel
public import ServiceLifecycle

/// The nightly work. Hosts that share a database each look; a tenant that was just
/// learnt waits a day.
public struct NightlyLearning: Service {
    private static let lookMilliseconds: Int64 = 3_600_000

    private let database: any Database
    private let clock: any Clock
    private let log: Logger

    public init(database: any Database, clock: any Clock, log: Logger) {
        self.database = database
        self.clock = clock
        self.log = log
    }

    public func run() async throws {
        await repeatUntilShutdown { await round() }
    }

    private func round() async -> Int64 {
        do {
            for (tenant, now) in try await due() {
                try await LatePayments(tenant).train(on: database, now: now)
                try await database.write { try HourExperiments(tenant).endIfDecided(at: now, in: $0) }
            }
        } catch {
            log.error("collections could not learn", metadata: ["error": "\(error)"])
        }
        return Self.lookMilliseconds
    }

    /// Tenants that collect and were not learnt for a day of their own time.
    private func due() async throws -> [(TenantHandle, Timestamp)] {
        let now = clock.now()
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT tenants.id, tenants.simulated_now FROM tenants
                LEFT JOIN late_payment_models ON late_payment_models.tenant_id = tenants.id
                WHERE tenants.dunning_enabled = 1 AND tenants.status IN ('active', 'trial')
                    AND COALESCE(late_payment_models.trained_at, 0)
                        <= COALESCE(tenants.simulated_now, ?) - \(Limits.lateModelMilliseconds)
                ORDER BY tenants.id
                """,
                now
            ).compactMap { row in
                guard let id = TenantID(try row.text(0)) else { return nil }
                return (try TenantDirectory().handle(for: id, in: connection), row.optionalTimestamp(1) ?? now)
            }
        }
    }
}
