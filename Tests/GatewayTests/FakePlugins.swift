// Small plugins behind the real ports: an agent that repeats, a web channel
// that reads the page's JSON, a search over the stored catalog.

import HostCommerce
import HostCore
import HostGateway
import HostInbox
import HostStorage
import HostTurns
import OrkestaModel

/// The plugins of every tenant: `echo`, `web`, and `phone`, one number a tenant; `beta`
/// has no search.
struct FakePlugins: AgentDirectory, ChannelDirectory, CatalogSearch, PluginAdministration, ToolDirectory {
    let database: any Database

    // MARK: Agents and channels

    func enabledAgents(of tenant: TenantHandle) async -> [PluginID] { [PluginID("echo")].compactMap(\.self) }

    func agent(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any Agent { EchoAgent() }

    func channel(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any Channel {
        if id == PluginID("phone") {
            let settings = try await settings(of: id, tenant)
            guard settings["is_broken"] != true else {
                throw Problem(.pluginFailure, "it does not start", remedy: "Mend it.")
            }
            return NumberChannel(number: Self.number(settings, tenant), secret: settings["secret"]?.stringValue)
        }
        guard id == PluginID("web") else {
            throw Problem(.conflict, "the tenant has not enabled \(id)", field: "channel", remedy: "Enable it.")
        }
        return PageChannel()
    }

    func register(of id: PluginID) async throws(Problem) -> ChannelRegister {
        var register = ChannelRegister()
        for user in try await users(of: id) {
            let settings = try await settings(of: id, user)
            register.add(
                user,
                sender: Self.number(settings, user),
                account: "account-\(user.id)",
                isPulled: false
            )
        }
        return register
    }

    func tenants(of id: PluginID, knowing words: Set<String>) async throws(Problem) -> [TenantHandle] {
        try await users(of: id).filter { words.contains("+number-\($0.id)") }
    }

    private static func number(_ settings: JSON, _ tenant: TenantHandle) -> String {
        settings["number"]?.stringValue ?? "+number-\(tenant.id)"
    }

    private func users(of id: PluginID) async throws(Problem) -> [TenantHandle] {
        do {
            return try await database.read { try TenantPlugins.users(of: id, limit: 100, in: $0).map(\.tenant) }
        } catch {
            throw Problem(.unavailable, "the database is closed", remedy: "Open it.")
        }
    }

    private func settings(of id: PluginID, _ tenant: TenantHandle) async throws(Problem) -> JSON {
        do {
            return try await database.read { try TenantPlugins(tenant).find(id, in: $0)?.settings } ?? .object([:])
        } catch {
            throw Problem(.unavailable, "the database is closed", remedy: "Open it.")
        }
    }

    // MARK: Search

    func search(_ query: ProductQuery, tenant: TenantHandle) async throws -> ProductAnswer {
        try requireSearch(tenant)
        let items = try await database.read { try CatalogItems(tenant).list(in: $0).items }
        let hits = items.filter { $0.name.lowercased().contains(query.text.lowercased()) }.prefix(query.limit).map {
            ProductHit(sku: $0.sku, name: $0.name, price: $0.price, unit: $0.unit, stock: $0.stock, score: 1)
        }
        return ProductAnswer(hits: Array(hits), unmatchedWords: hits.isEmpty ? [query.text] : [])
    }

    func normalize(_ lines: [String], tenant: TenantHandle) async throws -> [NormalizedProduct] {
        try requireSearch(tenant)
        return lines.map { NormalizedProduct(canonicalName: $0.lowercased()) }
    }

    func recommend(skus: [String], limit: Int, tenant: TenantHandle) async throws -> [ProductHit] { [] }

    private func requireSearch(_ tenant: TenantHandle) throws(Problem) {
        guard tenant.id.rawValue == "beta" else { return }
        throw Problem(.conflict, "the tenant has no search plugin", field: "plugin", remedy: "Enable catalog.")
    }

    // MARK: Tools

    func tools(of tenant: TenantHandle, in turn: TurnContext?) async throws(Problem) -> [any Tool] {
        [DoublingTool(name: "double"), DoublingTool(name: "double_of_\(tenant.id)")]
    }

    func boundTools() async -> [any Tool] { [DoublingTool(name: "double")] }

    // MARK: Administration

    func plugins() async -> [PluginSummary] {
        ["echo", "email", "sms"].compactMap(PluginID.init).map {
            PluginSummary(
                id: $0,
                kind: $0.rawValue == "echo" ? "agent" : "channel",
                name: $0.rawValue,
                version: "1.0.0",
                library: "echo.so",
                state: "loaded",
                detail: nil,
                settingsSchema: ["type": "object"],
                tenantCount: 2
            )
        }
    }

    func sellingSet() async -> SellingSet {
        SellingSet(plugins: [PluginID("echo")].compactMap(\.self), defaultAgent: PluginID("echo"))
    }

    func plugins(of tenant: TenantHandle) async throws -> [TenantPluginSummary] {
        try await database.read { try TenantPlugins(tenant).list(in: $0) }.map {
            TenantPluginSummary(
                id: $0.pluginID,
                kind: "agent",
                isEnabled: $0.isEnabled,
                state: $0.isEnabled ? "running" : "disabled",
                detail: nil,
                settings: $0.settings,
                secretsSet: [],
                revision: $0.revision
            )
        }
    }

    func change(
        _ plugin: PluginID,
        of tenant: TenantHandle,
        enabled: Bool?,
        settings: JSON?,
        record: @escaping @Sendable (JSON?, JSON, any DatabaseConnection) throws -> Void
    ) async throws {
        if settings?["volume"]?.stringValue != nil {
            throw Problem(.invalid, "a number is expected", field: "settings.volume", remedy: "Send a number.")
        }
        try await database.write { connection in
            let row = try TenantPlugins(tenant).set(
                plugin,
                enabled: enabled,
                settings: settings,
                at: Timestamp(milliseconds: 1),
                in: connection
            )
            try record(nil, ["enabled": .bool(row.isEnabled)], connection)
        }
    }

    func reload(_ plugin: PluginID) async throws -> PluginReloadSummary {
        guard plugin == PluginID("echo") else {
            throw Problem(.notFound, "there is no plugin \(plugin)", field: "plugin", remedy: "Name another.")
        }
        return PluginReloadSummary(
            id: plugin,
            version: "1.0.1",
            libraryHash: "ab12",
            tenants: [TenantID("alpha")].compactMap(\.self),
            failed: [:]
        )
    }
}

/// Repeats what it is told; `progress` shows something first, `fail` fails.
struct EchoAgent: Agent {
    func run(_ input: TurnInput, in turn: TurnContext) async -> AgentOutcome {
        switch input.text {
        case "fail": return .failed(Problem(.pluginFailure, "it was told to", remedy: "Tell it something else."))
        case "progress": turn.show(progress: "thinking")
        default: break
        }
        _ = turn.say(.text("eco: \(input.text)"), fallback: nil)
        return .finished(AgentResult(intent: "echo", confidence: 1))
    }
}

/// Reads what the chat page posts.
struct PageChannel: Channel {
    let capabilities = ChannelCapabilities(
        media: true,
        buttons: true,
        lists: true,
        templates: false,
        documents: true,
        textLengthMax: nil,
        buttonsMax: 10,
        sessionWindowMilliseconds: nil
    )

    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest {
        guard let sender = request.verifiedSender else {
            return ChannelIngest(
                messages: [],
                receipts: [],
                response: ChannelResponse(status: 401, headers: [], body: [])
            )
        }
        guard let json = try? JSON(parsing: request.body), let id = json["message_id"]?.stringValue,
            let text = json["text"]?.stringValue
        else {
            throw Problem(.invalid, "no message", field: "body", remedy: "Send message_id and text.")
        }
        return ChannelIngest(
            messages: [InboundMessage(messageID: id, address: sender, name: nil, locale: nil, text: text)],
            receipts: [],
            response: ChannelResponse(
                status: 202,
                headers: [("x-fake", "yes"), ("set-cookie", "evil=1")],
                body: Array("{}".utf8)
            )
        )
    }

    func send(_ message: OutboundMessage) async -> SendOutcome { .sent(providerMessageID: message.messageID.rawValue) }
}

/// One number of a provider whose requests hold a line a message: its number, who
/// wrote, the message's id, the text. A parameter `secret` verifies: the platform's, unless
/// the number has another, or the number itself.
struct NumberChannel: Channel {
    static let requestBytesMax = 5 << 20

    let number: String
    let secret: String?

    var capabilities: ChannelCapabilities {
        var capabilities = PageChannel().capabilities
        capabilities.sender = number
        capabilities.account = "account-\(number.split(separator: "-").last ?? "")"
        capabilities.textLengthMax = 1_600
        capabilities.requestBytesMax = Self.requestBytesMax
        return capabilities
    }

    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest {
        let isKnown = ["secret=\(number)", "secret=\(secret ?? "platform")"].contains(request.query)
        guard isKnown else {
            return ChannelIngest(
                messages: [],
                receipts: [],
                response: ChannelResponse(status: 401, headers: [], body: [])
            )
        }
        let lines = String(decoding: request.body, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: " ")
        }
        let own = lines.filter { $0.count == 4 && PercentEncoding.decoded(String($0[0])) == number }
        return ChannelIngest(
            messages: own.map {
                InboundMessage(
                    messageID: String($0[2]),
                    address: String($0[1]),
                    name: nil,
                    locale: nil,
                    text: String($0[3])
                )
            },
            receipts: [],
            response: ChannelResponse(status: 200, headers: [], body: Array(number.utf8))
        )
    }

    func send(_ message: OutboundMessage) async -> SendOutcome { .sent(providerMessageID: message.messageID.rawValue) }
}

/// Doubles `number`; fails as tools fail for some of them.
struct DoublingTool: Tool {
    let description: ToolDescription

    init(name: String) {
        description = ToolDescription(
            name: name,
            summary: "Doubles a number.",
            plugin: .api,
            form: .bound,
            parameters: ["type": "object"],
            changesState: false
        )
    }

    func call(_ arguments: JSON) async throws(ToolFailure) -> JSON {
        switch arguments["number"]?.integerValue {
        case nil: throw .arguments(field: "number", reason: "the argument is missing", remedy: "Give number")
        case 11: throw .crashed(signal: "SIGSEGV")
        case 12: throw .timedOut(milliseconds: 50)
        case 13: throw .busy
        case let number?: return .integer(number * 2)
        }
    }
}
