// The providers that the host plays for its sandbox tenants: which tenants those
// are, with which settings, and the way to them from the client API.

import HostAccess
import HostCore
import HostEmulators
import HostGateway
import HostPlugins
import HostStorage
import HostTime
import Hummingbird
import Logging
import OrkestaModel
import ServiceLifecycle

/// Where on this machine the providers of sandbox tenants are, played or not.
struct SandboxPlace: Sendable {
    /// Of the client API, below which they are; no slash at the end.
    private let base: String
    /// Mail is not spoken over HTTP: its port is this process's for as long as this is
    /// kept. Nil: nobody plays the providers.
    private let mail: ReservedPort?

    init(_ host: HostSettings) throws(Problem) {
        base = host.localURL
        mail = host.playsProviders ? try ReservedPort(on: "127.0.0.1") : nil
    }

    /// Nil when nobody plays them, and sandbox tenants reach no other.
    var mailPort: Int? { mail?.number }

    /// Which setting of a channel says where its provider is, and what it says.
    func provider(of channel: PluginID) -> (setting: String, url: String) {
        channel.rawValue == "email"
            ? ("smtp_url", mailPort.map { "smtp://127.0.0.1:\($0)" } ?? "")
            : ("api_base_url", "\(base)/emulate/\(channel)")
    }

    /// Where the host takes what customers write.
    func webhook(of channel: PluginID, _ tenant: TenantID) -> String { "\(base)/channels/\(channel)/\(tenant)" }
}

/// What a sandbox tenant's channel is set to where it sets nothing itself.
struct SandboxSettings: Sendable {
    private let place: SandboxPlace
    /// Nil: nobody plays the providers.
    private let credentials: SandboxCredentials?

    init(_ masterKey: MasterKey, _ place: SandboxPlace) {
        self.place = place
        credentials = place.mailPort == nil ? nil : SandboxCredentials(masterKey)
    }

    func settings(of channel: PluginID, for tenant: TenantID) -> JSON {
        let provider = place.provider(of: channel)
        let own: JSON = .object([provider.setting: .string(provider.url)])
        guard let credentials else { return own }
        let webhook = place.webhook(of: channel, tenant)
        return own.merging(credentials.settings(of: channel.rawValue, for: tenant, webhook: webhook))
    }
}

/// The providers, as the Gateway reaches them.
struct SandboxAssembly: EmulatedProviders {
    private static let names = ["whatsapp": "WhatsApp", "telegram": "Telegram", "sms": "SMS", "email": "E-mail"]

    let channels = SandboxProviders.channels.map { EmulatedChannel(id: $0, name: names[$0] ?? $0) }
    private let providers: SandboxProviders

    init(_ database: any Database, _ runtime: PluginRuntime, _ place: SandboxPlace, _ log: Logger) {
        let accounts = SandboxAccounts(database: database, runtime: runtime, place: place, log: log)
        providers = SandboxProviders(mailPort: place.mailPort ?? 0) { channel, anew in
            await accounts.list(channel, anew: anew)
        }
    }

    var services: [any Service] { providers.services }

    /// Whether the providers have told the tenant everything that they have to tell.
    func isQuiet(for tenant: TenantID) -> Bool { providers.isQuiet(for: tenant) }

    /// Lets them tell it now.
    func hurry(for tenant: TenantID) { providers.hurry(for: tenant) }

    func respond(
        to request: Request,
        of channel: EmulatedChannel,
        _ context: GatewayContext
    ) async throws -> Response {
        // A request without a socket is the command line's, which calls no provider.
        guard let connection = context.channel,
            let response = try await providers.respond(
                to: request,
                of: channel.id,
                EmulatorContext(context.coreContext, channel: connection, root: channel.root)
            )
        else { return Response(status: .notFound) }
        return response
    }
}

/// The sandbox tenants of each channel, read again after a second, or for a stranger.
private actor SandboxAccounts {
    private static let freshMilliseconds: Int64 = 1_000
    /// Strangers who are nobody's tenants cost no more than a reading in so long.
    private static let strangerMilliseconds: Int64 = 50

    let database: any Database
    let runtime: PluginRuntime
    let place: SandboxPlace
    let log: Logger
    private var known: [String: (accounts: Task<[SandboxAccount], Never>, at: Int64)] = [:]

    init(database: any Database, runtime: PluginRuntime, place: SandboxPlace, log: Logger) {
        self.database = database
        self.runtime = runtime
        self.place = place
        self.log = log
    }

    /// Whoever asks while they are read waits for the same reading; with `anew`, for one
    /// that began after they asked.
    func list(_ channel: String, anew: Bool) async -> [SandboxAccount] {
        let asked = SystemClock.monotonicMilliseconds()
        if anew, let last = known[channel] {
            let pause = max(1, last.at + Self.strangerMilliseconds - asked)
            try? await Task.sleep(for: .milliseconds(pause))
        }
        let oldest = anew ? asked : asked - Self.freshMilliseconds
        if let known = known[channel], known.at > oldest { return await known.accounts.value }
        let reading = Task { await read(channel) }
        known[channel] = (reading, SystemClock.monotonicMilliseconds())
        return await reading.value
    }

    private func read(_ channel: String) async -> [SandboxAccount] {
        guard let plugin = PluginID(channel) else { return [] }
        let provider = place.provider(of: plugin)
        var accounts: [SandboxAccount] = []
        do {
            for (tenant, handle) in try await database.read({ try Self.sandboxTenants(in: $0) }) {
                guard let settings = await settings(of: plugin, for: handle),
                    settings[provider.setting]?.stringValue == provider.url
                else { continue }
                accounts.append(
                    SandboxAccount(
                        tenant: tenant.id,
                        name: tenant.displayName,
                        settings: settings,
                        webhook: place.webhook(of: plugin, tenant.id)
                    )
                )
            }
        } catch {
            log.warning("the sandbox tenants cannot be read", metadata: ["channel": "\(channel)", "error": "\(error)"])
        }
        return accounts
    }

    /// Nil for a tenant whose channel is off, or cannot run: that is no other tenant's trouble.
    private func settings(of plugin: PluginID, for tenant: TenantHandle) async -> JSON? {
        do {
            return try await runtime.settingsInForce(plugin, for: tenant)
        } catch {
            log.warning(
                "a sandbox tenant's channel has no settings to play it with",
                metadata: ["tenant": "\(tenant.id)", "channel": "\(plugin)", "error": "\(error)"]
            )
            return nil
        }
    }

    private static func sandboxTenants(
        in connection: any DatabaseConnection
    ) throws -> [(tenant: Tenant, handle: TenantHandle)] {
        let directory = TenantDirectory()
        var found: [(Tenant, TenantHandle)] = []
        var page = try directory.list(in: connection)
        while let last = page.last, found.count < Limits.emulatedTenantsMax {
            for tenant in page where tenant.environment == .sandbox && !tenant.isSnapshot {
                found.append((tenant, try directory.handle(for: tenant.id, in: connection)))
            }
            page = try directory.list(after: last.id, in: connection)
        }
        return Array(found.prefix(Limits.emulatedTenantsMax))
    }
}
