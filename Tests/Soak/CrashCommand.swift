// `orkesta-soak crash`: the crash drill at length.

import ArgumentParser
import CrashDrill
import TestHarness

struct CrashCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crash",
        abstract: "Kills a host under load again and again, and looks for messages lost or answered twice.",
        discussion: """
            A host of its own runs on a temporary folder. Customers of the three demo tenants write
            without pause; a message without an acknowledgement is sent again under its id. After the
            last kill the histories are compared with everything that was acknowledged.

            With --hosts 2, or with --restarts, the hosts share a PostgreSQL server of the drill's own;
            customers write to whichever host they like, and either host is killed.

            Examples:
              orkesta-soak --kills 50
              orkesta-soak --hosts 2 --kills 20 --restarts 10

            Exit codes: 0 nothing lost and nothing doubled, 1 a violation (each is named).
            """
    )

    @Option(help: "How often the host is killed.") var kills = 50
    @Option(help: "Hosts on one database.") var hosts = 1
    @Option(help: "Restarts of PostgreSQL, alternately fast and immediate.") var restarts = 0
    @Option(help: "Determines when it is killed and what customers write.") var seed: UInt64 = 1
    @Option(help: "Customers who write at the same time.") var customers = 64
    @Option(help: "At least so many seconds in all.") var seconds: Int64 = 0
    @Option(help: "The longest life of the host between start and kill, in milliseconds.") var life: Int64 = 1_500
    @Option(help: "The host's program; the one beside this one unless said otherwise.") var executable: String?
    @Option(help: "The plugins.d folder.") var plugins: String?

    func validate() throws {
        guard kills >= 0, restarts >= 0, hosts > 0, customers > 0, seconds >= 0, life >= 100 else {
            throw ValidationError("Kills, restarts and seconds are from 0, hosts and customers from 1, life from 100.")
        }
    }

    func run() async throws {
        var plan = CrashDrillPlan()
        plan.hosts = hosts
        plan.kills = kills
        plan.restarts = restarts
        plan.seed = seed
        plan.customers = customers
        plan.durationMilliseconds = seconds * 1_000
        plan.lifeMilliseconds = 100...life
        plan.host.pluginsFolder = plugins
        if let executable { plan.host.executable = executable }
        let report = try await CrashDrill.run(plan) { print($0) }
        print("\n\(report)")
        guard report.isClean else { throw ExitCode.failure }
    }
}
