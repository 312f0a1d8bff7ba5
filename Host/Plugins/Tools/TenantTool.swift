// A tool as the rest of the host gets it: whatever its form, arguments are checked
// first, the rule of once a turn holds, and every call is counted.

import HostCore
import HostTurns
import OrkestaModel

/// One tenant's tool, in one turn or outside of turns.
struct TenantTool: Tool {
    let description: ToolDescription
    let schema: DocumentSchema
    let turn: TurnContext?
    let metrics: any PluginMetrics
    /// Makes the call, with arguments that fit the schema.
    let body: @Sendable (JSON) async throws(ToolFailure) -> JSON

    func call(_ arguments: JSON) async throws(ToolFailure) -> JSON {
        let started = monotonicMilliseconds()
        do throws(ToolFailure) {
            let answer = try await checkedCall(arguments)
            count("ok", since: started)
            return answer
        } catch {
            count(error.label, since: started)
            throw error
        }
    }

    private func checkedCall(_ arguments: JSON) async throws(ToolFailure) -> JSON {
        try check(arguments)
        if description.changesState, let turn, !turn.claimTool(description.name) { throw .usedThisTurn }
        return try await body(arguments)
    }

    private func check(_ arguments: JSON) throws(ToolFailure) {
        let known = description.parameters["properties"]?.objectValue?.keys.sorted() ?? []
        let remedy = known.isEmpty ? "It takes no arguments: {}" : "Its arguments are \(known.joined(separator: ", "))"
        guard let members = arguments.objectValue else {
            throw .arguments(field: "", reason: "an object is expected", remedy: remedy)
        }
        // Told apart from the schema's other rules, whose words are less plain.
        if description.parameters["additionalProperties"] == false,
            let unknown = members.keys.filter({ !known.contains($0) }).min()
        {
            throw .arguments(field: String(unknown.prefix(100)), reason: "there is no such argument", remedy: remedy)
        }
        let required = description.parameters["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
        if let missing = required.first(where: { members[$0] == nil }) {
            throw .arguments(field: missing, reason: "the argument is missing", remedy: remedy)
        }
        do {
            try schema.validate(arguments)
        } catch {
            throw .arguments(field: error.path, reason: error.reason, remedy: "See `orkesta tool list --json`")
        }
    }

    private func count(_ outcome: String, since started: Int64) {
        let labels = ["tool": description.name, "plugin": description.plugin.rawValue]
        metrics.add("orkesta_tool_calls_total", labels.merging(["outcome": outcome]) { $1 })
        metrics.observe("orkesta_tool_seconds", labels, Double(monotonicMilliseconds() - started) / 1000)
    }
}
