// Reads `tools:` of a file of plugins.d. What cannot be called is refused here,
// with its line and the remedy, before any tenant has it.

import HostCore
import OrkestaModel
import Yams

extension DeclarationReader {
    /// The tools that the file binds; none when it says nothing of tools.
    func tools() throws(Problem) -> [ToolDeclaration] {
        guard let node = root["tools"], node.null == nil else { return [] }
        guard let entries = node.sequence else {
            throw problem(node, "`tools` is no list", "Write tools: and below it entries that begin with `- name:`")
        }
        guard entries.count <= Limits.toolsPerPluginMax else {
            throw problem(node, "there are more than \(Limits.toolsPerPluginMax) tools", "Divide them among files")
        }
        var tools: [ToolDeclaration] = []
        for entry in entries {
            let tool = try tool(entry)
            guard !tools.contains(where: { $0.name == tool.name }) else {
                throw problem(entry, "there are two tools named \(tool.name)", "Rename one of them")
            }
            tools.append(tool)
        }
        return tools
    }

    private func tool(_ node: Node) throws(Problem) -> ToolDeclaration {
        guard let entry = node.mapping else {
            throw problem(node, "a tool is no mapping", "Give it name, description, library and signature")
        }
        try check(entry, ["name", "description", "library", "signature", "effect", "parameters", "limits"])
        let signature = try signature(entry, node)
        return ToolDeclaration(
            name: try name(entry, node),
            summary: try text("description", entry, node, "Say for the model what the tool does and when to use it"),
            library: try toolLibrary(entry, node),
            signature: signature,
            parameters: try parameters(entry, signature),
            changesState: try changesState(entry),
            timeoutMilliseconds: Int64(
                try limit("timeout_ms", entry, 1...Int(Limits.toolTimeoutMillisecondsMax))
                    ?? Int(Limits.toolTimeoutMillisecondsDefault)
            ),
            memoryMegabytes: try limit(
                "memory_mb",
                entry,
                Limits.toolMemoryMegabytesMin...Limits.toolMemoryMegabytesMax
            ) ?? Limits.toolMemoryMegabytesDefault,
            libraryPlace: place(entry["library"]),
            signaturePlace: place(entry["signature"])
        )
    }

    // MARK: Members

    private func name(_ entry: Node.Mapping, _ node: Node) throws(Problem) -> String {
        let remedy = "Name it with 1 to 64 letters, digits, `_` or `-`"
        let name = try text("name", entry, node, remedy)
        guard ToolDescription.isName(name) else { throw problem(entry["name"], "`\(name)` is no tool's name", remedy) }
        return name
    }

    private func toolLibrary(_ entry: Node.Mapping, _ node: Node) throws(Problem) -> String {
        let name = try text("library", entry, node, "Name the library, such as libm.so.6")
        guard SharedLibraries.isName(name) else {
            throw problem(
                entry["library"],
                "`library` is a path, or no shared library",
                "Give a bare name such as libm.so.6, or a file in the plugin folders (ORKESTA_PLUGIN_PATH)"
            )
        }
        return name
    }

    private func signature(_ entry: Node.Mapping, _ node: Node) throws(Problem) -> ToolSignature {
        let text = try text(
            "signature",
            entry,
            node,
            "Declare the function, such as \"f64 pow(f64 base, f64 exponent)\""
        )
        do {
            return try ToolSignature(parsing: text)
        } catch {
            throw problem(
                entry["signature"],
                "the signature is refused at character \(error.position): \(error.reason)",
                error.remedy
            )
        }
    }

    private func parameters(_ entry: Node.Mapping, _ signature: ToolSignature) throws(Problem) -> ToolParameters {
        let node = entry["parameters"]
        guard node == nil || node?.mapping != nil else {
            throw problem(node, "`parameters` is no mapping", "Write the argument's name, and below it what narrows it")
        }
        var narrowings: [String: [String: JSON]] = [:]
        for (key, child) in node?.mapping ?? [:] {
            guard let members = child.mapping else {
                throw problem(child, "this narrows nothing", "Write {description: \"...\", minimum: 0}, say")
            }
            try check(members, ToolParameters.keywords)
            narrowings[key.string ?? ""] = try value(child).objectValue
        }
        do {
            return try ToolParameters(signature, narrowings: narrowings)
        } catch {
            let at = node?.mapping?.first { $0.key.string == error.parameter }?.key
            throw problem(at ?? node, "argument \(error.parameter): \(error.reason)", error.remedy)
        }
    }

    private func changesState(_ entry: Node.Mapping) throws(Problem) -> Bool {
        switch entry["effect"]?.string {
        case nil where entry["effect"] == nil, "reads"?: return false
        case "changes-state"?: return true
        default: throw problem(entry["effect"], "an unknown effect", "Write effect: reads, or effect: changes-state")
        }
    }

    private func limit(_ key: String, _ entry: Node.Mapping, _ range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let node = entry["limits"] else { return nil }
        guard let limits = node.mapping else {
            throw problem(node, "`limits` is no mapping", "Write {timeout_ms: 500, memory_mb: 64}, say")
        }
        try check(limits, ["timeout_ms", "memory_mb"])
        guard let value = limits[key] else { return nil }
        guard let number = value.int, range.contains(number) else {
            throw problem(
                value,
                "`\(key)` is no number in range",
                "Give a number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }

    private func text(_ key: String, _ entry: Node.Mapping, _ node: Node, _ remedy: String) throws(Problem) -> String {
        guard let child = entry[key] else { throw problem(node, "a tool has no `\(key)`", remedy) }
        guard let text = child.string, !text.isEmpty else { throw problem(child, "`\(key)` is no text", remedy) }
        return text
    }
}
