// The life of an instance, from create to destroy. Every call into the plugin is
// made on its lane.

import HostCore
import HostStorage
import HostTurns
import OrkestaABI
import OrkestaModel
import Synchronization

extension PluginInstance {
    /// Makes an instance, starts and activates it. Throws what went wrong; then
    /// nothing of it is left (or it is condemned, when it hangs).
    static func launch(
        _ library: PluginLibrary, tenant: TenantHandle, settings: JSON, pool: LanePool, services: PluginServices
    ) async throws(Problem) -> PluginInstance {
        let plugin = library.manifest.id
        let made = InstanceRegistry.shared.register { handle in
            PluginInstance(handle: handle, tenant: tenant, plugin: plugin, lane: Lane(pool: pool), services: services)
        }
        guard let instance = made else {
            throw Problem(.unavailable, "there are too many plugin instances", remedy: "Use another node")
        }
        do throws(Problem) {
            try await instance.create(library, settings)
            try await instance.activate()
            return instance
        } catch {
            await instance.shutDown(withinMilliseconds: 0)
            throw error
        }
    }

    private func create(_ library: PluginLibrary, _ settings: JSON) async throws(Problem) {
        let result = await withUnsafeContinuation { continuation in
            lane.enqueue(.work { [self] in continuation.resume(returning: createOnLane(library, settings)) })
        }
        try result.get()
    }

    private func createOnLane(_ library: PluginLibrary, _ settings: JSON) -> Result<Void, Problem> {
        guard let create = library.factory.pointee.create else {
            return .failure(pluginProblem("its factory cannot create"))
        }
        var table: UnsafePointer<ork_instance>?
        var failure = abiError(ORK_OK, "")
        let status = withBorrowed([plugin.rawValue, settings.description]) { strings in
            create(
                library.factory.pointee.ctx, ServiceTables.host.pointer, handle, strings[0], strings[1], &table,
                &failure
            )
        }
        guard status == ORK_OK, let table else {
            let reason = message(of: failure)
            return .failure(pluginProblem("create: \(reason.isEmpty ? "status \(status)" : reason)"))
        }
        guard Int(table.pointee.size) >= MemoryLayout<ork_instance>.size, table.pointee.destroy != nil else {
            return .failure(pluginProblem("its instance table is too small or has no destroy"))
        }
        state.withLock { $0.tables = tables(of: table) }
        let started = table.pointee.start?(table.pointee.impl) ?? ORK_OK
        return started == ORK_OK ? .success(()) : .failure(pluginProblem("start: status \(started)"))
    }

    /// Asks once for every interface; a table smaller than ours is not used.
    private func tables(of table: UnsafePointer<ork_instance>) -> PluginTables {
        func find<Table>(_ id: String, _ type: Table.Type) -> UnsafePointer<Table>? {
            let found = withBorrowed([id]) { table.pointee.get_extension?(table.pointee.impl, $0[0]) }
            guard let pointer = found ?? nil, Int(pointer.loadUnaligned(as: UInt32.self)) >= MemoryLayout<Table>.size
            else { return nil }
            return pointer.assumingMemoryBound(to: Table.self)
        }
        return PluginTables(
            instance: table, agent: find(ORK_AGENT_1, ork_agent.self), search: find(ORK_SEARCH_1, ork_search.self),
            channel: find(ORK_CHANNEL_1, ork_channel.self)
        )
    }

    private func activate() async throws(Problem) {
        _ = state.withLock { $0.lifecycle.apply(.activate) }
        let result = await answered(withinMilliseconds: Limits.pluginStartMilliseconds) { impl, op in
            self.tables.instance?.pointee.activate?(impl, op) ?? ORK_E_UNSUPPORTED
        }
        switch result {
        case .success: _ = state.withLock { $0.lifecycle.apply(.activated) }
        case .failure(let problem):
            _ = state.withLock { $0.lifecycle.apply(.activationFailed) }
            throw problem
        }
    }

    /// Gives the plugin an operation and waits for its answer, at most so long.
    private func answered(
        withinMilliseconds limit: Int64,
        _ call: @escaping @Sendable (UnsafeMutableRawPointer?, ork_op) -> ork_status
    ) async -> Result<String, Problem> {
        await withUnsafeContinuation { continuation in
            guard let op = open(.given { continuation.resume(returning: $0) }) else {
                return continuation.resume(returning: .failure(pluginProblem("it has too many operations open")))
            }
            onLane { [self] impl in
                let status = call(impl, op)
                if status != ORK_OK { close(op)?.fail(pluginProblem("status \(status)")) }
            } refused: { [self] in
                close(op)?.fail(pluginProblem("it takes no more calls"))
            }
            Task { [self] in
                try? await Task.sleep(for: .milliseconds(limit))
                close(op)?.fail(pluginProblem("it did not answer within \(limit) ms"))
            }
        }
    }

    /// Takes no new work, lets what runs finish, then ends the instance. What is
    /// still running after the limit is cancelled and fails.
    func shutDown(withinMilliseconds limit: Int64) async {
        let wasActive = lifecycle == .active
        guard state.withLock({ $0.lifecycle.apply(.drain) || $0.lifecycle == .draining }) else { return }
        if limit > 0 { await waitUntilIdle(withinMilliseconds: limit) }
        for turn in state.withLock({ $0.turns.all.map(\.handle) }) { cancelTurn(turn) }
        await waitUntilIdle(withinMilliseconds: 1000)
        failEverything(changingOver)
        await withUnsafeContinuation { continuation in
            let isAccepted = lane.enqueue(
                .work { [self] in
                    destroyOnLane(deactivating: wasActive)
                    continuation.resume()
                }
            )
            if !isAccepted { continuation.resume() }
        }
    }

    private func destroyOnLane(deactivating: Bool) {
        guard state.withLock({ $0.lifecycle.apply(.end) }) else { return }
        let table = tables.instance
        if deactivating { table?.pointee.deactivate?(table?.pointee.impl) }
        table?.pointee.destroy?(table?.pointee.impl)
        state.withLock { $0.tables = PluginTables() }
        InstanceRegistry.shared.remove(handle)
        lane.close(discarding: false)
    }

    private func waitUntilIdle(withinMilliseconds limit: Int64) async {
        await withUnsafeContinuation { continuation in
            let once = Once { continuation.resume() }
            whenIdle { once.run() }
            Task {
                try? await Task.sleep(for: .milliseconds(limit))
                once.run()
            }
        }
    }
}
