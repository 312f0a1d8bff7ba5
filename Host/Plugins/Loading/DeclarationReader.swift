// Reads one YAML document of plugins.d, and knows the line of everything in it.

import HostCore
import OrkestaModel
import Yams

/// One document while it is read.
struct DeclarationReader {
    private let file: String
    let root: Node.Mapping

    init(_ text: String, file: String) throws(Problem) {
        self.file = file
        do {
            guard let node = try Yams.compose(yaml: text), let mapping = node.mapping else {
                throw Problem(
                    .invalid,
                    "a mapping is expected",
                    field: "\(file):1",
                    remedy: "Write at least: library: libNAME.so"
                )
            }
            root = mapping
        } catch let problem as Problem {
            throw problem
        } catch let error as YamlError {
            throw Problem(
                .invalid,
                "this is no YAML: \(DeclarationReader.reason(error))",
                field: "\(file):\(DeclarationReader.line(error))",
                remedy: "Mend the line"
            )
        } catch {
            throw Problem(.invalid, "this is no YAML", field: "\(file):1", remedy: "Mend the file")
        }
    }

    /// Nil when it is not required and not there.
    func library(isRequired: Bool) throws(Problem) -> String? {
        if !isRequired, root["library"] == nil { return nil }
        guard let node = root["library"], let name = node.string, !name.isEmpty else {
            throw problem(root["library"], "`library` is missing", "Name the plugin's file: library: libNAME.so")
        }
        guard !name.contains("/"), name != "..", name.hasSuffix(".so") else {
            throw problem(
                node,
                "`library` is a path, or no .so file",
                "Give a bare file name; put the file beside the executable or into ORKESTA_PLUGIN_PATH"
            )
        }
        return name
    }

    func settings() throws(Problem) -> JSON {
        guard let node = root["settings"] else { return .object([:]) }
        guard root["library"] != nil else {
            throw problem(node, "`settings` without a library", "Remove it: a file that only binds tools has none")
        }
        let json = try value(node)
        guard json.objectValue != nil || json.isNull else {
            throw problem(node, "`settings` is no mapping", "Write settings: {} or key: value lines under it")
        }
        return json.isNull ? .object([:]) : json
    }

    func checkIsolation() throws(Problem) {
        guard let node = root["isolation"] else { return }
        switch node.string {
        case "in-process": return
        case "worker":
            throw problem(
                node,
                "isolation `worker` does not exist yet",
                "Write isolation: in-process; run only plugins that you trust"
            )
        default: throw problem(node, "an unknown isolation", "Write isolation: in-process")
        }
    }

    func checkKeys() throws(Problem) {
        try check(root, ["library", "settings", "isolation", "tools"])
    }

    /// Refuses keys of a mapping that are not `known`.
    func check(_ mapping: Node.Mapping, _ known: [String]) throws(Problem) {
        for (key, _) in mapping where !known.contains(key.string ?? "") {
            throw problem(key, "an unknown key `\(key.string ?? "?")`", "Use \(known.joined(separator: ", "))")
        }
    }

    /// A node as JSON.
    func value(_ node: Node) throws(Problem) -> JSON { try node.json(file: file) }

    /// A problem with the place of a node.
    func problem(_ node: Node?, _ detail: String, _ remedy: String) -> Problem {
        Problem(.invalid, detail, field: place(node), remedy: remedy)
    }

    /// `file:line`.
    func place(_ node: Node?) -> String { "\(file):\(node?.mark?.line ?? 1)" }

    private static func line(_ error: YamlError) -> Int {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: 1
        }
    }

    private static func reason(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        default: "damaged"
        }
    }
}
