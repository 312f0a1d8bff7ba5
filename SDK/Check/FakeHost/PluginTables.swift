// The tables that a plugin's instance gave, copied through their own sizes.

import OrkestaABI

/// What an instance can be asked.
///
/// Safe: the functions and pointers are the plugin's, valid until destroy, and
/// called only on the instance's lane before it.
struct PluginTables: @unchecked Sendable {
    var instance = ork_instance()
    var agent: ork_agent?
    var search: ork_search?
    var channel: ork_channel?
    var tools: ork_tools?
    /// What the table of tools held when the instance had started.
    private(set) var turnTools: [ToolTable.TurnTool] = []
    private var toolTable: UnsafePointer<ork_tools>?

    static let interfaces = [ORK_AGENT_1, ORK_SEARCH_1, ORK_CHANNEL_1, ORK_TOOLS_1]

    init() {}

    /// Reads the table of tools again: start may have filled it. On the lane.
    mutating func readTools(_ report: CheckReport) {
        tools = sized(toolTable, firstSize: firstSize(\ork_tools.call))
        turnTools = tools.map { ToolTable($0, report).turnTools } ?? []
    }

    /// Reads the instance's table, and asks for every interface once. On the lane.
    init(_ pointer: UnsafePointer<ork_instance>?, _ report: CheckReport) {
        guard let instance = sized(pointer, firstSize: firstSize(\ork_instance.get_extension)) else {
            report.find(.tableSizes, "create returned ORK_OK with an ork_instance that is NULL or too small")
            return
        }
        self.instance = instance
        agent = find(ORK_AGENT_1, firstSize(\ork_agent.wake), report)
        search = find(ORK_SEARCH_1, firstSize(\ork_search.recommend), report)
        channel = find(ORK_CHANNEL_1, firstSize(\ork_channel.send), report)
        toolTable = ask(ORK_TOOLS_1)?.assumingMemoryBound(to: ork_tools.self)
        if toolTable != nil { tools = read(toolTable, ORK_TOOLS_1, firstSize(\ork_tools.call), report) }
    }

    /// Whether a table for this interface was given.
    func offers(_ interface: String) -> Bool {
        switch interface {
        case ORK_AGENT_1: agent != nil
        case ORK_SEARCH_1: search != nil
        case ORK_CHANNEL_1: channel != nil
        case ORK_TOOLS_1: tools != nil
        default: false
        }
    }

    private func find<Table: BitwiseCopyable>(_ id: String, _ firstSize: Int, _ report: CheckReport) -> Table? {
        guard let found = ask(id) else { return nil }
        return read(found.assumingMemoryBound(to: Table.self), id, firstSize, report)
    }

    private func ask(_ id: String) -> UnsafeRawPointer? {
        guard let getExtension = instance.get_extension else { return nil }
        return withABIString(id) { getExtension(instance.impl, $0) }
    }

    private func read<Table: BitwiseCopyable>(
        _ pointer: UnsafePointer<Table>?,
        _ id: String,
        _ firstSize: Int,
        _ report: CheckReport
    ) -> Table? {
        guard let table = sized(pointer, firstSize: firstSize) else {
            report.find(.tableSizes, "the table of \(id) says a size below \(firstSize), that of version 1.0")
            return nil
        }
        return table
    }
}
