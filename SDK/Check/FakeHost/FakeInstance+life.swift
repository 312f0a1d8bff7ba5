// The life of a fake instance, in the order that the headers promise.

import OrkestaABI
import OrkestaModel

extension FakeInstance {
    /// Makes, starts and activates an instance. Throws ``Stop`` after a finding.
    static func launch(
        _ library: Library,
        for tenant: Tenant = .first,
        _ behaviour: Behaviour = Behaviour()
    ) throws -> FakeInstance {
        let report = library.report
        let instance = try create(library, for: tenant, behaviour)
        let started = try instance.start()
        guard started == ORK_OK else {
            report.find(.activates, "start returned \(StatusName(started))")
            throw Stop()
        }
        let activated = try instance.activate()
        guard activated == ORK_OK else {
            report.find(.activates, "activate ended with \(StatusName(activated))")
            throw Stop()
        }
        return instance
    }

    /// The plugin's `create`, on the lane. `store` is what an earlier instance left
    /// behind. Throws ``Skip`` for a plugin that needs what this host does not have.
    static func create(
        _ library: Library,
        for tenant: Tenant = .first,
        _ behaviour: Behaviour,
        _ store: FakeStore = FakeStore()
    ) throws -> FakeInstance {
        let unknown = library.manifest.requiredServices.filter { FakeService.named($0) == nil }
        guard unknown.isEmpty else {
            throw Skip(reason: "it requires \(unknown.joined(separator: ", ")), which this checker does not have")
        }
        let instance = FakeInstance(library, for: tenant, behaviour, store)
        FakeHost.shared.register(instance)
        let status = try instance.onLane("create", .creates) { $0.callCreate() }
        guard status == ORK_OK else {
            library.report.find(.creates, "create returned \(StatusName(status)) for settings made from its schema")
            throw Stop()
        }
        try instance.readTables()
        return instance
    }

    private func callCreate() -> ork_status {
        guard let create = library.factory.pointee.create else { return ORK_E_UNSUPPORTED }
        let loans = Loans("create", behaviour.edition)
        defer { loans.end() }
        let settings = SampleSettings(secret: tenant.secret).object(library.manifest.document["config"] ?? .null)
        var made: UnsafePointer<ork_instance>?
        var error = ork_error()
        error.size = UInt32(MemoryLayout<ork_error>.size)
        let status = create(
            library.factory.pointee.ctx,
            FakeHost.shared.hostTable(behaviour.edition),
            handle,
            loans.text(library.manifest.id, "plugin_id"),
            loans.text(settings.description, "config_json"),
            &made,
            &error
        )
        if status == ORK_OK {
            let tables = PluginTables(made, report)
            withState { $0.tables = tables }
        }
        return status
    }

    private func readTables() throws {
        guard tables.instance.size > 0 else { throw Stop() }
        guard tables.instance.destroy != nil else {
            report.find(.destroys, "the ork_instance has no destroy")
            throw Stop()
        }
        for interface in library.manifest.interfaces
        where PluginTables.interfaces.contains(interface) && !tables.offers(interface) {
            report.find(.extensions, "the manifest names \(interface), get_extension returned NULL for it")
        }
        moveOn(to: .created)
    }

    func start() throws -> ork_status {
        let status = try onLane("start", .starts) { instance in
            var tables = instance.tables
            let status = tables.instance.start?(tables.instance.impl) ?? ORK_OK
            if status == ORK_OK { tables.readTools(instance.report) }
            let read = tables
            instance.withState { $0.tables = read }
            return status
        }
        if status == ORK_OK { moveOn(to: .started) }
        return status
    }

    /// The status with which activate was answered, or returned. Throws ``Stop`` after
    /// a finding when neither came in time.
    func activate() throws -> ork_status {
        moveOn(to: .activating)
        let op = giveOperation("activate", .activates)
        let returned = try onLane("activate", .activates) { instance in
            let table = instance.tables.instance
            return table.activate?(table.impl, op) ?? ORK_E_UNSUPPORTED
        }
        guard returned == ORK_OK else {
            refuse(op, returned)
            return returned
        }
        guard wait(Self.patience * 4, until: { $0.operations[op]?.status != nil }) else {
            report.find(.activates, "activate's operation was not answered within \(Self.patience * 4) ms")
            throw Stop()
        }
        let status = withState { $0.operations[op]?.status } ?? ORK_E_TIMEOUT
        if status == ORK_OK { moveOn(to: .active) }
        return status
    }

    /// Everything from drain to destroy.
    func end() throws {
        try drain()
        try cancelOpenTurns()
        cancelOpenCalls()
        wait(Self.patience) { state in !state.hasOpenWork && state.calls.values.allSatisfy(\.isDone) }
        try destroy()
    }

    /// Asks to drain, when the plugin is active and wants to be asked.
    func drain() throws {
        guard phase == .active else { return }
        moveOn(to: .draining)
        guard tables.instance.drain != nil else { return }
        let deadline: Int64 = 500
        let op = giveOperation("drain", .drains)
        let returned = try onLane("drain", .drains) { instance in
            let table = instance.tables.instance
            return table.drain?(table.impl, deadline, op) ?? ORK_OK
        }
        guard returned == ORK_OK else { return refuse(op, returned) }
        if !wait(deadline + 500, until: { $0.operations[op]?.status != nil }) {
            report.find(.drains, "drain with a deadline of \(deadline) ms was not answered within \(deadline + 500) ms")
            throw Stop()
        }
    }

    /// `deactivate` when it is due, then `destroy`; in whatever phase it is.
    func destroy() throws {
        let wasActive = phase == .active || phase == .draining
        try onLane("deactivate and destroy", .destroys) { instance in
            // Only now: what the lane ran before this was within its life.
            instance.moveOn(to: .ending)
            let table = instance.tables.instance
            if wasActive { table.deactivate?(table.impl) }
            table.destroy?(table.impl)
            instance.moveOn(to: .destroyed)
            FakeHost.shared.end(instance)
        }
        lane.close()
    }

    /// `cancel_turn` for every open turn of its own.
    func cancelOpenTurns() throws {
        for turn in withState({ $0.turns.filter { $0.value.isOpen && !$0.value.isLent }.map(\.key).sorted() }) {
            try cancelTurn(turn)
        }
    }
}
