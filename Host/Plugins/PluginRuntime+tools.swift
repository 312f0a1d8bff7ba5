// The runtime as the port through which tools are found: those that plugins.d
// binds, and those of the plugins' own tables.

import HostAccess
public import HostCore
public import HostStorage
public import HostTurns
import OrkestaABI
import OrkestaModel

extension PluginRuntime: ToolDirectory {
    public nonisolated func tools(
        of tenant: TenantHandle,
        in turn: TurnContext?
    ) async throws(Problem) -> [any Tool] {
        var tools: [String: any Tool] = [:]
        for id in try await configuration(of: tenant).enabled.keys.sorted() {
            guard let entry = try? catalog.entry(id) else { continue }
            // Enabling refuses a name that is taken; after a change of files the first one stays.
            for tool in await self.tools(of: entry, for: tenant, in: turn) where tools[tool.description.name] == nil {
                tools[tool.description.name] = tool
            }
        }
        return tools.values.sorted { $0.description.name < $1.description.name }
    }

    public nonisolated func boundTools() async -> [any Tool] {
        catalog.entries.flatMap(\.tools).map { tool($0, in: nil) }
            .sorted { $0.description.name < $1.description.name }
    }

    /// How many tool workers run.
    public nonisolated var toolWorkerCount: Int { toolWorkers.count }

    private nonisolated func tools(
        of entry: PluginCatalog.Entry,
        for tenant: TenantHandle,
        in turn: TurnContext?
    ) async -> [any Tool] {
        let bound = entry.tools.map { tool($0, in: turn) }
        guard (try? entry.manifest.get())?.interfaces.contains(ORK_TOOLS_1) == true,
            let instance = try? await instance(entry.id, for: tenant)
        else { return bound }
        return bound + instance.tools.map { tool($0, of: instance, in: turn) }
    }

    /// Throws `.conflict` when a tool of this plugin has the name of another
    /// enabled plugin's. `fresh` is the instance that is about to work.
    func checkToolNames(
        of entry: PluginCatalog.Entry,
        _ fresh: PluginInstance?,
        for tenant: TenantHandle
    ) async throws(Problem) {
        let own = (entry.tools.map(\.description) + (fresh?.tools.map(\.description) ?? [])).map(\.name)
        guard !own.isEmpty else { return }
        var taken = Set<String>()
        for name in own where !taken.insert(name).inserted { throw duplicate(name, of: entry.id, entry.id) }
        for other in try await tools(of: tenant, in: nil).map(\.description)
        where other.plugin != entry.id && taken.contains(other.name) {
            throw duplicate(other.name, of: other.plugin, entry.id)
        }
    }

    private func duplicate(_ name: String, of other: PluginID, _ id: PluginID) -> Problem {
        Problem(
            .conflict,
            "plugin \(id) offers the tool \(name), which \(other) offers already",
            field: "plugin",
            remedy: "Rename the tool in plugins.d, or disable \(other)"
        )
    }

    // MARK: The forms

    private nonisolated func tool(_ function: BoundFunction, in turn: TurnContext?) -> any Tool {
        TenantTool(
            description: function.description,
            schema: function.schema,
            turn: turn,
            metrics: services.metrics
        ) { [toolWorkers, services] arguments throws(ToolFailure) in
            guard function.description.changesState, let turn else {
                return try await function.call(arguments, in: toolWorkers)
            }
            return try await journalled(function, arguments, turn, services, toolWorkers)
        }
    }

    private nonisolated func tool(
        _ tool: PluginTool,
        of instance: PluginInstance,
        in turn: TurnContext?
    ) -> any Tool {
        TenantTool(
            description: tool.description,
            schema: tool.schema,
            turn: turn,
            metrics: services.metrics
        ) { arguments throws(ToolFailure) in
            guard let function = tool.function else {
                return try await instance.answer(of: tool.description.name, arguments, in: turn)
            }
            let values = try function.signature.values(of: arguments, defaults: tool.defaults)
            let result = await withUnsafeContinuation { continuation in
                instance.callNative(function, values) { continuation.resume(returning: $0) }
            }
            return try function.signature.json(try result.get())
        }
    }
}

/// A bound function that changes something outside: written down before it is
/// called, so that a redo of the turn repeats the answer and not the call.
private func journalled(
    _ function: BoundFunction,
    _ arguments: JSON,
    _ turn: TurnContext,
    _ services: PluginServices,
    _ workers: ToolWorkerPool
) async throws(ToolFailure) -> JSON {
    do {
        return try await Journal(turn.inboxID, database: services.database).perform(
            "tool \(function.description.name)",
            requestHash: Digests.sha256Hex(arguments.utf8),
            at: turn.now
        ) { isRepetition in
            if isRepetition { throw ToolFailure.unknownOutcome }
            return try await function.call(arguments, in: workers)
        }
    } catch let failure as ToolFailure {
        throw failure
    } catch let problem as Problem {
        throw .unusable(problem)
    } catch {
        throw .unusable(Problem(.unavailable, "the turn's journal cannot be written", remedy: "Try again in a moment"))
    }
}

extension PluginInstance {
    /// The answer of a turn tool.
    fileprivate func answer(
        of name: String,
        _ arguments: JSON,
        in turn: TurnContext?
    ) async throws(ToolFailure) -> JSON {
        let result = await withUnsafeContinuation { continuation in
            callTool(name, arguments, in: turn) { continuation.resume(returning: $0) }
        }
        let text: String
        do {
            text = try result.get()
        } catch {
            throw .unusable(error)
        }
        guard !text.isEmpty else { return .null }
        do {
            return try JSON(parsing: text)
        } catch {
            throw .result(reason: "its answer is not JSON")
        }
    }
}
