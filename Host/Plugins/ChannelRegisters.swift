// What all tenants' settings say of a channel, kept: read again when something was changed here,
// and when it has grown old, since other hosts change things too.

import HostCore
import HostInbox
import HostStorage
import Logging
import OrkestaModel

/// One register a channel. Of a tenant whose settings are as they were nothing is read anew.
actor ChannelRegisters {
    private struct Kept {
        let basis: Basis
        let readings: [TenantID: TenantReading]
        let register: ChannelRegister
        /// Monotonic milliseconds, and the changes up to then.
        let readAt: Int64
        let changes: Int
    }

    /// What the readings of all tenants depend on.
    private struct Basis: Equatable {
        let platform: JSON
        let manifest: PluginManifest
    }

    private struct TenantReading {
        let revision: Int64
        let environment: Tenant.Environment
        /// Nil where the tenant's settings cannot be read.
        let reading: ChannelDeclaration.Reading?
    }

    private typealias Answer = Result<ChannelRegister, Problem>

    private let catalog: PluginCatalog
    private let services: PluginServices
    private let configurations: TenantConfigurations
    private var kept: [PluginID: Kept] = [:]
    private var running: [PluginID: (changes: Int, task: Task<Answer, Never>)] = [:]

    init(catalog: PluginCatalog, services: PluginServices, configurations: TenantConfigurations) {
        self.catalog = catalog
        self.services = services
        self.configurations = configurations
    }

    /// As it is, or was ``Limits/channelRegisterMilliseconds`` ago. Whoever asks while it is read
    /// waits for the same reading, unless something was changed since that began.
    func register(of id: PluginID) async throws(Problem) -> ChannelRegister {
        while true {
            let changes = configurations.changes
            let oldest = monotonicMilliseconds() - Limits.channelRegisterMilliseconds
            if let known = kept[id], known.changes == changes, known.readAt > oldest { return known.register }
            if let reading = running[id] {
                let answer = await reading.task.value
                guard reading.changes == changes else { continue }
                return try answer.get()
            }
            let task = Task { await read(id, asOf: changes) }
            running[id] = (changes, task)
            return try await task.value.get()
        }
    }

    private func read(_ id: PluginID, asOf changes: Int) async -> Answer {
        defer { running[id] = nil }
        let readAt = monotonicMilliseconds()
        do throws(Problem) {
            let entry = try catalog.entry(id)
            let basis = Basis(platform: entry.settings, manifest: try entry.manifest.get())
            let known = kept[id].flatMap { $0.basis == basis ? $0.readings : nil } ?? [:]
            var readings: [TenantID: TenantReading] = [:]
            var register = ChannelRegister()
            for user in try await users(of: id) {
                let found = await reading(of: user, basis, known[user.tenant.id])
                readings[user.tenant.id] = found
                guard let reading = found.reading else { continue }
                register.add(
                    user.tenant,
                    sender: reading.sender,
                    account: reading.account,
                    isPulled: reading.isPulled
                )
            }
            kept[id] = Kept(basis: basis, readings: readings, register: register, readAt: readAt, changes: changes)
            return .success(register)
        } catch {
            return .failure(error)
        }
    }

    private func users(of id: PluginID) async throws(Problem) -> [PluginUser] {
        var users: [PluginUser] = []
        do {
            while true {
                let page = try await services.database.read { [last = users.last?.tenant.id] connection in
                    try TenantPlugins.users(
                        of: id,
                        after: last,
                        limit: Limits.channelRegisterPageMax,
                        in: connection
                    )
                }
                users += page
                if page.count < Limits.channelRegisterPageMax { return users }
            }
        } catch {
            throw Problem(
                .unavailable,
                "the tenants' settings of \(id) cannot be read",
                remedy: "Try again in a moment"
            )
        }
    }

    /// One tenant's damaged settings are no other tenant's trouble.
    private func reading(of user: PluginUser, _ basis: Basis, _ known: TenantReading?) async -> TenantReading {
        if let known, known.revision == user.revision, known.environment == user.environment { return known }
        var reading: ChannelDeclaration.Reading?
        do {
            let played =
                user.environment == .sandbox
                ? await services.playedSettings(of: basis.manifest, for: user.tenant.id) : .object([:])
            reading = basis.manifest.channel.read(basis.platform.merging(played).merging(try user.settings()))
        } catch {
            services.logger.error(
                "a tenant's settings of a channel cannot be read",
                metadata: ["tenant": "\(user.tenant.id)", "plugin": "\(basis.manifest.id)"]
            )
        }
        return TenantReading(revision: user.revision, environment: user.environment, reading: reading)
    }
}
