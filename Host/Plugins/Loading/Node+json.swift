// YAML as JSON, for plugins.d and for the host's own settings.

public import HostCore
public import OrkestaModel
public import Yams

extension Node {
    /// The node as JSON.
    /// - Throws: `.invalid` with `file:line`, for an alias or a key that is no text.
    public func json(file: String) throws(Problem) -> JSON {
        switch self {
        case .mapping(let mapping):
            var members: [String: JSON] = [:]
            for (key, child) in mapping {
                guard let name = key.string else {
                    throw key.problem("a key is no text", in: file, remedy: "Quote the key")
                }
                members[name] = try child.json(file: file)
            }
            return .object(members)
        case .sequence(let sequence):
            var elements: [JSON] = []
            for child in sequence { elements.append(try child.json(file: file)) }
            return .array(elements)
        case .scalar:
            if null != nil { return .null }
            if let flag = bool { return .bool(flag) }
            if let number = int { return .integer(Int64(number)) }
            if let number = float, number.isFinite { return .double(number) }
            return .string(string ?? "")
        case .alias:
            throw problem("an alias", in: file, remedy: "Write the value out")
        }
    }

    private func problem(_ detail: String, in file: String, remedy: String) -> Problem {
        Problem(.invalid, detail, field: "\(file):\(mark?.line ?? 1)", remedy: remedy)
    }
}
