// Forms as they come, in bodies and addresses: nested with brackets, as Stripe has
// them.

internal import OrkestaModel

enum FormDocument {
    /// `line_items[0][quantity]=1` as a document: every leaf is a text, and members
    /// 0, 1, ... are an array.
    static func document(_ form: String) -> JSON {
        let root = Node()
        for (name, value) in FormFields(parsing: form, countMax: EmulatorLimits.formFieldsMax).pairs {
            let path = name.replacing("]", with: "").split(separator: "[", omittingEmptySubsequences: false)
            guard path.count <= EmulatorLimits.formDepthMax else { continue }
            root.add(value, at: path.map(String.init)[...])
        }
        return root.json
    }

    private final class Node {
        var value: String?
        var members: [String: Node] = [:]
        var order: [String] = []

        func add(_ value: String, at path: ArraySlice<String>) {
            guard let first = path.first else {
                self.value = value
                return
            }
            // `[]` adds to an array.
            let key = first.isEmpty ? String(order.count) : first
            let next = members[key] ?? Node()
            if members[key] == nil { order.append(key) }
            members[key] = next
            next.add(value, at: path.dropFirst())
        }

        var json: JSON {
            if members.isEmpty { return JSON(value) }
            let isArray = order.enumerated().allSatisfy { String($0.offset) == $0.element }
            if isArray { return .array(order.compactMap { members[$0]?.json }) }
            return .object(members.mapValues(\.json))
        }
    }
}

extension JSON {
    /// A number that came as a text.
    var formInteger: Int64? { stringValue.flatMap { Int64($0) } ?? integerValue }
}
