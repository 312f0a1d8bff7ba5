// `orkesta kill-switch`: stops every real send at once, and lets them go again.

import ArgumentParser
import OrkestaModel

struct KillSwitchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill-switch",
        abstract: "Stop all real sends: on the whole host, of a tenant, of a channel.",
        discussion: """
            Sandbox traffic and everything inbound go on. What is held is sent when the switch
            is lifted, or discarded with --discard.

            Examples:
              orkesta kill-switch                                        what is stopped now
              orkesta kill-switch on --reason "wrong price list"         everything
              orkesta kill-switch on --tenant abc --channel whatsapp --reason "number blocked"
              orkesta kill-switch off --tenant abc --channel whatsapp
            """,
        subcommands: [ShowKillSwitches.self, SetKillSwitch.self, LiftKillSwitch.self],
        defaultSubcommand: ShowKillSwitches.self
    )
}

/// What a switch covers.
struct ScopeOptions: ParsableArguments {
    @Option(help: "Only this tenant.") var tenant: String?
    @Option(help: "Only this channel.") var channel: String?

    /// The members of the API's request that say it.
    func request(_ more: [String: JSON]) -> JSON {
        var members = more
        members["scope"] = channel != nil ? "channel" : tenant != nil ? "tenant" : "global"
        members["tenant_id"] = tenant.map(JSON.string)
        members["channel"] = channel.map(JSON.string)
        return .object(members)
    }
}

struct ShowKillSwitches: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "What is stopped now.")
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        show(try await HostConnection.using(data) { try await $0.get("/api/kill-switch") }, output)
    }
}

struct SetKillSwitch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "on", abstract: "Stop real sends.")
    @OptionGroup var scope: ScopeOptions
    @Option(help: "Why; kept in the audit log.") var reason: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let request = scope.request(["set": true, "reason": .string(reason)])
        show(try await HostConnection.using(data) { try await $0.post("/api/kill-switch", request) }, output)
    }
}

struct LiftKillSwitch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "off", abstract: "Let real sends go again.")
    @OptionGroup var scope: ScopeOptions
    @Option(help: "Why; kept in the audit log.") var reason = "lifted"
    @Flag(help: "Discard what is held instead of sending it.") var discard = false
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let request = scope.request(["set": false, "reason": .string(reason), "discard_held": .bool(discard)])
        show(try await HostConnection.using(data) { try await $0.post("/api/kill-switch", request) }, output)
    }
}

private func show(_ answer: JSON, _ output: OutputOptions) {
    let rows = (answer["items"]?.arrayValue ?? []).map { item in ["scope", "reason", "actor", "set_at"].map(item.cell) }
    show(answer, as: output, header: ["SCOPE", "REASON", "BY", "SINCE"], rows: rows)
}
