// A host whose language models are an emulator's, or that has none, and shops on it.

import FoundationEssentials
import HostNet
import OrkestaModel
import TestHarness
import Testing

/// One host for one suite, with a provider of its own.
struct ModelHouse: Sendable {
    let host: HostProcess
    private let provider: EmulatedProvider?
    private let folder: TemporaryFolder
    private let http: HTTPClient

    /// The emulator's seller speaks, after the rules of `script`; `settings` are the
    /// host's orkesta.yaml. With `ollama` there is a second provider, of that line.
    static func open(
        script: JSON = ["rules": []],
        settings: String = "",
        ollama: Bool = false
    ) async throws -> ModelHouse {
        let folder = try TemporaryFolder(prefix: "orkesta-models")
        let file = folder.file("script.json")
        try Data(script.utf8).write(to: URL(filePath: file))
        try Data(settings.utf8).write(to: URL(filePath: folder.file("orkesta.yaml")))
        let provider = try EmulatedProvider(["--script", file])
        var environment = ["GROQ_API_KEY": "gsk_secret", "GROQ_BASE_URL": "\(provider.url)/openai/v1"]
        if ollama { environment["OLLAMA_HOST"] = provider.url }
        return try await ModelHouse(folder, provider, environment)
    }

    static func openWithoutModels() async throws -> ModelHouse {
        try await ModelHouse(TemporaryFolder(prefix: "orkesta-models"), nil, [:])
    }

    private init(
        _ folder: TemporaryFolder,
        _ provider: EmulatedProvider?,
        _ environment: [String: String]
    ) async throws {
        (self.folder, self.provider) = (folder, provider)
        http = try HTTPClient()
        var configuration = FlowHost.configuration
        configuration.dataFolder = folder.path
        configuration.environment = environment
        host = try await HostProcess.start(configuration)
    }

    /// The client API as a demo tenant.
    func client(_ tenant: String = FlowHost.laCentral) throws -> APIClient { try host.client(tenant, http) }

    /// A shop with `list`, whose plugins are loaded.
    func newShop(_ list: String = Self.list) async throws -> FlowTenant {
        let tenant = try await FlowTenant.create(on: host, enabling: FlowHost.sellingAgents, http: http)
        let upload = try await tenant.upload(list)
        try #require(upload.status == 200 && upload.json["errors"]?.arrayValue?.isEmpty != false, "\(upload.text)")
        for text in ["hola", "busco martillos", "quiero 2 martillos", "cotízame 2 martillos"] {
            var tries = 0
            while tries < 5, try await tenant.client.chat(phone: FlowHost.newPhone(), text: text).agent == nil {
                tries += 1
            }
        }
        return tenant
    }

    /// The small shop of all flows, with more to think of.
    static let list = """
        \(FlowHost.shopList)
        TEF-34,Cinta Teflón 3/4 pulgada x 7 m,12.00,PZA,Plomería,60
        TEF-12,Cinta Teflón 1/2 pulgada x 7 m,9.00,PZA,Plomería,60
        LLA-1,Llave para Lavabo Cromada Urrea,349.00,PZA,Plomería,6
        TAQ-14,Taquete Plástico 1/4 pulgada,28.00,BOLSA,Ferretería,40
        FOC-9,Foco LED 9 W Luz Cálida,39.00,PZA,Eléctrico,80
        """

    /// A shop of this host, whose ports have changed with a new start.
    func reopened(_ shop: FlowTenant) throws -> FlowTenant {
        FlowTenant(
            id: shop.id,
            key: shop.key,
            client: APIClient(baseURL: try #require(host.clientURL), apiKey: shop.key, http: http),
            tower: try host.tower("platform", http)
        )
    }

    /// What the provider was asked.
    func requests() async throws -> [JSON] {
        guard let provider else { return [] }
        let answer = try await APIClient(baseURL: provider.url, apiKey: nil, http: http).get("/control/requests")
        return answer.json.arrayValue ?? []
    }

    /// Every request of `line` from now on fails as `plan` says.
    func fail(_ plan: String, line: String = "groq") async throws {
        guard let provider else { return }
        let client = APIClient(baseURL: provider.url, apiKey: nil, http: http)
        let path = "/control/faults/\(line)"
        let answer = try await client.send("PUT", path, body: Array(plan.utf8), type: "text/plain")
        try #require(answer.status == 200, "\(answer.text)")
    }
}

extension FlowTenant {
    /// What a turn asked of language models.
    func questions(of answer: APIResponse?) async throws -> [JSON] {
        let id = try #require(answer?.turnID, "\(answer?.text ?? "")")
        let turn = try await tower.get("/api/turns/\(id)?tenant_id=\(self.id)")
        try #require(turn.status == 200, "\(turn.text)")
        return turn.json["trace"]?["models"]?.arrayValue ?? []
    }
}
