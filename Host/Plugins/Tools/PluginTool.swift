// A tool of a plugin's own table (ork.tools/1), read and checked once, when the
// instance is made.

import HostCore
import OrkestaABI
import OrkestaModel

/// One entry of the table.
struct PluginTool: Sendable {
    let description: ToolDescription
    let schema: DocumentSchema
    /// Values of arguments that may be left out.
    let defaults: [String: JSON]
    /// Set for a native tool; a turn tool is answered by the plugin.
    let function: NativeFunction?

    /// Reads an entry. Throws what is wrong with it, for the plugin's author.
    init(_ entry: ork_tool, plugin: PluginID) throws(Refusal) {
        let name = try String(checking: entry.name, "tool.name", limit: 64)
        guard ToolDescription.isName(name) else {
            throw PluginTool.refusal("`\(name)` is no tool's name: 1 to 64 letters, digits, `_` or `-`")
        }
        let summary = try String(checking: entry.description, "\(name).description", limit: 4096)
        let text = try String(checking: entry.signature, "\(name).signature", limit: Limits.toolSignatureCharactersMax)
        let given = try JSON.checkingObject(entry.parameters_json, "\(name).parameters_json", limit: 32 << 10)
        function = try PluginTool.function(entry, name, text)
        let parameters = try PluginTool.parameters(given, of: function?.signature, name)
        defaults = (parameters["properties"]?.objectValue ?? [:]).compactMapValues { $0["default"] }
        do {
            schema = try DocumentSchema(parameters)
        } catch {
            throw PluginTool.refusal("the schema of \(name) is wrong: \(error.reason)")
        }
        description = ToolDescription(
            name: name,
            summary: summary,
            plugin: plugin,
            form: function == nil ? .turn : .native,
            parameters: parameters,
            changesState: entry.effect != ORK_TOOL_READS
        )
    }

    private static func function(
        _ entry: ork_tool,
        _ name: String,
        _ text: String
    ) throws(Refusal) -> NativeFunction? {
        guard let pointer = entry.function else {
            guard text.isEmpty else { throw refusal("\(name) has a signature and no function") }
            return nil
        }
        let signature: ToolSignature
        do {
            signature = try ToolSignature(parsing: text)
        } catch {
            throw refusal("the signature of \(name), character \(error.position): \(error.reason). \(error.remedy)")
        }
        if case .strfree = signature.result {
            throw refusal("\(name) returns strfree(...): a plugin's own function returns str, which the host copies")
        }
        guard let function = NativeFunction(signature, pointer) else {
            throw refusal("the function of \(name) cannot be called")
        }
        return function
    }

    /// The schema that holds: what the plugin gives, closed to other members, or what
    /// the signature says.
    private static func parameters(
        _ given: JSON?,
        of signature: ToolSignature?,
        _ name: String
    ) throws(Refusal) -> JSON {
        guard let given else {
            do {
                return try signature.map { signature throws(ToolParameters.Misfit) in
                    try ToolParameters(signature).schema
                } ?? ["type": "object", "additionalProperties": false]
            } catch {
                throw refusal("\(name): \(error.reason)")
            }
        }
        guard given["type"] == nil || given["type"] == "object" else {
            throw refusal("the schema of \(name) is no object's")
        }
        let properties = given["properties"]?.objectValue ?? [:]
        if let signature {
            let names = Set(signature.inputs.map(\.name))
            guard names == Set(properties.keys) else {
                throw refusal(
                    "the schema of \(name) does not describe exactly \(names.sorted().joined(separator: ", "))"
                )
            }
        }
        var closed = given.objectValue ?? [:]
        closed["type"] = "object"
        closed["additionalProperties"] = given["additionalProperties"] ?? false
        return .object(closed)
    }

    private static func refusal(_ reason: String) -> Refusal { Refusal(status: ORK_E_INVALID, reason: reason) }
}

extension PluginInstance {
    /// The tools of the tables, in order. Called once, on the lane.
    func readTools(_ tables: PluginTables) throws(Problem) -> [PluginTool] {
        guard let table = tables.tools.flatMap({ sized($0) }), table.count > 0 else { return [] }
        guard let first = table.tools, table.count <= Limits.toolsPerPluginMax,
            (firstSize(\ork_tool.function)...Limits.toolStrideBytesMax).contains(table.stride)
        else {
            throw pluginProblem(
                "its table of tools is missing, has no stride, or more than \(Limits.toolsPerPluginMax)"
            )
        }
        var tools: [PluginTool] = []
        for place in 0..<Int(table.count) {
            let entry = UnsafeRawPointer(first).advanced(by: place * table.stride).assumingMemoryBound(
                to: ork_tool.self
            )
            guard let entry = sized(entry) else { throw pluginProblem("a tool of it has an impossible size") }
            do throws(Refusal) {
                tools.append(try PluginTool(entry, plugin: plugin))
            } catch {
                throw pluginProblem(error.reason)
            }
        }
        return tools
    }
}
