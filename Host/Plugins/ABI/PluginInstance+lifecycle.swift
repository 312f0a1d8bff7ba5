// The life of an instance, from create to destroy. Every call into the plugin is
// made on its lane.

import HostCore
import HostInbox
import HostStorage
import HostTurns
import OrkestaABI
import OrkestaModel
import Synchronization

extension PluginInstance {
    /// Makes an instance, starts and activates it. Throws what went wrong; then
    /// nothing of it is left (or it is condemned, when it hangs).
    static func launch(
        _ library: PluginLibrary,
        tenant: TenantHandle,
        settings: JSON,
        pool: LanePool,
        services: PluginServices
    ) async throws(Problem) -> PluginInstance {
        let plugin = library.manifest.id
        let made = InstanceRegistry.shared.register { handle in
            PluginInstance(handle: handle, tenant: tenant, plugin: plugin, lane: Lane(pool: pool), services: services)
        }
        guard let instance = made else {
            throw Problem(.unavailable, "there are too many plugin instances", remedy: "Use another node")
        }
        let names = library.manifest.secretSettings
        let secrets = names.map { ($0, settings[$0]?.stringValue ?? "") }
        instance.state.withLock { state in
            state.secrets = Dictionary(uniqueKeysWithValues: secrets)
            state.egress = EgressRules(library.manifest, settings: settings)
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

    // MARK: Beginning

    private func create(_ library: PluginLibrary, _ settings: JSON) async throws(Problem) {
        let made = await ranOnLane { [self] in
            switch createOnLane(library, settings) {
            case .success: .success("")
            case .failure(let problem): .failure(problem)
            }
        }
        _ = try made.get()
    }

    private func createOnLane(_ library: PluginLibrary, _ settings: JSON) -> Result<Void, Problem> {
        guard let create = library.factory.pointee.create else {
            return .failure(pluginProblem("its factory cannot create"))
        }
        var made: UnsafePointer<ork_instance>?
        var failure = abiError(ORK_OK, "")
        let status = withBorrowed([plugin.rawValue, settings.description]) { strings in
            create(
                library.factory.pointee.ctx,
                ServiceTables.host.pointer,
                handle,
                strings[0],
                strings[1],
                &made,
                &failure
            )
        }
        // Condemned meanwhile: what it made is leaked, and never called.
        guard lifecycle.mayBeCalled else { return .failure(changingOver) }
        guard status == ORK_OK else {
            let reason = message(of: failure)
            return .failure(pluginProblem("create: \(reason.isEmpty ? "status \(status)" : reason)"))
        }
        guard let table = made, Int(table.pointee.size) >= firstSize(\ork_instance.get_extension),
            table.pointee.destroy != nil
        else { return .failure(pluginProblem("create made no instance table, or one without destroy")) }
        let tables = tables(of: table)
        state.withLock { $0.tables = tables }
        if let missing = library.manifest.interfaces.first(where: { !tables.offers($0) }) {
            return .failure(pluginProblem("its manifest names \(missing), which it does not offer"))
        }
        let started = table.pointee.start?(table.pointee.impl) ?? ORK_OK
        guard started == ORK_OK else { return .failure(pluginProblem("start: status \(started)")) }
        return Result { () throws(Problem) in
            let tools = try readTools(tables)
            state.withLock { $0.tools = tools }
        }
    }

    /// Asks once for every interface; a table smaller than version 1.0's is not used.
    private func tables(of table: UnsafePointer<ork_instance>) -> PluginTables {
        func find<Table>(_ id: String, upTo firstSize: Int) -> UnsafePointer<Table>? {
            let found = withBorrowed([id]) { table.pointee.get_extension?(table.pointee.impl, $0[0]) }
            guard let pointer = found ?? nil, Int(pointer.loadUnaligned(as: UInt32.self)) >= firstSize
            else { return nil }
            return pointer.assumingMemoryBound(to: Table.self)
        }
        return PluginTables(
            instance: table,
            agent: find(ORK_AGENT_1, upTo: firstSize(\ork_agent.wake)),
            search: find(ORK_SEARCH_1, upTo: firstSize(\ork_search.recommend)),
            channel: find(ORK_CHANNEL_1, upTo: firstSize(\ork_channel.send)),
            tools: find(ORK_TOOLS_1, upTo: firstSize(\ork_tools.call))
        )
    }

    private func activate() async throws(Problem) {
        guard state.withLock({ $0.lifecycle.apply(.activate) }) else { throw changingOver }
        let result = await answered(withinMilliseconds: Limits.pluginStartMilliseconds) { impl, tables, op in
            tables.instance?.pointee.activate?(impl, op) ?? ORK_E_UNSUPPORTED
        } noting: { [self] result in
            if case .success = result { state.withLock { $0.isActivated = true } }
        }
        do throws(Problem) {
            _ = try result.get()
            try await readCapabilities()
        } catch {
            _ = state.withLock { $0.lifecycle.apply(.activationFailed) }
            throw error
        }
        // False when it is shut down meanwhile.
        guard state.withLock({ $0.lifecycle.apply(.activated) }) else { throw changingOver }
    }

    /// What a channel can carry is asked once: it is a call, so only on the lane.
    private func readCapabilities() async throws(Problem) {
        guard tables.channel != nil else { return }
        let read = await ranOnLane { [self] in
            let tables = tables
            let found = tables.channel?.pointee.caps?(tables.instance?.pointee.impl).flatMap { sized($0) }
            do throws(Refusal) {
                let capabilities = try ChannelCapabilities(found ?? ork_channel_caps())
                state.withLock { $0.capabilities = capabilities }
                return .success("")
            } catch {
                return .failure(pluginProblem("caps: \(error.reason)"))
            }
        }
        _ = try read.get()
    }

    // MARK: Ending

    /// Takes no new work, lets what runs finish, then ends the instance. What is
    /// still running after the limit is cancelled and fails.
    func shutDown(withinMilliseconds limit: Int64) async {
        let (mayEnd, mustDrain) = state.withLock { state -> (Bool, Bool) in
            let isFirst = state.lifecycle.apply(.drain)
            return (isFirst || state.lifecycle == .draining, isFirst && state.isActivated)
        }
        guard mayEnd else { return }
        if limit > 0 {
            if mustDrain { askToDrain(withinMilliseconds: limit) }
            await waitUntilIdle(withinMilliseconds: limit)
        }
        for turn in state.withLock({ $0.turns.all.map(\.handle) }) { cancelTurn(turn) }
        await waitUntilIdle(withinMilliseconds: 1000)
        failEverything(changingOver, exceptCalls: true)
        cancelCalls()
        await waitUntilIdle(withinMilliseconds: 1000)
        _ = await ranOnLane { [self] in
            destroyOnLane()
            return .success("")
        }
    }

    /// The answer is an operation like others: the wait for idleness waits for it.
    private func askToDrain(withinMilliseconds limit: Int64) {
        guard tables.instance?.pointee.drain != nil, let op = open(.given { _ in }) else { return }
        onLane { [self] impl, tables in
            let status = tables.instance?.pointee.drain?(impl, limit, op) ?? ORK_OK
            if status != ORK_OK { _ = close(op) }
        } refused: { [self] in
            _ = close(op)
        }
    }

    /// Answers the plugin's own calls, so that whoever waits for one is released.
    private func cancelCalls() {
        for (_, open) in state.withLock({ $0.operations.all }) {
            guard case .call(let call) = open.operation else { continue }
            call.fail(open.mayHaveHappened ? ORK_E_UNKNOWN_OUTCOME : ORK_E_CANCELLED, "the instance ends")
        }
    }

    private func destroyOnLane() {
        let tables = state.withLock { state -> PluginTables? in
            guard state.lifecycle == .draining, !state.isEnding else { return nil }
            state.isEnding = true
            return state.tables
        }
        guard let tables else { return }
        let table = tables.instance
        if state.withLock({ $0.isActivated }) { table?.pointee.deactivate?(table?.pointee.impl) }
        table?.pointee.destroy?(table?.pointee.impl)
        // False when it was condemned in there: that has cleared up already.
        guard state.withLock({ $0.lifecycle.apply(.end) }) else { return }
        state.withLock { $0.tables = PluginTables() }
        InstanceRegistry.shared.remove(handle)
        lane.close(discarding: false)
        failEverything(changingOver)
    }

    // MARK: Waiting

    /// Gives the plugin an operation and waits for its answer, at most so long.
    /// `note` sees the answer before anything that comes after it.
    private func answered(
        withinMilliseconds limit: Int64,
        _ call: @escaping @Sendable (UnsafeMutableRawPointer?, PluginTables, ork_op) -> ork_status,
        noting note: @escaping @Sendable (Result<String, Problem>) -> Void
    ) async -> Result<String, Problem> {
        var timer: Task<Void, Never>?
        defer { timer?.cancel() }
        return await withUnsafeContinuation { continuation in
            let completion: @Sendable (Result<String, Problem>) -> Void = { result in
                note(result)
                continuation.resume(returning: result)
            }
            guard let op = open(.given(completion)) else {
                return completion(.failure(pluginProblem("it has too many operations open")))
            }
            onLane { [self] impl, tables in
                let status = call(impl, tables, op)
                if status != ORK_OK { close(op)?.fail(pluginProblem("status \(status)")) }
            } refused: { [self] in
                close(op)?.fail(pluginProblem("it takes no more calls"))
            }
            timer = Task { [self] in
                guard (try? await Task.sleep(for: .milliseconds(limit))) != nil else { return }
                close(op)?.fail(pluginProblem("it did not answer within \(limit) ms"))
            }
        }
    }

    /// Runs `work` on the lane, with or without a table, and waits for it. Fails
    /// when the instance is condemned before or meanwhile.
    private func ranOnLane(_ work: @escaping @Sendable () -> Result<String, Problem>) async -> Result<String, Problem> {
        await withUnsafeContinuation { continuation in
            guard let op = open(.given { continuation.resume(returning: $0) }) else {
                return continuation.resume(returning: .failure(changingOver))
            }
            let isAccepted = lane.enqueue(
                .work { [self] in
                    guard state.withLock({ $0.operations[op] != nil }) else { return }
                    let result = work()
                    if case .given(let completion)? = close(op) { completion(result) }
                }
            )
            if !isAccepted { close(op)?.fail(changingOver) }
        }
    }

    private func waitUntilIdle(withinMilliseconds limit: Int64) async {
        var timer: Task<Void, Never>?
        defer { timer?.cancel() }
        await withUnsafeContinuation { continuation in
            let once = Once { continuation.resume() }
            whenIdle { once.run() }
            timer = Task {
                try? await Task.sleep(for: .milliseconds(limit))
                once.run()
            }
        }
    }
}

extension PluginTables {
    /// Whether the table of an interface of this version is there.
    fileprivate func offers(_ interface: String) -> Bool {
        switch interface {
        case ORK_AGENT_1: agent != nil
        case ORK_SEARCH_1: search != nil
        case ORK_CHANNEL_1: channel != nil
        case ORK_TOOLS_1: tools != nil
        default: true
        }
    }
}
