// `orkesta time`: the clock of a sandbox tenant, moved forward with everything that
// falls due on the way; and copies of a tenant instead of going back.

import ArgumentParser
import HostCore
import OrkestaModel

struct TimeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "time",
        abstract: "Let time pass for a sandbox tenant: what waits for a moment waits on its clock.",
        discussion: """
            Reminders, promises, vouchers, quotes, windows, hand-offs, other channels, webhooks' retries, rates of
            sending and the nights' learning: everything that falls due on the way happens, in order, and what it
            says is sent before the command ends. A tenant in production has real time only. Time only goes forward:
            to try something twice, branch.

            Examples:
              orkesta time current ferreteria-la-central
              orkesta time advance ferreteria-la-central 3d
              orkesta time set ferreteria-la-central 2026-12-01T09:00:00Z --json
              orkesta time snapshot ferreteria-la-central before-christmas
              orkesta time branch ferreteria-la-central what-if --at before-christmas
            """,
        subcommands: [
            CurrentTime.self, SetTime.self, AdvanceTime.self, TakeSnapshot.self, ListSnapshots.self, BranchTenant.self,
        ]
    )
}

struct CurrentTime: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "current", abstract: "A tenant's time.")
    @Argument(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/time-machine/current?tenant_id=\(try segment(tenant))"
        let time = try await HostConnection.using(data) { try await $0.get(path) }
        show(time, as: output, fields: [("now", time.cell("now")), ("simulated", time.cell("simulated"))])
    }
}

struct SetTime: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Move a tenant's clock forward to a moment.",
        discussion: "Example: orkesta time set ferreteria-la-central 2026-12-01T09:00:00Z"
    )
    @Argument(help: "The tenant's id.") var tenant: String
    @Argument(help: "The moment, as RFC 3339 has it.") var moment: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await move(["tenant_id": .string(tenant), "now": .string(moment)], data, output)
    }
}

struct AdvanceTime: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance",
        abstract: "Let so much time pass for a tenant.",
        discussion: "Examples: 90s, 15min, 3h, 2d, 4w. orkesta time advance ferreteria-la-central 2d"
    )
    @Argument(help: "The tenant's id.") var tenant: String
    @Argument(help: "A number with s, min, h, d or w.") var duration: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await move(["tenant_id": .string(tenant), "seconds": .integer(try seconds)], data, output)
    }

    private static let units: [String: Int64] = ["s": 1, "min": 60, "h": 3_600, "d": 86_400, "w": 604_800]

    private var seconds: Int64 {
        get throws(Problem) {
            let digits = duration.prefix(while: \.isNumber)
            guard let number = Int64(digits), let unit = Self.units[String(duration.dropFirst(digits.count))],
                number <= Limits.timeSecondsMax / unit
            else {
                throw Problem(
                    .invalid,
                    "\(duration) is no time",
                    field: "duration",
                    remedy: "Write a number with s, min, h, d or w, such as 3d"
                )
            }
            return number * unit
        }
    }
}

/// Moves, and says what happened.
private func move(_ wish: JSON, _ data: DataOptions, _ output: OutputOptions) async throws {
    let moved = try await HostConnection.using(data) { try await $0.post("/api/time-machine/set", wish) }
    let steps = moved["steps"]?.arrayValue ?? []
    show(
        moved,
        as: output,
        header: ["AT", "KIND", "NAME", "CUSTOMER", "CHANNEL", "AGENT", "RESULT"],
        rows: steps.map { ["at", "kind", "name", "customer", "channel", "agent", "result"].map($0.cell) }
    )
    guard !output.isJSON else { return }
    let count = moved.cell("step_count")
    print("\(count) \(count == "1" ? "thing" : "things") happened; it is now \(moved.cell("now")).")
}

struct TakeSnapshot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Keep a tenant as it is now, under a label.",
        discussion: "Example: orkesta time snapshot ferreteria-la-central before-christmas"
    )
    @Argument(help: "The tenant's id.") var tenant: String
    @Argument(help: "a-z, 0-9 and -.") var label: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let wish: JSON = ["tenant_id": .string(tenant), "label": .string(label)]
        let made = try await HostConnection.using(data) { try await $0.post("/api/time-machine/snapshot", wish) }
        show(made, as: output, fields: [("label", made.cell("label")), ("at", made.cell("at"))])
    }
}

struct ListSnapshots: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshots",
        abstract: "A tenant's snapshots.",
        discussion: "Example: orkesta time snapshots ferreteria-la-central"
    )
    @Argument(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/time-machine/snapshots?tenant_id=\(try segment(tenant))"
        let page = try await HostConnection.using(data) { try await $0.get(path) }
        let items = page["items"]?.arrayValue ?? []
        show(page, as: output, header: ["LABEL", "AT"], rows: items.map { [$0.cell("label"), $0.cell("at")] })
    }
}

struct BranchTenant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "branch",
        abstract: "Copy a tenant, as it is or as it was at a snapshot, into a new one.",
        discussion: """
            Keys, secrets, accounts at providers and endpoints stay behind; the copy has a key of its own.

            Example: orkesta time branch ferreteria-la-central what-if --at before-christmas
            """
    )
    @Argument(help: "The tenant's id.") var tenant: String
    @Argument(help: "The new tenant's id.") var to: String
    @Option(help: "A snapshot's label; as it is now when left out.") var at: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var members: [String: JSON] = ["tenant_id": .string(tenant), "to": .string(to)]
        members["at"] = at.map(JSON.string)
        let wish = JSON.object(members)
        let made = try await HostConnection.using(data) { try await $0.post("/api/time-machine/branch", wish) }
        show(
            made,
            as: output,
            fields: [("tenant", made.cell("id")), ("now", made.cell("now")), ("api key", made.cell("api_key"))]
        )
    }
}
