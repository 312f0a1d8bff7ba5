// `orkesta-soak channel` and `webhooks`: WhatsApp, while the host is killed, and on a
// bad day of its own.

import ArgumentParser
import CrashDrill
import TestHarness

/// Which host is drilled.
struct DrillOptions: ParsableArguments {
    @Option(help: "Determines the weather, and when the host is killed.") var seed: UInt64 = 1
    @Option(help: "The host's program; the one beside this one unless said otherwise.") var executable: String?
    @Option(help: "The plugins.d folder.") var plugins: String?

    var host: HostProcess.Configuration {
        var host = HostProcess.Configuration()
        host.pluginsFolder = plugins
        if let executable { host.executable = executable }
        return host
    }
}

struct ChannelCrashCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channel",
        abstract: "Kills a host while customers write on WhatsApp, and counts at the provider.",
        discussion: """
            The emulator of WhatsApp runs in a process of its own, so that it knows what it took. The
            Cloud API has no idempotency key: a host that dies while it sends cannot know whether the
            message was taken. Such a message is never sent again by itself; a status that comes settles
            it, and those without one are counted as of unknown outcome.
            """
    )

    @Option(help: "How often the host is killed.") var kills = 50
    @Option(help: "Customers, who all write ten times a second.") var customers = 50
    @Option(help: "The longest life of the host after its first answer, in milliseconds.") var life: Int64 = 1_000
    @OptionGroup var drill: DrillOptions

    func validate() throws {
        guard kills >= 0, customers > 0, life >= 10 else {
            throw ValidationError("Kills are from 0, customers from 1, life from 10.")
        }
    }

    func run() async throws {
        var plan = ChannelCrashPlan()
        plan.host = drill.host
        plan.kills = kills
        plan.customers = customers
        plan.lifeMilliseconds = 10...life
        plan.seed = drill.seed
        let report = try await ChannelCrashDrill.run(plan) { print($0) }
        print("\n\(report)")
        guard report.isClean else { throw ExitCode.failure }
    }
}

struct WebhookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhooks",
        abstract: "Webhooks of WhatsApp that come twice, late and all at once: answered once each, statuses never fall."
    )

    @Option(help: "Customers, who all write at once.") var customers = 1_000
    @Option(help: "Messages of each.") var messages = 8
    @Option(help: "Of a hundred webhooks, so many come twice.") var duplicates = 30
    @Option(help: "Of a hundred webhooks, so many are overtaken by later ones.") var late = 50
    @Option(help: "Webhooks under way at once.") var connections = 200
    @OptionGroup var drill: DrillOptions

    func validate() throws {
        guard customers > 0, messages > 0, connections > 0, (0...100).contains(duplicates), (0...100).contains(late)
        else { throw ValidationError("Counts are from 1, percentages from 0 to 100.") }
    }

    func run() async throws {
        var plan = WebhookDrillPlan()
        plan.host = drill.host
        plan.customers = customers
        plan.messagesEach = messages
        plan.duplicatePercent = duplicates
        plan.latePercent = late
        plan.connections = connections
        plan.seed = drill.seed
        let report = try await WebhookDrill.run(plan)
        print(report)
        guard report.isClean else { throw ExitCode.failure }
    }
}
