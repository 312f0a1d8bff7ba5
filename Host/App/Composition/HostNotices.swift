// Hears what other hosts on the database did, and passes it on to whoever
// keeps something of it in memory.

import HostCore
import HostGateway
import HostLLM
import HostOutbox
import HostPlugins
import HostStorage
import HostTime
import HostTurns
import Logging
import ServiceLifecycle

/// Runs until the host stops; does nothing where there is no other host.
struct HostNotices: Service {
    let database: any Database
    let engine: TurnEngine
    let dispatcher: OutboxDispatcher
    let runtime: PluginRuntime
    let clocks: TenantClocks
    let credentials: Credentials
    let languageModels: LLMChain?
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            guard let notices = database.notices() else {
                // A service that ends would end the host.
                return await untilCancelled()
            }
            await withDiscardingTaskGroup { group in
                for await notice in notices { hear(notice, in: &group) }
            }
        }
    }

    /// What takes time goes beside, so that the next notice need not wait.
    private func hear(_ notice: DatabaseNotice, in group: inout DiscardingTaskGroup) {
        switch notice {
        case .inboxWaits: engine.wake()
        case .outboxWaits: dispatcher.wake()
        case .turnEnded(let item, let tenant, let channel, let address):
            engine.turnEnded(item, tenant: tenant, channel: channel, address: address)
        case .messages(let tenant, let channel, let address):
            engine.messagesCame(tenant: tenant, channel: channel, address: address)
        case .tenantChanged(let tenant):
            credentials.invalidate()
            group.addTask { await reloadClock(of: tenant) }
            group.addTask { await reloadModels(of: tenant) }
        case .pluginChanged(let tenant, let plugin):
            group.addTask {
                await runtime.follow(plugin, of: tenant)
                await dispatcher.channelChanged(plugin, of: tenant)
            }
        case .killSwitchSet(let scope):
            group.addTask { await obey(KillSwitchScope(scope)) }
        case .missed:
            credentials.invalidate()
            engine.wake()
            dispatcher.wake()
            group.addTask { await catchUp() }
        }
    }

    /// Everything that a notice could have said.
    private func catchUp() async {
        for tenant in clocks.tenants { await reloadClock(of: tenant) }
        await runtime.followAll()
        do {
            try await languageModels?.loadChoices(from: database)
        } catch {
            logger.error("the tenants' language models could not be read", metadata: ["error": "\(error)"])
        }
        do {
            for killSwitch in try await database.read({ try KillSwitches.list(in: $0) }) {
                await obey(killSwitch.scope)
            }
        } catch {
            logger.error("kill switches could not be read", metadata: ["error": "\(error)"])
        }
    }

    private func reloadClock(of tenant: TenantID) async {
        do {
            try await clocks.reload(tenant)
        } catch {
            logger.error("a tenant's clock could not be read", metadata: ["error": "\(error)"])
        }
    }

    private func reloadModels(of tenant: TenantID) async {
        do {
            try await languageModels?.loadChoices(of: tenant, from: database)
        } catch {
            logger.error("a tenant's language models could not be read", metadata: ["error": "\(error)"])
        }
    }

    private func obey(_ scope: KillSwitchScope?) async {
        // A scope that a newer host knows is obeyed at the claim all the same.
        guard let scope else { return }
        do {
            try await dispatcher.stopTraffic(scope)
        } catch {
            logger.error("a kill switch could not be obeyed at once", metadata: ["error": "\(error)"])
        }
    }

    private func untilCancelled() async {
        let (never, hold) = AsyncStream<Never>.makeStream()
        for await _ in never {}
        hold.finish()
    }
}
