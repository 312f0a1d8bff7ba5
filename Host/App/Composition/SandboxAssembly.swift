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

/// What a sandbox tenant's channel is set to where it sets nothing itself.
struct SandboxSettings: Sendable {
    /// Of the client API.
    let base: String
    /// Nil: nobody plays the providers, and sandbox tenants reach no other.
    let credentials: SandboxCredentials?

    init(_ masterKey: MasterKey, _ host: HostSettings) {
        base = host.localURL
        credentials = host.playsProviders ? SandboxCredentials(masterKey) : nil
    }

    func settings(of channel: PluginID, for tenant: TenantID) -> JSON {
        let own: JSON = ["api_base_url": .string(Self.provider(of: channel, at: base))]
        guard let credentials else { return own }
        let webhook = Self.webhook(of: channel, tenant, at: base)
        return own.merging(credentials.settings(of: channel.rawValue, for: tenant, webhook: webhook))
    }

    static func provider(of channel: PluginID, at base: String) -> String { "\(base)/emulate/\(channel)" }

    static func webhook(of channel: PluginID, _ tenant: TenantID, at base: String) -> String {
        "\(base)/channels/\(channel)/\(tenant)"
    }
}

/// The providers, as the Gateway reaches them.
struct SandboxAssembly: EmulatedProviders {
    private static let names = ["whatsapp": "WhatsApp", "telegram": "Telegram", "sms": "SMS"]

    let channels = SandboxProviders.channels.map { EmulatedChannel(id: $0, name: names[$0] ?? $0) }
    private let providers: SandboxProviders

    init(_ database: any Database, _ runtime: PluginRuntime, _ base: String, _ log: Logger) {
        let accounts = SandboxAccounts(database: database, runtime: runtime, base: base, log: log)
        providers = SandboxProviders { channel, anew in await accounts.list(channel, anew: anew) }
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
    let base: String
    let log: Logger
    private var known: [String: (accounts: Task<[SandboxAccount], Never>, at: Int64)] = [:]

    init(database: any Database, runtime: PluginRuntime, base: String, log: Logger) {
        self.database = database
        self.runtime = runtime
        self.base = base
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
        var accounts: [SandboxAccount] = []
        do {
            for (tenant, handle) in try await database.read({ try Self.sandboxTenants(in: $0) }) {
                guard let settings = await settings(of: plugin, for: handle),
                    settings["api_base_url"]?.stringValue == SandboxSettings.provider(of: plugin, at: base)
                else { continue }
                accounts.append(
                    SandboxAccount(
                        tenant: tenant.id,
                        name: tenant.displayName,
                        settings: settings,
                        webhook: SandboxSettings.webhook(of: plugin, tenant.id, at: base)
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
