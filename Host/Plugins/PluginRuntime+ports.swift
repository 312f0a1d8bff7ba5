// The runtime as the pipeline's ports: agents, channels, search.

public import HostCommerce
public import HostCore
public import HostInbox
public import HostStorage
public import HostTurns
public import OrkestaModel

extension PluginRuntime: AgentDirectory {
    public nonisolated func enabledAgents(of tenant: TenantHandle) async -> [PluginID] {
        (try? await configuration(of: tenant).agents) ?? []
    }

    public nonisolated func agent(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any Agent {
        let instance = try await instance(id, for: tenant)
        guard instance.tables.agent != nil else {
            throw Problem(
                .conflict,
                "plugin \(id) is no agent",
                field: "plugin",
                remedy: "Name a plugin that offers ork.agent/1"
            )
        }
        return PluginAgent(instance: instance)
    }
}

extension PluginRuntime: ChannelDirectory {
    public nonisolated func channel(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any Channel {
        guard let channel = PluginChannel(try await instance(id, for: tenant)) else {
            throw Problem(
                .conflict,
                "plugin \(id) is no channel",
                field: "channel",
                remedy: "Name a plugin that offers ork.channel/1"
            )
        }
        return channel
    }

    public nonisolated var channelIDs: [PluginID] {
        catalog.entries.filter { (try? $0.manifest.get())?.kind == .channel }.map(\.id)
    }

    public nonisolated func stopTraffic(where covers: (TenantID, PluginID) -> Bool) {
        services.egress?.stop(where: covers)
    }
}

extension PluginRuntime: CatalogSearch {
    public nonisolated func search(_ query: ProductQuery, tenant: TenantHandle) async throws -> ProductAnswer {
        try ProductAnswer(json: try await ask(.search, query.json, tenant))
    }

    public nonisolated func normalize(_ lines: [String], tenant: TenantHandle) async throws -> [NormalizedProduct] {
        let answer = try await ask(.normalize, ["lines": JSON(lines)], tenant)
        return try (answer["items"]?.arrayValue ?? []).map { try NormalizedProduct(json: $0) }
    }

    public nonisolated func recommend(skus: [String], limit: Int, tenant: TenantHandle) async throws -> [ProductHit] {
        let request: JSON = ["skus": JSON(skus), "limit": .integer(Int64(limit))]
        return try ProductAnswer(json: try await ask(.recommend, request, tenant)).hits
    }

    private nonisolated func ask(
        _ function: SearchFunction,
        _ request: JSON,
        _ tenant: TenantHandle
    ) async throws
        -> JSON
    {
        let instance = try await searchInstance(tenant)
        let revision = try await services.database.read { connection in
            try TenantDirectory().find(tenant.id, in: connection)?.tenant.catalogRevision ?? 0
        }
        let result = await withUnsafeContinuation { continuation in
            instance.search(function, request.description, catalogRevision: revision) {
                continuation.resume(returning: $0)
            }
        }
        return try JSON(parsing: try result.get())
    }

    /// The instance of the tenant's search plugin; 409 with the remedy when it
    /// has none.
    nonisolated func searchInstance(_ tenant: TenantHandle) async throws(Problem) -> PluginInstance {
        if let running = services.instances.search(of: tenant.id) { return running }
        for id in try await configuration(of: tenant).enabled.keys.sorted() {
            let manifest = try? catalog.entry(id).manifest.get()
            guard manifest?.interfaces.contains(searchInterface) == true else { continue }
            return try await instance(id, for: tenant)
        }
        throw Problem(
            .conflict,
            "the tenant has no search plugin enabled",
            field: "plugin",
            remedy: "orkesta tenant enable-plugin \(tenant.id) catalog"
        )
    }
}

private let searchInterface = "ork.search/1"
