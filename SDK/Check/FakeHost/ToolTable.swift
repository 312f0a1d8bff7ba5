// A plugin's table of tools, read as the host reads it: with a count, a stride, sizes
// and names that are the plugin's to get wrong.

import OrkestaABI
import OrkestaModel

/// The tools of one instance, copied: the table goes with destroy. Native tools are
/// not called here; their signatures are read by the host, which has libffi.
struct ToolTable: Sendable {
    /// As many as tools.h allows.
    private static let toolsMax: UInt32 = 64
    private static let nameLengths = 1...64
    private static let strides = firstSize(\ork_tool.function)...4096

    /// A turn tool, with arguments that are valid against its schema.
    struct TurnTool: Sendable {
        let name: String
        let arguments: String
    }

    private(set) var turnTools: [TurnTool] = []

    /// Reads the plugin's memory: on the lane, before destroy.
    init(_ table: ork_tools, _ report: CheckReport) {
        guard table.count > 0 else { return }
        guard let first = UnsafeRawPointer(table.tools), Self.strides.contains(table.stride) else {
            report.find(.toolTable, "the table of \(table.count) tools is NULL or has a stride of \(table.stride)")
            return
        }
        if table.count > Self.toolsMax {
            report.find(.toolTable, "the table has \(table.count) tools, \(Self.toolsMax) are taken")
        }
        var names: Set<String> = []
        for index in 0..<Int(min(table.count, Self.toolsMax)) {
            let place = first.advanced(by: index * table.stride).assumingMemoryBound(to: ork_tool.self)
            guard let tool = sized(place, firstSize: firstSize(\ork_tool.function)) else {
                report.find(.tableSizes, "tool \(index) says a size below that of version 1.0")
                return
            }
            let name = String(copying: tool.name)
            if !Self.isName(name) { report.find(.toolTable, "`\(name.prefix(80))` is no name of a tool") }
            if !names.insert(name).inserted { report.find(.toolTable, "two tools have the name \(name)") }
            if tool.function == nil { add(tool, name, table, report) }
        }
    }

    private mutating func add(_ tool: ork_tool, _ name: String, _ table: ork_tools, _ report: CheckReport) {
        guard table.call != nil else {
            return report.find(.toolTable, "\(name) is a turn tool, and call of ork_tools is NULL")
        }
        let text = String(copying: tool.parameters_json)
        let schema = text.isEmpty ? [:] : (try? JSON(parsing: text)) ?? .null
        if schema.objectValue == nil { report.find(.toolTable, "parameters_json of \(name) is no JSON object") }
        let arguments = SampleSettings(secret: "").object(schema)
        turnTools.append(TurnTool(name: name, arguments: arguments.description))
    }

    private static func isName(_ text: String) -> Bool {
        nameLengths.contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
                default: false
                }
            }
    }
}
