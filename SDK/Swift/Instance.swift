// One instance behind the C tables: each C call becomes a task on the lane.

import OrkestaABI
import OrkestaModel
import Synchronization

/// Owns one plugin instance. The host calls it only on the lane, from create to
/// destroy; tasks keep it alive until they end.
final class Instance: Sendable {
    let lane: Lane
    let hostTable: HostTable
    let handle: ork_inst
    /// Nil for a plugin without tools.
    let toolTable: ToolTable?
    private let type: any Plugin.Type
    private let make: @Sendable (Host) throws -> any Plugin
    private let state = Mutex(State())

    private struct State {
        var plugin: (any Plugin)?
        var host: Host?
        var turns: [ork_turn: (turn: Turn, task: Task<Void, Never>)] = [:]
        var caps: CapabilitiesTable?
        var tools: [Tool] = []
    }

    init(
        _ type: any Plugin.Type,
        hostTable: HostTable,
        handle: ork_inst,
        make: @escaping @Sendable (Host) throws -> any Plugin
    ) {
        self.type = type
        self.hostTable = hostTable
        self.handle = handle
        self.make = make
        lane = Lane(host: hostTable, instance: handle)
        toolTable = type is any ToolPlugin.Type ? ToolTable() : nil
    }

    var isAgent: Bool { type is any AgentPlugin.Type }
    var isSearch: Bool { type is any SearchPlugin.Type }
    var isChannel: Bool { type is any ChannelPlugin.Type }

    /// Looks the services up and makes the plugin.
    func start() -> ork_status {
        let host = Host(table: hostTable, instance: handle)
        do {
            let plugin = try make(host)
            let tools = (plugin as? any ToolPlugin)?.tools ?? []
            toolTable?.fill(tools)
            state.withLock { ($0.plugin, $0.host, $0.tools) = (plugin, host, tools) }
            return ORK_OK
        } catch {
            host.log(.error, "The plugin could not be made", ["reason": .string(PluginError(error).message)])
            return PluginError(error).status
        }
    }

    func activate(_ op: ork_op) -> ork_status {
        guard let plugin = state.withLock({ $0.plugin }) else { return ORK_E_WRONG_STATE }
        answer(op) {
            try await plugin.activate()
            return nil
        }
        return ORK_OK
    }

    func deactivate() {
        state.withLock { $0.plugin }?.deactivate()
    }

    // MARK: Agent

    func startTurn(_ turn: ork_turn, _ input: ork_turn_input) -> ork_status {
        let (plugin, host) = state.withLock { ($0.plugin as? any AgentPlugin, $0.host) }
        guard let plugin, let host else { return ORK_E_UNSUPPORTED }
        let value: Turn
        do {
            value = try Turn(input, handle: turn, host: host)
        } catch {
            return PluginError(error).status
        }
        let task = Task(executorPreference: lane) { [self] in
            do {
                if value.kind == .message { try await plugin.respond(to: value) } else { try await plugin.wake(value) }
                value.finish()
            } catch {
                host.log(.warning, "The turn failed", ["reason": .string(PluginError(error).message)])
                value.fail(error)
            }
            state.withLock { $0.turns[turn] = nil }
        }
        state.withLock { $0.turns[turn] = (value, task) }
        return ORK_OK
    }

    func cancelTurn(_ turn: ork_turn) {
        state.withLock { $0.turns[turn] }?.task.cancel()
    }

    // MARK: Search

    func search(_ op: ork_op, _ request: ork_search_request, _ kind: SearchKind) -> ork_status {
        guard let plugin = state.withLock({ $0.plugin as? any SearchPlugin }) else { return ORK_E_UNSUPPORTED }
        let (text, revision) = (String(request.json), request.catalog_revision)
        answer(op) { try await kind.run(plugin, try parsed(text), revision) }
        return ORK_OK
    }

    // MARK: Channel

    func capabilities() -> UnsafePointer<ork_channel_caps>? {
        state.withLock { state -> UnsafePointer<ork_channel_caps>? in
            guard let plugin = state.plugin as? any ChannelPlugin else { return nil }
            let table = state.caps ?? CapabilitiesTable(plugin.capabilities)
            state.caps = table
            return UnsafePointer(table.pointer)
        }
    }

    func ingest(_ op: ork_op, _ request: ork_http_request) -> ork_status {
        guard let plugin = state.withLock({ $0.plugin as? any ChannelPlugin }) else { return ORK_E_UNSUPPORTED }
        let value = ChannelRequest(request)
        return respond(op) { try await plugin.ingest(value) }
    }

    func pull(_ op: ork_op, _ cursor: ork_str) -> ork_status {
        guard let plugin = state.withLock({ $0.plugin as? any PullingChannelPlugin }) else { return ORK_E_UNSUPPORTED }
        let cursor = String.unlessEmpty(cursor)
        return respond(op) { try await plugin.pull(after: cursor) }
    }

    func fetchMedia(_ op: ork_op, _ reference: ork_str) -> ork_status {
        guard let plugin = state.withLock({ $0.plugin as? any MediaChannelPlugin }) else { return ORK_E_UNSUPPORTED }
        let reference = String(reference)
        answer(op) { ["media": .string(try await plugin.fetchMedia(reference))] }
        return ORK_OK
    }

    func show(_ op: ork_op, _ presence: ork_presence) -> ork_status {
        guard let plugin = state.withLock({ $0.plugin as? any PresenceChannelPlugin }) else {
            return ORK_E_UNSUPPORTED
        }
        let value = Presence(presence)
        answer(op) {
            try await plugin.show(value)
            return nil
        }
        return ORK_OK
    }

    func listTemplates(_ op: ork_op, _ cursor: ork_str) -> ork_status {
        guard let plugin = state.withLock({ $0.plugin as? any TemplateChannelPlugin }) else {
            return ORK_E_UNSUPPORTED
        }
        let cursor = String.unlessEmpty(cursor)
        return respond(op) {
            let page = try await plugin.templates(after: cursor)
            return ChannelIngest(templates: page.templates, status: 200, body: Array((page.next ?? "").utf8))
        }
    }

    /// Reads on the lane, delivers what was read and responds to `op`.
    private func respond(_ op: ork_op, _ read: @escaping @Sendable () async throws -> ChannelIngest) -> ork_status {
        guard let host = state.withLock({ $0.host }) else { return ORK_E_WRONG_STATE }
        Task(executorPreference: lane) {
            do {
                host.respond(op, try await read())
            } catch {
                let failure = PluginError(error)
                host.log(.warning, "The request could not be read", ["reason": .string(failure.message)])
                host.respond(op, ChannelIngest(failure: failure))
            }
        }
        return ORK_OK
    }

    func send(_ op: ork_op, _ message: ork_outbound) -> ork_status {
        let (plugin, host) = state.withLock { ($0.plugin as? any ChannelPlugin, $0.host) }
        guard let plugin, let host else { return ORK_E_UNSUPPORTED }
        let value: OutboundMessage
        do {
            value = try OutboundMessage(message)
        } catch {
            return ORK_E_INVALID
        }
        Task(executorPreference: lane) {
            do {
                host.complete(op, providerMessageID: try await plugin.send(value))
            } catch {
                host.complete(op, failure: PluginError(error))
            }
        }
        return ORK_OK
    }

    // MARK: Tools

    func callTool(_ op: ork_op, _ turn: ork_turn, _ name: String, _ arguments: String) -> ork_status {
        let (tools, host, own) = state.withLock { ($0.tools, $0.host, $0.turns[turn]?.turn) }
        guard let tool = tools.first(where: { $0.name == name }), let host else { return ORK_E_NOT_FOUND }
        answer(op) {
            try own?.claim(tool)
            let call = ToolCall(arguments: try parsed(arguments), turn: own, handle: turn, host: host)
            return try await tool.run(call)
        }
        return ORK_OK
    }

    // MARK: Answers

    /// Runs `work` on the lane and answers `op` with its document.
    private func answer(_ op: ork_op, _ work: @escaping @Sendable () async throws -> JSON?) {
        Task(executorPreference: lane) { [hostTable, handle] in
            do {
                let json = try await work()
                withBorrowed(json?.description ?? "") { json in
                    var completion = ork_completion()
                    completion.size = UInt32(MemoryLayout<ork_completion>.size)
                    completion.json = json
                    _ = hostTable.pointer.pointee.complete(handle, op, &completion)
                }
            } catch {
                var failure = PluginError(error).abi
                withUnsafePointer(to: &failure) { failure in
                    var completion = ork_completion()
                    completion.size = UInt32(MemoryLayout<ork_completion>.size)
                    completion.status = failure.pointee.status
                    completion.error = failure
                    _ = hostTable.pointer.pointee.complete(handle, op, &completion)
                }
            }
        }
    }
}

/// The three questions of ork.search/1.
enum SearchKind: Sendable {
    case search, normalize, recommend

    func run(_ plugin: any SearchPlugin, _ request: JSON, _ revision: Int64) async throws -> JSON {
        switch self {
        case .search:
            return try await plugin.search(try ProductQuery(json: request), catalogRevision: revision).json
        case .normalize:
            let lines = request["lines"]?.arrayValue?.compactMap(\.stringValue) ?? []
            return ["items": .array(try await plugin.normalize(lines, catalogRevision: revision).map(\.json))]
        case .recommend:
            let skus = request["skus"]?.arrayValue?.compactMap(\.stringValue) ?? []
            let limit = Int(clamping: request["limit"]?.integerValue ?? 10)
            return try await plugin.recommend(for: skus, limit: limit, catalogRevision: revision).json
        }
    }
}

/// The capabilities as the host reads them, for as long as the instance lives.
private final class CapabilitiesTable: Sendable {
    /// Safe: written once here, read by the host until destroy.
    nonisolated(unsafe) let pointer: UnsafeMutablePointer<ork_channel_caps>
    /// Safe: as `pointer`, which points to it.
    private nonisolated(unsafe) let names: UnsafeMutableBufferPointer<CChar>

    init(_ capabilities: ChannelCapabilities) {
        let text = [capabilities.sender, capabilities.account, capabilities.bearerSecret].map { Array($0.utf8) }
        names = .allocate(capacity: text.reduce(0) { $0 + $1.count })
        _ = names.initialize(from: text.joined().map(CChar.init(bitPattern:)))
        var place = UnsafePointer(names.baseAddress)
        let lent = text.map { word -> ork_str in
            defer { place = place.map { $0 + word.count } }
            return ork_str(ptr: place, len: word.count)
        }
        pointer = .allocate(capacity: 1)
        pointer.initialize(
            to: ork_channel_caps(
                size: UInt32(MemoryLayout<ork_channel_caps>.size),
                features: capabilities.features.rawValue,
                text_length_max: capabilities.textLengthMax,
                buttons_max: capabilities.buttonsMax,
                session_window_ms: capabilities.sessionWindowMilliseconds,
                sender: lent[0],
                sends_per_second: capabilities.sendsPerSecond,
                customer_burst: capabilities.customerBurst,
                customer_interval_ms: capabilities.customerIntervalMilliseconds,
                account: lent[1],
                request_bytes_max: capabilities.requestBytesMax,
                reserved: 0,
                retry_ms: capabilities.retryMilliseconds,
                bearer_secret: lent[2]
            )
        )
    }

    deinit {
        pointer.deallocate()
        names.deallocate()
    }
}
