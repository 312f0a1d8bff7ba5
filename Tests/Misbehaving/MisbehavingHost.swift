// One host with the misbehaving plugins, and a tenant for each misdeed.

import HostNet
import OrkestaModel
import Synchronization
import TestHarness
import Testing

/// The host whose tenants have misbehaving agents. It ends with the test run,
/// by its watchdog at the latest.
enum MisbehavingHost {
    private struct Running: Sendable {
        let host: HostProcess
        let plugins: CompiledPlugins
        let http: HTTPClient
    }

    private static let starting = Task { try await start() }
    private static let counter = Atomic(0)

    private static func start() async throws -> Running {
        let plugins = try CompiledPlugins()
        try await plugins.add("hello", source: "hello_agent")
        try await plugins.add("misbehaving", source: "misbehaving")
        try await plugins.add("foreign", source: "misbehaving", defines: [#"PLUGIN_ID="foreign""#, "ABI_MAJOR=99"])
        try await plugins.add("closed", source: "misbehaving", defines: [#"PLUGIN_ID="closed""#, "NO_ENTRY"])
        try await plugins.add("renamed", source: "misbehaving")
        var configuration = HostProcess.Configuration()
        configuration.pluginsFolder = plugins.pluginsFolder
        configuration.environment = ["ORKESTA_PLUGIN_PATH": plugins.librariesFolder]
        configuration.readyMilliseconds = 120_000
        return Running(host: try await HostProcess.start(configuration), plugins: plugins, http: try HTTPClient())
    }

    static func host() async throws -> HostProcess { try await starting.value.host }

    static func tower() async throws -> APIClient {
        let running = try await starting.value
        return try running.host.tower("platform", running.http)
    }

    /// A tenant whose only agent is `agent`; the agent is not enabled yet.
    static func newTenant(agent: String) async throws -> MisbehavingTenant {
        let running = try await starting.value
        let tower = try running.host.tower("platform", running.http)
        let id = "tenant-\(counter.add(1, ordering: .relaxed).newValue)"
        let made = try await tower.post(
            "/api/tenants",
            ["id": .string(id), "display_name": "Tienda", "environment": "sandbox", "locale": "es"]
        )
        let key = try #require(made.json["api_key"]?.stringValue, "\(made.text)")
        let url = try #require(running.host.clientURL)
        let tenant = MisbehavingTenant(
            id: id,
            agent: agent,
            client: APIClient(baseURL: url, apiKey: key, http: running.http),
            tower: tower
        )
        _ = try await tower.put("/api/tenants/\(id)/plugins/orchestrator", ["enabled": false])
        let settings = try await tower.put("/api/tenants/\(id)/settings", ["default_agent": .string(agent)])
        try #require(settings.status == 200, "\(settings.text)")
        return tenant
    }

    /// The bystanders: other tenants of the same host go on, and it is still the
    /// same process.
    static func expectOthersGoOn() async throws {
        let running = try await starting.value
        let client = try running.host.client("ferreteria-la-central", running.http)
        let phone = "+5283\(10_000_000 + counter.add(1, ordering: .relaxed).newValue)"
        let answer = try await client.chat(phone: phone, text: "hola")
        #expect(answer.status == 200 && answer.json["agent"] == "orchestrator", "\(answer.text)")
        #expect(running.host.isRunning)
    }
}

/// A tenant with one agent.
struct MisbehavingTenant: Sendable {
    let id: String
    let agent: String
    let client: APIClient
    let tower: APIClient
    private let phone = "+525577770001"

    init(id: String, agent: String, client: APIClient, tower: APIClient) {
        self.id = id
        self.agent = agent
        self.client = client
        self.tower = tower
    }

    func enable(_ misdeed: String? = nil) async throws -> APIResponse {
        var change: [String: JSON] = ["enabled": true]
        if let misdeed { change["settings"] = ["misdeed": .string(misdeed)] }
        return try await tower.put("/api/tenants/\(id)/plugins/\(agent)", .object(change))
    }

    /// Writes, and waits for the answer over 202s if need be.
    func chat(_ text: String, messageID: String) async throws -> APIResponse {
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
