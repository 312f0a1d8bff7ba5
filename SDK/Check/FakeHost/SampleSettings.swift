// Settings that are valid against a manifest's schema: its examples, its defaults,
// and something of the right type where one is required or secret.

import OrkestaModel

/// Makes a value for a JSON Schema; what the schema says beyond types, bounds,
/// enumerations and lengths is left to its defaults.
struct SampleSettings {
    private let secret: String

    init(secret: String) { self.secret = secret }

    func object(_ schema: JSON) -> JSON {
        let required = Set(schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        var members: [String: JSON] = [:]
        for (name, property) in schema["properties"]?.objectValue ?? [:] {
            if property["secret"] == true {
                members[name] = .string(secret)
            } else if let example = property["examples"]?.arrayValue?.first {
                members[name] = example
            } else if let standard = property["default"] {
                members[name] = standard
            } else if required.contains(name) {
                members[name] = value(property)
            }
        }
        return .object(members)
    }

    private func value(_ schema: JSON) -> JSON {
        if let fixed = schema["const"] ?? schema["enum"]?.arrayValue?.first { return fixed }
        switch schema["type"]?.stringValue {
        case "integer", "number": return schema["minimum"] ?? schema["maximum"] ?? 1
        case "boolean": return false
        case "array":
            let count = Int(clamping: max(0, min(schema["minItems"]?.integerValue ?? 0, 100)))
            return .array(Array(repeating: value(schema["items"] ?? .null), count: count))
        case "object": return object(schema)
        default:
            let length = Int(clamping: schema["minLength"]?.integerValue ?? 1)
            return .string(String(repeating: "x", count: max(1, min(length, 1000))))
        }
    }
}
