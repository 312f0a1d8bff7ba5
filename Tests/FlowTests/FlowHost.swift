// The host that the flows share, with its plugins from the build folder, and
// tenants and customers that belong to one test alone.

import HostNet
import OrkestaModel
import Synchronization
import TestHarness
import Testing

/// One running host for all flows that leave it as it was. It ends with the
/// test run, by its watchdog at the latest.
enum FlowHost {
    static let javaz = "equipo-automotriz-javaz"
    static let laCentral = "ferreteria-la-central"
    static let delValle = "abarrotes-del-valle"

    private static let starting = Task {
        let host = try await HostProcess.start(configuration)
        try await loadPlugins(of: host)
        return host
    }
    private static let http = Result { () throws(NetError) in try HTTPClient() }
    private static let counter = Atomic(0)

    /// A host with the plugins of this repository.
    static var configuration: HostProcess.Configuration { HostProcess.Configuration() }

    static func shared() async throws -> HostProcess { try await starting.value }

    /// All flows begin at once, and the libraries of a debug build are large: a
    /// first turn that also loads them on a busy machine may pass its deadline.
    private static func loadPlugins(of host: HostProcess) async throws {
        for tenant in [javaz, laCentral, delValle] {
            let client = try host.client(tenant, http.get())
            for text in ["hola", "busco martillos", "quiero 2 martillos", "cotízame 2 martillos"] {
                var tries = 0
                while tries < 5, try await client.chat(phone: newPhone(), text: text).agent == nil { tries += 1 }
            }
        }
    }

    static func client(_ tenant: String = javaz) async throws -> APIClient {
        try await shared().client(tenant, http.get())
    }

    static func client(key: String?) async throws -> APIClient {
        APIClient(baseURL: try #require(await shared().clientURL), apiKey: key, http: try http.get())
    }

    static func tower(_ name: String = "platform") async throws -> APIClient {
        try await shared().tower(name, http.get())
    }

    /// A customer nobody else in this test run is.
    static func newPhone() -> String { "+5281\(10_000_000 + counter.add(1, ordering: .relaxed).newValue)" }

    /// A name nobody else in this test run uses.
    static func newName(_ stem: String) -> String { "\(stem)-\(counter.add(1, ordering: .relaxed).newValue)" }

    /// A tenant of the caller's own, with a small catalog.
    static func newTenant(enabling plugins: [String] = ["orchestrator", "catalog"]) async throws -> FlowTenant {
        try await FlowTenant.create(on: shared(), enabling: plugins, http: http.get())
    }
}

/// A tenant made for one test.
struct FlowTenant: Sendable {
    let id: String
    let key: String
    let client: APIClient
    let tower: APIClient

    static func create(on host: HostProcess, enabling plugins: [String], http: HTTPClient) async throws -> FlowTenant {
        let id = FlowHost.newName("tienda")
        let tower = try host.tower("platform", http)
        let made = try await tower.post(
            "/api/tenants",
            [
                "id": .string(id), "display_name": "Tienda de prueba", "environment": "sandbox", "locale": "es",
                "plugins": [],
            ]
        )
        let key = try #require(made.json["api_key"]?.stringValue, "\(made.text)")
        let client = APIClient(baseURL: try #require(host.clientURL), apiKey: key, http: http)
        let tenant = FlowTenant(id: id, key: key, client: client, tower: tower)
        for plugin in plugins { try await tenant.change(plugin, ["enabled": true]) }
        return tenant
    }

    /// Changes a plugin of the tenant, and expects it to work.
    func change(_ plugin: String, _ change: JSON) async throws {
        let answer = try await tower.put("/api/tenants/\(id)/plugins/\(plugin)", change)
        try #require(answer.status == 200, "\(plugin) \(change): \(answer.text)")
    }

    func set(_ settings: JSON) async throws {
        let answer = try await tower.put("/api/tenants/\(id)/settings", settings)
        try #require(answer.status == 200, "\(answer.text)")
    }

    /// What the tower says of one plugin of the tenant.
    func plugin(_ plugin: String) async throws -> JSON {
        let answer = try await tower.get("/api/tenants/\(id)/plugins")
        let items = answer.json["items"]?.arrayValue ?? []
        return try #require(items.first { $0["id"]?.stringValue == plugin }, "\(answer.text)")
    }

    func upload(_ csv: String) async throws -> APIResponse {
        try await client.send("POST", "/api/catalog/upload", body: Array(csv.utf8), type: "text/csv")
    }
}

extension APIResponse {
    var turnID: String? { json["turn_id"]?.stringValue }
    var agent: String? { json["agent"]?.stringValue }
    var intent: String? { json["intent"]?.stringValue }
    var replies: [JSON] { json["replies"]?.arrayValue ?? [] }
    var products: [JSON] { json["products"]?.arrayValue ?? [] }
    /// What the answer's replies say, one line each.
    var said: String { replies.compactMap { $0["text"]?.stringValue }.joined(separator: "\n") }

    /// Whether this is an RFC 9457 document of that status.
    func isProblem(_ status: Int) -> Bool {
        self.status == status && json["status"]?.integerValue == Int64(status)
            && header("Content-Type")?.hasPrefix("application/problem+json") == true
            && ["type", "title", "detail", "remedy"].allSatisfy { json[$0]?.stringValue?.isEmpty == false }
    }
}
