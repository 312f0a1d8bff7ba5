// The JSON Schema of a native tool's arguments: derived from its signature, made
// narrower by what plugins.d says of a parameter, never wider.

import HostCore
import OrkestaModel

/// A schema with the defaults of what may be left out.
struct ToolParameters: Sendable, Equatable {
    let schema: JSON
    let defaults: [String: JSON]

    /// A narrowing that is none.
    struct Misfit: Error {
        let parameter: String
        let reason: String
        let remedy: String
    }

    /// What may be said of a parameter.
    static let keywords = ["description", "minimum", "maximum", "enum", "pattern", "minLength", "maxLength", "default"]

    /// The schema of a signature, with `narrowings` by parameter: members of JSON
    /// Schema among ``keywords``. `default` makes a parameter not required.
    init(_ signature: ToolSignature, narrowings: [String: [String: JSON]] = [:]) throws(Misfit) {
        let names = signature.inputs.map(\.name)
        if let unknown = narrowings.keys.filter({ !names.contains($0) }).min() {
            let known = names.isEmpty ? "It takes none" : "It takes \(names.joined(separator: ", "))"
            throw Misfit(parameter: unknown, reason: "`\(unknown)` is no argument of the signature", remedy: known)
        }
        var properties: [String: JSON] = [:]
        var defaults: [String: JSON] = [:]
        for parameter in signature.inputs {
            let narrowing = narrowings[parameter.name] ?? [:]
            try parameter.check(narrowing)
            properties[parameter.name] = .object(parameter.kind.schema.merging(narrowing) { $1 })
            defaults[parameter.name] = narrowing["default"]
        }
        schema = [
            "type": "object", "additionalProperties": false, "properties": .object(properties),
            "required": JSON(names.filter { defaults[$0] == nil }),
        ]
        self.defaults = defaults
    }
}

extension ToolSignature.Kind {
    /// What fits the C type.
    fileprivate var schema: [String: JSON] {
        switch self {
        case .i32:
            ["type": "integer", "minimum": .integer(Int64(Int32.min)), "maximum": .integer(Int64(Int32.max))]
        case .i64: ["type": "integer"]
        case .f64: ["type": "number"]
        case .bool: ["type": "boolean"]
        case .str: ["type": "string"]
        case .void, .strfree, .out: [:]
        }
    }

    /// Keywords that say something of this type, besides those that suit all.
    fileprivate var keywords: Set<String> {
        switch self {
        case .i32, .i64, .f64: ["minimum", "maximum"]
        case .str: ["pattern", "minLength", "maxLength"]
        default: []
        }
    }

    fileprivate func takes(_ value: JSON) -> Bool {
        switch self {
        case .i32: value.integerValue.map { Int32(exactly: $0) != nil } ?? false
        case .i64: value.integerValue != nil
        case .f64: value.doubleValue != nil
        case .bool: value.boolValue != nil
        case .str: value.stringValue != nil
        case .void, .strfree, .out: false
        }
    }
}

extension ToolSignature.Parameter {
    /// Whether each keyword suits the type and narrows it.
    fileprivate func check(_ narrowing: [String: JSON]) throws(ToolParameters.Misfit) {
        for (keyword, value) in narrowing.sorted(by: { $0.key < $1.key }) {
            let common: Set = ["description", "enum", "default"]
            guard common.contains(keyword) || kind.keywords.contains(keyword) else {
                let allowed = common.union(kind.keywords).sorted().joined(separator: ", ")
                throw misfit("`\(keyword)` says nothing of this argument", "Use \(allowed)")
            }
            guard suits(keyword, value) else {
                throw misfit("the value of `\(keyword)` does not suit the argument's type", "Give one of its type")
            }
        }
        if let lower = narrowing["minimum"]?.doubleValue, let upper = narrowing["maximum"]?.doubleValue, lower > upper {
            throw misfit("its minimum is above its maximum", "Let the minimum be the smaller one")
        }
        if let standard = narrowing["default"]?.doubleValue,
            standard < narrowing["minimum"]?.doubleValue ?? standard
                || standard > narrowing["maximum"]?.doubleValue ?? standard
        {
            throw misfit("its default is out of its range", "Give a default from minimum to maximum")
        }
        if let choices = narrowing["enum"]?.arrayValue, let standard = narrowing["default"], !choices.contains(standard)
        {
            throw misfit("its default is none of its enum", "Give one of the values as default")
        }
    }

    private func suits(_ keyword: String, _ value: JSON) -> Bool {
        switch keyword {
        case "description", "pattern": value.stringValue != nil
        case "minLength", "maxLength": value.integerValue.map { $0 >= 0 } ?? false
        case "enum": value.arrayValue.map { !$0.isEmpty && $0.allSatisfy(kind.takes) } ?? false
        default: kind.takes(value)
        }
    }

    private func misfit(_ reason: String, _ remedy: String) -> ToolParameters.Misfit {
        ToolParameters.Misfit(parameter: name, reason: reason, remedy: remedy)
    }
}
