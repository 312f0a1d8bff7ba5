// The crash drill: customers write without pause while the host is killed again
// and again, and then its histories are compared with what it acknowledged.

import FoundationEssentials
import HostNet
import OrkestaModel
import Synchronization
public import TestHarness

/// How a drill goes.
public struct CrashDrillPlan: Sendable {
    /// The host; a data folder of its own unless said otherwise.
    public var host = HostProcess.Configuration()
    /// Hosts on one database; more than one share a PostgreSQL of their own.
    public var hosts = 1
    /// Restarts of that PostgreSQL, among the kills; alternately `fast` and `immediate`.
    public var restarts = 0
    public var tenants = ["equipo-automotriz-javaz", "ferreteria-la-central", "abarrotes-del-valle"]
    /// Kills with SIGKILL, each followed by a start.
    public var kills = 3
    /// How long the host lives between start and kill, in milliseconds.
    public var lifeMilliseconds: ClosedRange<Int64> = 100...1_500
    /// The drill goes on this long at least, in milliseconds; after the kills undisturbed.
    public var durationMilliseconds: Int64 = 0
    /// Customers who write at the same time, spread over the tenants.
    public var customers = 12
    /// One message in so many is sent again after its answer.
    public var repeatOneIn: UInt64 = 8
    public var seed: UInt64 = 1

    public init() {}
}

/// A tenant whose customers take part.
public struct DrillTenant: Sendable {
    public let name: String
    public let key: String

    public init(name: String, key: String) {
        self.name = name
        self.key = key
    }
}

/// Runs crash drills.
public enum CrashDrill {
    /// Starts the hosts, disturbs them as planned, and checks the histories.
    /// `progress` gets a line after each disturbance.
    /// - Throws: what keeps a host from starting, and a host that stays silent.
    public static func run(
        _ plan: CrashDrillPlan,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> CrashDrillReport {
        let house = try await DrillHouse.start(plan)
        let tenants = try plan.tenants.map { DrillTenant(name: $0, key: try house.hosts[0].apiKey($0)) }
        var report = try await run(plan, on: house.hosts, tenants) {
            try await house.disturb(plan, progress)
        }
        for host in house.hosts {
            do {
                try await host.stop()
            } catch let failure as HostProcess.Failure {
                report.add(problem: failure.problem)
                await host.kill()
            }
        }
        return report
    }

    /// Lets customers write to running hosts of one database while
    /// `disturbance` does what it likes with them, and checks the histories.
    /// Kills nothing by itself.
    public static func run(
        _ plan: CrashDrillPlan,
        on hosts: [HostProcess],
        _ tenants: [DrillTenant],
        while disturbance: @Sendable () async throws -> Void
    ) async throws -> CrashDrillReport {
        let begin = ContinuousClock.now
        let http = try HTTPClient(maximumConnectionsPerHost: plan.customers + 8)
        defer { http.shutdown() }
        let isOver = DrillSignal()
        let records = try await withThrowingTaskGroup(of: CustomerRecord.self) { group in
            for number in 0..<plan.customers {
                let tenant = tenants[number % tenants.count]
                let customer = DrillCustomer(number, of: tenant, plan, hosts: hosts, http: http, isOver: isOver)
                group.addTask { try await customer.talk() }
            }
            defer { isOver.set() }
            try await disturbance()
            let rest = Duration.milliseconds(plan.durationMilliseconds) - (ContinuousClock.now - begin)
            if rest > .zero { try await Task.sleep(for: rest) }
            isOver.set()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        var report = CrashDrillReport(kills: plan.kills, restarts: plan.restarts, hosts: hosts.count, seed: plan.seed)
        for record in records { report.add(record, try await audit(record, hosts[0], http)) }
        report.seconds = (ContinuousClock.now - begin) / .seconds(1)
        return report
    }

    private static func audit(
        _ record: CustomerRecord,
        _ host: HostProcess,
        _ http: HTTPClient
    ) async throws -> HistoryAudit {
        // A customer whom the host never heard has no history to read.
        guard !record.acknowledged.isEmpty else { return HistoryAudit(record, []) }
        let client = APIClient(baseURL: host.clientURL ?? "", apiKey: record.tenant.key, http: http)
        return HistoryAudit(record, try await History.read(record.phone, client))
    }
}

/// Tells every customer that the drill is over.
final class DrillSignal: Sendable {
    private let isOn = Atomic(false)

    var isSet: Bool { isOn.load(ordering: .relaxed) }

    func set() { isOn.store(true, ordering: .relaxed) }
}
