// `orkesta llm`: how the language models are, and which of them a tenant has.

import ArgumentParser
import Foundation
import HostCore
import OrkestaModel

struct LLMCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "llm",
        abstract: "Language models: how they are, and which of them a tenant has.",
        discussion: """
            Examples:
              orkesta llm status
              orkesta llm status --tenant ferreteria-la-central
              orkesta llm settings ferreteria-la-central --set enabled=false
            """,
        subcommands: [LLMStatus.self, LLMSettingsCommand.self],
        defaultSubcommand: LLMStatus.self
    )
}

struct LLMStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "The providers in the order in which they are asked, how they do, and what was spent today."
    )
    @Option(help: "As this tenant has them, with its budget.") var tenant: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/llm/status" + (try tenant.map { "?tenant_id=\(try segment($0))" } ?? "")
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        guard !output.isJSON else { return print(answer.description) }
        let providers = answer["providers"]?.arrayValue ?? []
        guard !providers.isEmpty else {
            return print("No model is asked: the agents answer by their own rules (orkesta serve --help).")
        }
        show(answer, as: output, header: Self.header, rows: providers.flatMap(Self.rows))
        let alerts = providers.flatMap { provider in
            (provider["alerts"]?.arrayValue ?? []).map { alert in
                "\(provider.cell("name")) \(alert.cell("model")): \(alert.cell("kind")), \(alert.cell("detail"))"
            }
        }
        for alert in alerts { print("attention: \(alert)") }
        if let budget = answer["budget"], !budget.isNull { print(Self.spending(budget)) }
    }

    private static let header = ["PROVIDER", "MODEL", "STATE", "RESTS MS", "P50 MS", "P95 MS", "WAITING", "KEYS"]

    private static func rows(of provider: JSON) -> [[String]] {
        (provider["models"]?.arrayValue ?? []).map { model in
            let latency = model["latency_ms"] ?? [:]
            return [
                provider.cell("name"), model.cell("name"), model.cell("state"), model.cell("rest_ms"),
                latency.cell("p50"), latency.cell("p95"), provider.cell("waiting"), provider.cell("keys"),
            ]
        }
    }

    private static func spending(_ budget: JSON) -> String {
        func money(_ key: String) -> String? {
            // Thousandths are enough for people.
            budget[key]?.integerValue.map { Quantity(thousandths: $0 / 1_000_000).description }
        }
        let tokens = budget["tokens_per_day"]?.integerValue.map { " of \($0)" } ?? ""
        let spent = money("nanos_per_day").map { " of \($0)" } ?? ""
        return "today: \(budget.cell("tokens_today"))\(tokens) tokens, \(money("nanos_today") ?? "0")\(spent) in money"
    }
}

struct LLMSettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "A tenant's providers, models by agent, budget and hedging; shown or changed.",
        discussion: """
            Without options, shows what the tenant has chosen; null is as the host has it (llm: in
            DIR/orkesta.yaml). --set takes KEY=VALUE, where VALUE is JSON if it parses as such, else text; null
            leaves a thing to the host again. It holds from the next question on.

            KEY is enabled (false: no model is asked), order (a list of providers), budget
            ({"tokens_per_day": …, "money_per_day": "…"}), hedge_after_ms (0: never) or agents
            ({"AGENT": {"size": "small" or "large", "models": {"PROVIDER": "MODEL"}}}).

            Examples:
              orkesta llm settings ferreteria-la-central
              orkesta llm settings ferreteria-la-central --set enabled=false
              orkesta llm settings ferreteria-la-central --set 'order=["groq", "ollama"]'
              orkesta llm settings ferreteria-la-central --set 'budget={"tokens_per_day": 200000, "money_per_day": "1.50"}'
              orkesta llm settings ferreteria-la-central --set 'agents={"sales": {"size": "small"}}'
            """
    )
    @Argument(help: "The tenant's id.") var tenant: String
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A setting; may come more than once.", valueName: "KEY=VALUE")
    )
    var changes: [SettingArgument] = []
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/tenants/\(try segment(tenant))/llm-settings"
        let patch = JSON.object(changes.members)
        let answer = try await HostConnection.using(data) { host in
            patch == [:] ? try await host.get(path) : try await host.send("PUT", path, patch)
        }
        let names = ["enabled", "order", "budget", "hedge_after_ms", "agents"]
        show(answer, as: output, fields: names.map { ($0, answer.cell($0)) })
    }
}
