// `orkesta tenant`: who is on this host, and what each one has switched on.

import ArgumentParser
import Foundation
import HostCore
import OrkestaModel

struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "Tenants, their plugins and settings.",
        subcommands: [
            ListTenants.self, AddTenant.self, ShowTenant.self, EnablePlugin.self, DisablePlugin.self, SetSetting.self,
            SalesSettingsCommand.self, DeliveryCommand.self,
        ]
    )
}

struct ListTenants: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Every tenant of this host.")
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let answer = try await HostConnection.using(data) { try await $0.get("/api/tenants?limit=200") }
        let rows = (answer["items"]?.arrayValue ?? []).map { tenant in
            let status = tenant["snapshot"] == true ? "snapshot" : tenant.cell("status")
            return [
                tenant.cell("id"), tenant.cell("display_name"), tenant.cell("environment"), status,
                tenant.cell("catalog_size"),
            ]
        }
        show(answer, as: output, header: ["ID", "NAME", "ENVIRONMENT", "STATUS", "PRODUCTS"], rows: rows)
    }
}

struct AddTenant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Create a tenant; prints its API key, once.",
        discussion: """
            It can sell at once: it gets the web page and the agents of the house, or with --bare none.

            Examples:
              orkesta tenant add papeleria-sol --name "Papelería Sol"
              orkesta catalog upload --tenant papeleria-sol products.csv
              orkesta chat --tenant papeleria-sol
            """
    )
    @Argument(help: "The tenant's id: a-z, 0-9 and '-'.") var id: String
    @Option(help: "The name that customers see.") var name: String?
    @Option(help: "sandbox or production.") var environment = "sandbox"
    @Option(help: "es, en or pt, with a region or without.") var locale = "es"
    @Flag(help: "Enable no plugin.") var bare = false
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var members: [String: JSON] = [
            "id": .string(id), "display_name": .string(name ?? id), "environment": .string(environment),
            "locale": .string(locale),
        ]
        if bare { members["plugins"] = [] }
        let request = JSON.object(members)
        let answer = try await HostConnection.using(data) { try await $0.post("/api/tenants", request) }
        let plugins = (answer["plugins"]?.arrayValue ?? []).compactMap(\.stringValue)
        let fields = [
            ("tenant", id), ("plugins", plugins.isEmpty ? "none" : plugins.joined(separator: ", ")),
            ("api key", answer.cell("api_key")),
        ]
        show(answer, as: output, fields: fields)
        guard !output.isJSON else { return }
        let next =
            plugins.isEmpty
            ? "orkesta tenant enable-plugin \(id) PLUGIN" : "orkesta catalog upload --tenant \(id) FILE.csv"
        print("Keep the key: it is not shown again. Next: \(next)")
    }
}

struct ShowTenant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "One tenant and its plugins.")
    @Argument var id: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/tenants/\(try segment(id))"
        let (tenant, plugins, platform) = try await HostConnection.using(data) { host in
            (try await host.get(path), try await host.get("\(path)/plugins"), try await host.get("/api/plugins"))
        }
        let names = [
            "id", "display_name", "environment", "status", "locale", "time_zone", "default_agent", "catalog_size",
        ]
        guard !output.isJSON else {
            return print(JSON.object(["tenant": tenant, "plugins": plugins["items"] ?? []]).description)
        }
        show(tenant, as: output, fields: names.map { ($0, tenant.cell($0)) })
        print("")
        let rows = (plugins["items"]?.arrayValue ?? []).map { plugin in
            [
                plugin.cell("id"), plugin.cell("enabled"), plugin.cell("state"), plugin.cell("settings"),
                secrets(of: plugin, platform), plugin["detail"]?.stringValue ?? "",
            ]
        }
        show(plugins, as: output, header: ["PLUGIN", "ENABLED", "STATE", "SETTINGS", "SECRETS", "PROBLEM"], rows: rows)
    }

    /// Which of the settings that are never shown have a value.
    private func secrets(of plugin: JSON, _ platform: JSON) -> String {
        let summary = platform["items"]?.arrayValue?.first { $0["id"] == plugin["id"] }
        let names = (summary?["settings_schema"]?["properties"]?.objectValue ?? [:])
            .filter { $0.value["secret"] == true }.keys.sorted()
        let set = plugin["secrets_set"]?.arrayValue?.compactMap(\.stringValue) ?? []
        guard !names.isEmpty else { return "-" }
        return names.map { "\($0) \(set.contains($0) ? "set" : "not set")" }.joined(separator: ", ")
    }
}

struct EnablePlugin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable-plugin",
        abstract: "Switch a plugin on for a tenant; live at once.",
        discussion: "Example: orkesta tenant enable-plugin ferreteria-la-central catalog"
    )
    @Argument var tenant: String
    @Argument var plugin: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await change(tenant, plugin, ["enabled": true], data, output)
    }
}

struct DisablePlugin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable-plugin",
        abstract: "Switch a plugin off for a tenant; what runs is finished first."
    )
    @Argument var tenant: String
    @Argument var plugin: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await change(tenant, plugin, ["enabled": false], data, output)
    }
}

struct SetSetting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change a setting of a tenant or of one of its plugins.",
        discussion: """
            KEY is PLUGIN.SETTING, or one of display_name, locale, time_zone, default_agent, status.
            VALUE is JSON where it parses as such, else text; "null" removes; "-" reads it from
            standard input (for secrets, so that they stay out of the shell's history).

            Examples:
              orkesta tenant set ferreteria-la-central catalog.results_per_reply 3
              orkesta tenant set ferreteria-la-central display_name "La Central"
            """
    )
    @Argument var tenant: String
    @Argument var key: String
    @Argument var value: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    /// A tenant's setting, or a plugin and its setting.
    private var keyParts: [String] {
        key.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    }

    func validate() throws {
        guard !keyParts.contains("") else {
            throw ValidationError("'\(key)' names no setting: KEY is a word, or PLUGIN.SETTING.")
        }
    }

    func run() async throws {
        let text = value == "-" ? try standardInput() : value
        let parts = keyParts
        if parts.count == 2 {
            let json = try await settingValue(text, parts[0], parts[1])
            try await change(tenant, parts[0], ["settings": .object([parts[1]: json])], data, output)
        } else {
            let json = SettingArgument.value(text)
            let path = "/api/tenants/\(try segment(tenant))/settings"
            let change = JSON.object([key: json.isNull ? .null : .string(text)])
            let answer = try await HostConnection.using(data) { try await $0.send("PUT", path, change) }
            show(answer, as: output, fields: [(key, answer.cell(key))])
        }
    }

    /// Where the plugin wants a text, digits stay one: the id of a telephone number.
    private func settingValue(_ text: String, _ plugin: String, _ setting: String) async throws -> JSON {
        let json = SettingArgument.value(text)
        guard !json.isNull, json.stringValue == nil else { return json }
        let plugins = try await HostConnection.using(data) { try await $0.get("/api/plugins") }
        let known = plugins["items"]?.arrayValue?.first { $0["id"]?.stringValue == plugin }
        let isText = known?["settings_schema"]?["properties"]?[setting]?["type"] == "string"
        return isText ? .string(text) : json
    }

    private func standardInput() throws -> String {
        guard let line = readLine(strippingNewline: true) else {
            throw ValidationError("Standard input is empty.")
        }
        return line
    }
}

private func change(
    _ tenant: String,
    _ plugin: String,
    _ change: JSON,
    _ data: DataOptions,
    _ output: OutputOptions
) async throws {
    let path = "/api/tenants/\(try segment(tenant))/plugins/\(try segment(plugin))"
    let answer = try await HostConnection.using(data) { try await $0.send("PUT", path, change) }
    let fields = [
        ("plugin", plugin), ("enabled", answer.cell("enabled")), ("settings", answer.cell("settings")),
    ]
    show(answer, as: output, fields: fields)
}

/// A path segment made of a word that the caller typed.
func segment(_ word: String) throws -> String {
    guard let encoded = word.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-", "_", "."])),
        !encoded.isEmpty, encoded != ".", encoded != ".."
    else { throw ValidationError("'\(word)' cannot be part of a path.") }
    return encoded
}
