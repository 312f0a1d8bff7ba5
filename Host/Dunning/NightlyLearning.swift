// Once a day, each collecting tenant's chance of late payment is learnt anew, and a
// test of hours that has its answer is ended.

public import HostCore
public import HostStorage
import HostTime
public import Logging
import OrkestaModel
public import ServiceLifecycle

/// The nightly work of tenants in real time; of others it is ``LearningSource``'s. Hosts
/// that share a database each look; a tenant that was just learnt waits a day.
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
        await repeatUntilShutdown {
            do {
                try await learnDue()
            } catch {
                log.error("collections that could learn cannot be listed", metadata: ["error": "\(error)"])
            }
            return Self.lookMilliseconds
        }
    }

    /// Lets the tenants learn whose day is over. What goes wrong with one is for the log,
    /// and the next look.
    public func learnDue() async throws {
        let now = clock.now()
        for tenant in try await due(at: now) {
            do {
                _ = try await Self.learn(tenant, at: now, on: database)
            } catch {
                log.error(
                    "collections could not learn",
                    metadata: ["tenant": "\(tenant.id)", "error": "\(error)"]
                )
            }
        }
    }

    /// Learns from a tenant's past at `now`, its time. Returns what came of it in plain
    /// words: `learnt` or `too_little`, and `experiment_ended`.
    static func learn(_ tenant: TenantHandle, at now: Timestamp, on database: any Database) async throws -> [String] {
        try await LatePayments(tenant).train(on: database, now: now)
        return try await database.write { connection in
            let experiments = HourExperiments(tenant)
            let wasRunning = try experiments.running(in: connection) != nil
            try experiments.endIfDecided(at: now, in: connection)
            let hasEnded = try wasRunning && experiments.running(in: connection) == nil
            let hasModel = try LatePayments(tenant).status(in: connection)["calibration"] != nil
            return [hasModel ? "learnt" : "too_little"] + (hasEnded ? ["experiment_ended"] : [])
        }
    }

    /// Tenants in real time that collect and were not learnt for a day.
    private func due(at now: Timestamp) async throws -> [TenantHandle] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT tenants.id FROM tenants
                LEFT JOIN late_payment_models ON late_payment_models.tenant_id = tenants.id
                WHERE tenants.dunning_enabled = 1 AND tenants.status IN ('active', 'trial')
                    AND tenants.simulated_now IS NULL
                    AND COALESCE(late_payment_models.trained_at, 0) <= ?
                ORDER BY tenants.id
                """,
                now.advanced(byMilliseconds: -Limits.lateModelMilliseconds)
            ).compactMap { row in
                guard let id = TenantID(try row.text(0)) else { return nil }
                return try TenantDirectory().handle(for: id, in: connection)
            }
        }
    }
}
