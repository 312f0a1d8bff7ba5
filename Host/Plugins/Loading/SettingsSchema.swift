// Settings against the schema of the plugin's manifest: the setting at fault is
// named, with what it must be.

import HostCore
import OrkestaModel

/// The schema of a plugin's settings.
struct SettingsSchema: Sendable {
    private let document: JSON
    private let schema: DocumentSchema

    /// Throws `.invalid` when the schema itself is wrong.
    init(_ document: JSON) throws(Problem) {
        self.document = document
        do {
            schema = try DocumentSchema(document)
        } catch {
            throw Problem(
                .invalid,
                "the schema of the settings is wrong: \(error.reason)",
                field: "manifest.config",
                remedy: "Mend `config` in the plugin's manifest.json"
            )
        }
    }

    /// Throws `.invalid` naming the setting at fault.
    func validate(_ settings: JSON) throws(Problem) {
        do {
            try schema.validate(settings)
        } catch {
            throw problem(error, settings)
        }
    }

    /// The library says which constraint failed; people need to know what to write.
    private func problem(_ violation: DocumentSchema.Violation, _ settings: JSON) -> Problem {
        let place = Place(path: violation.path, in: document, settings)
        let field = (["settings"] + place.names).joined(separator: ".")
        if let unknown = place.unknownMember {
            return Problem(
                .invalid,
                "there is no such setting",
                field: "\(field).\(unknown)",
                remedy: "Known are \(place.knownMembers.joined(separator: ", "))."
            )
        }
        if let missing = place.missingMember {
            return Problem(.invalid, "it is required", field: "\(field).\(missing)", remedy: Self.remedy)
        }
        if let form = place.brokenForm {
            let meaning = place.description.map { " What it is: \($0)" } ?? ""
            return Problem(.invalid, form, field: field, remedy: Self.remedy + meaning)
        }
        return Problem(
            .invalid,
            place.expectation.map { "\($0) is expected" } ?? violation.reason,
            field: field,
            remedy: Self.remedy
        )
    }

    private static let remedy = "Correct the setting; GET /api/plugins has the schema of each."
}

/// A place in the settings, with the part of the schema that rules it.
private struct Place {
    let names: [String]
    private let schema: JSON
    private let value: JSON

    /// `path` is `a.b`, or empty for the whole.
    init(path: String, in schema: JSON, _ settings: JSON) {
        names = path.split(separator: ".").map(String.init)
        self.schema = names.reduce(schema) { $0["properties"]?[$1] ?? $0["items"] ?? .null }
        value = names.reduce(settings) { $0[$1] ?? .null }
    }

    var knownMembers: [String] { schema["properties"]?.objectValue?.keys.sorted() ?? [] }

    /// A member that the schema forbids.
    var unknownMember: String? {
        guard schema["additionalProperties"] == false else { return nil }
        return value.objectValue?.keys.filter { !knownMembers.contains($0) }.min()
    }

    /// A member that the schema requires.
    var missingMember: String? {
        guard let members = value.objectValue else { return nil }
        return schema["required"]?.arrayValue?.compactMap(\.stringValue).first { members[$0] == nil }
    }

    /// What the setting is, in the words of the plugin's author.
    var description: String? { schema["description"]?.stringValue }

    /// What is wrong with a text that is as long as it may be, and of another form than the
    /// schema wants. A regular expression tells people nothing: the words are the author's.
    var brokenForm: String? {
        guard schema["pattern"] != nil || schema["format"] != nil, let text = value.stringValue, hasRoom(for: text)
        else { return nil }
        let form = schema["expects"]?.stringValue.map { "\($0) is expected" } ?? "it has not the form that is expected"
        let sample = schema["examples"]?.arrayValue?.first ?? schema["default"]
        guard let sample = sample?.stringValue, !sample.isEmpty else { return form }
        return "\(form), such as \(sample)"
    }

    private func hasRoom(for text: String) -> Bool {
        let count = Int64(text.unicodeScalars.count)
        return count >= schema["minLength"]?.integerValue ?? 0 && count <= schema["maxLength"]?.integerValue ?? count
    }

    /// What the schema wants, in words; nil when it says more than these words can.
    var expectation: String? {
        if let words = schema["enum"]?.arrayValue {
            return "one of " + words.map { $0.stringValue ?? $0.description }.joined(separator: ", ")
        }
        switch schema["type"]?.stringValue {
        case "integer": return "a whole number" + range("minimum", "maximum")
        case "number": return "a number" + range("minimum", "maximum")
        case "boolean": return "true or false"
        case "string": return "a text" + range("minLength", "maxLength", of: " characters")
        case "array": return "a list" + range("minItems", "maxItems", of: " elements")
        case "object": return "an object"
        default: return nil
        }
    }

    private func range(_ least: String, _ most: String, of unit: String = "") -> String {
        switch (schema[least], schema[most]) {
        case (let least?, let most?): " from \(least) to \(most)\(unit)"
        case (let least?, nil): " of at least \(least)\(unit)"
        case (nil, let most?): " of at most \(most)\(unit)"
        case (nil, nil): ""
        }
    }
}
