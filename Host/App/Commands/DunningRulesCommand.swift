// `orkesta dunning rules`: how each stage reminds, shown and changed.

import ArgumentParser
import OrkestaModel

struct DunningRulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Show the rules and settings of collections, or change what is named.",
        discussion: """
            Example: orkesta dunning rules --tenant ferreteria-la-central
                     orkesta dunning rules --tenant ferreteria-la-central --enable
                     orkesta dunning rules --tenant ferreteria-la-central --stage T+3 --hour 12 --channel sms
                     orkesta dunning rules --tenant ferreteria-la-central --stage T+3 --fallback sms
                     orkesta dunning rules --tenant ferreteria-la-central --set contact_until=19
                     orkesta dunning rules --tenant ferreteria-la-central --set 'costs={"sms": "0.90"}' \\
                         --set fallback_cost_max_percent=10
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Flag(name: .customLong("enable"), help: "Collections as a whole, or the stage that is named.")
    var enables = false
    @Flag(name: .customLong("disable"), help: "Collections as a whole, or the stage that is named.")
    var disables = false
    @Option(help: "The stage whose rule is changed.") var stage: String?
    @Option(help: "Where its customers are reminded.") var channel: String?
    @Option(help: "Where it goes on when that fails; \"none\" for nowhere.") var fallback: String?
    @Option(help: "The hour of the day, within contact_from and contact_until.") var hour: Int64?
    @Option(help: "Hours since the last reminder.") var throttle: Int64?
    @Option(help: "The agent's word for what to say.") var template: String?
    @Option(name: .customLong("set"), help: "A setting as NAME=VALUE; may be repeated.") var settings: [String] = []
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/dunning/rules?tenant_id=\(try segment(tenant))"
        let change = try change()
        let answer = try await HostConnection.using(data) { connection in
            change.objectValue?.isEmpty == true
                ? try await connection.get(path) : try await connection.send("PUT", path, change)
        }
        let rows = (answer["rules"]?.arrayValue ?? []).map { rule in
            [
                "stage", "enabled", "channel", "fallback_channel", "hour", "throttle_hours", "template",
                "success_rate", "last_sent",
            ].map(rule.cell)
        }
        if !output.isJSON { print("collecting: \(answer.cell("enabled"))\nsettings: \(answer.cell("settings"))") }
        let header = ["STAGE", "ENABLED", "CHANNEL", "FALLBACK", "HOUR", "THROTTLE", "TEMPLATE", "SUCCESS", "LAST"]
        show(answer, as: output, header: header, rows: rows)
    }

    private var collecting: Bool? { enables ? true : disables ? false : nil }

    private func change() throws -> JSON {
        var rule: [String: JSON] = [:]
        rule["channel"] = channel.map(JSON.string)
        rule["fallback_channel"] = fallback.map { $0 == "none" ? .null : .string($0) }
        rule["hour"] = hour.map(JSON.integer)
        rule["throttle_hours"] = throttle.map(JSON.integer)
        rule["template"] = template.map(JSON.string)
        var members: [String: JSON] = [:]
        if let stage {
            rule["stage"] = .string(stage)
            rule["enabled"] = collecting.map(JSON.bool)
            members["rules"] = .array([.object(rule)])
        } else {
            guard rule.isEmpty else { throw ValidationError("Name the --stage whose rule is changed.") }
            members["enabled"] = collecting.map(JSON.bool)
        }
        if !settings.isEmpty {
            members["settings"] = .object(Dictionary(try settings.map(setting)) { $1 })
        }
        return .object(members)
    }

    /// A number or a word of JSON where it is one, else text.
    private func setting(_ text: String) throws -> (String, JSON) {
        guard let place = text.firstIndex(of: "=") else {
            throw ValidationError("\(text): NAME=VALUE is expected, such as contact_until=19.")
        }
        let value = String(text[text.index(after: place)...])
        return (String(text[..<place]), (try? JSON(parsing: value)) ?? .string(value))
    }
}
