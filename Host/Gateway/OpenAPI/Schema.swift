// Small builders of JSON Schema (draft 2020-12, as OpenAPI 3.1 has it).

import OrkestaModel

enum Schema {
    static func text(
        _ description: String,
        example: String? = nil,
        format: String? = nil,
        minLength: Int? = nil,
        maxLength: Int? = nil,
        pattern: String? = nil
    ) -> JSON {
        var schema = base("string", description)
        schema["examples"] = example.map { .array([.string($0)]) }
        schema["format"] = format.map(JSON.string)
        schema["minLength"] = minLength.map { .integer(Int64($0)) }
        schema["maxLength"] = maxLength.map { .integer(Int64($0)) }
        schema["pattern"] = pattern.map(JSON.string)
        return .object(schema)
    }

    static func word(_ description: String, of values: [String]) -> JSON {
        var schema = base("string", description)
        schema["enum"] = JSON(values)
        return .object(schema)
    }

    static func integer(
        _ description: String,
        minimum: Int? = nil,
        maximum: Int? = nil,
        example: Int? = nil
    ) -> JSON {
        var schema = base("integer", description)
        schema["minimum"] = minimum.map { .integer(Int64($0)) }
        schema["maximum"] = maximum.map { .integer(Int64($0)) }
        schema["examples"] = example.map { .array([.integer(Int64($0))]) }
        return .object(schema)
    }

    static func number(_ description: String) -> JSON { .object(base("number", description)) }

    static func flag(_ description: String) -> JSON { .object(base("boolean", description)) }

    static func time(_ description: String) -> JSON {
        text(description, example: "2026-11-23T19:58:45.123Z", format: "date-time")
    }

    /// An amount without its currency.
    static func decimal(_ description: String) -> JSON {
        text(description, example: "1234.50", pattern: #"^-?\d+(\.\d+)?$"#)
    }

    static func array(_ description: String, of items: JSON) -> JSON {
        var schema = base("array", description)
        schema["items"] = items
        return .object(schema)
    }

    /// An object; every property is required unless it is named in `optional`.
    static func object(
        _ description: String,
        _ properties: [String: JSON],
        optional: Set<String> = [],
        example: JSON? = nil
    ) -> JSON {
        var schema = base("object", description)
        schema["properties"] = .object(properties)
        let required = properties.keys.filter { !optional.contains($0) }.sorted()
        if !required.isEmpty { schema["required"] = JSON(required) }
        schema["examples"] = example.map { .array([$0]) }
        return .object(schema)
    }

    /// An object with members of any name.
    static func map(_ description: String, of values: JSON? = nil) -> JSON {
        var schema = base("object", description)
        schema["additionalProperties"] = values ?? true
        return .object(schema)
    }

    /// The same, or null.
    static func nullable(_ schema: JSON) -> JSON {
        guard let type = schema["type"] else { return ["anyOf": .array([schema, ["type": "null"]])] }
        return schema.merging(["type": .array([type, "null"])])
    }

    static func page(of items: JSON) -> JSON {
        object(
            "A page of a list.",
            [
                "items": array("The items of this page.", of: items),
                "next_cursor": nullable(text("Give it as `cursor` for the next page; null on the last.")),
            ]
        )
    }

    /// A schema of ``Schemas/components``.
    static func reference(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/\(name)")] }

    /// The schema behind a reference, or the schema itself.
    static func resolved(_ schema: JSON) -> JSON {
        let prefix = "#/components/schemas/"
        guard let reference = schema["$ref"]?.stringValue, reference.hasPrefix(prefix) else { return schema }
        return Schemas.components[String(reference.dropFirst(prefix.count))] ?? schema
    }

    static let tenantID = text(
        "A tenant's id.",
        example: "ferreteria-la-central",
        minLength: 1,
        maxLength: 63,
        pattern: "^[a-z0-9][a-z0-9-]*$"
    )
    static let pluginID = text(
        "A plugin's id.",
        example: "catalog",
        minLength: 1,
        maxLength: 63,
        pattern: "^[a-z0-9][a-z0-9-]*$"
    )

    private static func base(_ type: String, _ description: String) -> [String: JSON] {
        ["type": .string(type), "description": .string(description)]
    }
}
