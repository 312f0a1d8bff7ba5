// The hosts of a drill, the PostgreSQL that they may share, and what is done
// to both.

import FoundationEssentials
import HostCore
import TestHarness

/// Everything that a drill starts.
struct DrillHouse: Sendable {
    let hosts: [HostProcess]
    /// Nil for one host on SQLite.
    private let server: PostgresServer?

    private enum Disturbance {
        case kill
        case restart(PostgresServer.Stop)
    }

    static func start(_ plan: CrashDrillPlan) async throws -> DrillHouse {
        guard plan.hosts > 1 || plan.restarts > 0 else {
            return DrillHouse(hosts: [try await HostProcess.start(plan.host)], server: nil)
        }
        var durable = PostgresServer.Configuration()
        durable.isDurable = true
        let server = try await PostgresServer.start(durable)
        var configuration = plan.host
        configuration.databaseURL = try await server.newSchema()
        // What one host sealed the others must open.
        configuration.environment["ORKESTA_MASTER_KEY"] = String(repeating: "5a", count: 32)
        var hosts: [HostProcess] = []
        for _ in 0..<max(1, plan.hosts) { hosts.append(try await HostProcess.start(configuration)) }
        return DrillHouse(hosts: hosts, server: server)
    }

    /// Kills and restarts in an order that the seed determines.
    func disturb(_ plan: CrashDrillPlan, _ progress: @Sendable (String) -> Void) async throws {
        var random = SplitMix64(seed: plan.seed)
        let stops = PostgresServer.Stop.allCases
        let disturbances =
            (0..<plan.kills).map { _ in Disturbance.kill }
            + (0..<plan.restarts).map { Disturbance.restart(stops[$0 % stops.count]) }
        for (number, disturbance) in disturbances.shuffled(using: &random).enumerated() {
            let life = Int64.random(in: plan.lifeMilliseconds, using: &random)
            try await Task.sleep(for: .milliseconds(life))
            let downSince = ContinuousClock.now
            let what = try await perform(disturbance, using: &random)
            let down = Int((ContinuousClock.now - downSince) / .milliseconds(1))
            progress("\(number + 1) of \(disturbances.count) after \(life) ms: \(what), back in \(down) ms")
        }
    }

    private func perform(_ disturbance: Disturbance, using random: inout SplitMix64) async throws -> String {
        switch disturbance {
        case .kill:
            let number = Int.random(in: hosts.indices, using: &random)
            await hosts[number].kill()
            try await hosts[number].start()
            return "kill -9 of host \(number + 1)"
        case .restart(let how):
            try await server?.stop(how)
            try await server?.start()
            return "PostgreSQL stopped (\(how)) and started"
        }
    }
}
