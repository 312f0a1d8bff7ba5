// Hosts with the misbehaving plugins, and a tenant for each misdeed.

import HostNet
import OrkestaModel
import Synchronization
import TestHarness
import Testing

/// A host whose tenants have misbehaving agents.
struct MisbehavingHost: Sendable {
    let process: HostProcess
    let plugins: CompiledPlugins
    private let http: HTTPClient

    private static let starting = Task { try await MisbehavingHost() }
    private static let counter = Atomic(0)

    /// The one that most tests use. It ends with the test run, by its watchdog
    /// at the latest.
    static func shared() async throws -> MisbehavingHost { try await starting.value }

    init() async throws {
        let plugins = try CompiledPlugins()
        try await plugins.add("hello", source: "hello_agent")
        try await plugins.add("clerk", source: "clerk_agent")
        try await plugins.add("misbehaving", source: "misbehaving")
        try await plugins.add("foreign", source: "misbehaving", defines: [#"PLUGIN_ID="foreign""#, "ABI_MAJOR=99"])
        try await plugins.add("closed", source: "misbehaving", defines: [#"PLUGIN_ID="closed""#, "NO_ENTRY"])
        try await plugins.add("till", source: "till")
        try await plugins.add("courier", source: "courier")
        try await plugins.add("renamed", source: "misbehaving")
        try await plugins.add("older", file: OtherVersions.olderSource, headers: OtherVersions.olderHeaders)
        let newer = try OtherVersions.newerHeaders(in: plugins.path)
        try await plugins.add(
            "newer",
            file: CompiledPlugins.source("hello_agent"),
            headers: newer,
            [#"-DPLUGIN_ID="newer""#]
        )
        try await self.init(plugins)
    }

    /// A host with these plugins; more may be added while it runs.
    init(_ plugins: CompiledPlugins, environment: [String: String] = [:]) async throws {
        self.plugins = plugins
        var configuration = HostProcess.Configuration()
        configuration.pluginsFolder = plugins.pluginsFolder
        configuration.environment = environment.merging(["ORKESTA_PLUGIN_PATH": plugins.librariesFolder]) { $1 }
        configuration.temporaryFolders = [plugins.path]
        process = try await HostProcess.start(configuration)
        http = try HTTPClient()
    }

    /// A tenant whose only agent is `agent`; the agent is not enabled yet.
    func newTenant(agent: String, environment: String = "sandbox") async throws -> MisbehavingTenant {
        let tower = try process.tower("platform", http)
        let id = "tenant-\(Self.counter.add(1, ordering: .relaxed).newValue)"
        let made = try await tower.post(
            "/api/tenants",
            [
                "id": .string(id), "display_name": "Tienda", "environment": .string(environment), "locale": "es",
                "plugins": [],
            ]
        )
        let key = try #require(made.json["api_key"]?.stringValue, "\(made.text)")
        let client = APIClient(baseURL: try #require(process.clientURL), apiKey: key, http: http)
        return MisbehavingTenant(id: id, agent: agent, key: key, client: client, tower: tower)
    }

    /// The bystanders: other tenants of the same host go on, and it is still the
    /// same process.
    func expectOthersGoOn() async throws {
        let client = try process.client("ferreteria-la-central", http)
        let phone = "+5283\(10_000_000 + Self.counter.add(1, ordering: .relaxed).newValue)"
        let answer = try await client.chat(phone: phone, text: "hola")
        #expect(answer.status == 200 && answer.json["agent"] == "orchestrator", "\(answer.text)")
        #expect(process.isRunning)
    }
}

/// A tenant with one agent.
struct MisbehavingTenant: Sendable {
    let id: String
    let agent: String
    let key: String
    let client: APIClient
    let tower: APIClient

    func enable(_ misdeed: String? = nil) async throws -> APIResponse {
        var change: [String: JSON] = ["enabled": true]
        if let misdeed { change["settings"] = ["misdeed": .string(misdeed)] }
        let answer = try await tower.put("/api/tenants/\(id)/plugins/\(agent)", .object(change))
        guard answer.status == 200 else { return answer }
        let settings = try await tower.put("/api/tenants/\(id)/settings", ["default_agent": .string(agent)])
        try #require(settings.status == 200, "\(settings.text)")
        return answer
    }

    /// Writes, and waits for the answer over 202s if need be.
    func chat(
        _ text: String,
        messageID: String,
        phone: String = "+525577770001"
    ) async throws -> APIResponse {
        while true {
            let answer = try await client.chat(phone: phone, text: text, messageID: messageID)
            if answer.status != 202 { return answer }
        }
    }

    /// What the tower says of the agent.
    func status() async throws -> JSON {
        let answer = try await tower.get("/api/tenants/\(id)/plugins")
        let items = answer.json["items"]?.arrayValue ?? []
        return try #require(items.first { $0["id"]?.stringValue == agent }, "\(answer.text)")
    }

    func caseCount() async throws -> Int {
        let answer = try await tower.get("/api/cases?tenant_id=\(id)")
        return try #require(answer.json["items"]?.arrayValue, "\(answer.text)").count
    }
}

extension APIResponse {
    /// What the answer's replies say, one line each.
    var said: String {
        (json["replies"]?.arrayValue ?? []).compactMap { $0["text"]?.stringValue }.joined(separator: "\n")
    }
}
