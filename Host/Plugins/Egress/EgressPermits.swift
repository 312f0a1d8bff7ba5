// Who may send now, by the database: asked before every request, and read once for
// all who ask at the same time.

import HostCore
import HostOutbox
import HostStorage
import Synchronization

/// Reads tenants' environments and the kill switches.
final class EgressPermits: Sendable {
    /// What was read for one tenant's plugin.
    struct Permit: Sendable {
        let environment: Tenant.Environment
        /// A kill switch covers it.
        let isHeld: Bool
    }

    private struct Question {
        let tenant: TenantID
        let plugin: PluginID
        let answer: CheckedContinuation<Permit?, Never>
    }

    private struct State {
        var waiting: [Question] = []
        var isReading = false
    }

    private let database: any Database
    private let state = Mutex(State())

    init(_ database: any Database) { self.database = database }

    /// As it is in the database once this was called. Nil when the database is not to be
    /// had, or there is no such tenant.
    func permit(_ plugin: PluginID, of tenant: TenantID) async -> Permit? {
        await withCheckedContinuation { answer in
            let mustRead = state.withLock { state in
                state.waiting.append(Question(tenant: tenant, plugin: plugin, answer: answer))
                defer { state.isReading = true }
                return !state.isReading
            }
            if mustRead { Task { await self.read() } }
        }
    }

    /// One reading after the other, each for those who came before it began.
    private func read() async {
        while let questions = next() {
            let tenants = Set(questions.map(\.tenant))
            let found = try? await database.read { connection in
                var environments: [TenantID: Tenant.Environment] = [:]
                for tenant in tenants {
                    environments[tenant] = try TenantDirectory().environment(of: tenant, in: connection)
                }
                return (environments, try KillSwitches.list(in: connection).map(\.scope))
            }
            for question in questions {
                let permit = found.flatMap { environments, scopes in
                    environments[question.tenant].map { environment in
                        Permit(
                            environment: environment,
                            isHeld: scopes.contains { $0.covers(question.tenant, question.plugin) }
                        )
                    }
                }
                question.answer.resume(returning: permit)
            }
        }
    }

    /// Nil: nobody asks any more.
    private func next() -> [Question]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isReading = false
                return nil
            }
            defer { state.waiting = [] }
            return state.waiting
        }
    }
}
