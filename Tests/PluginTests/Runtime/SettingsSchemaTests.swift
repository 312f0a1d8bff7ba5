// Settings against a plugin's schema: the setting at fault is named.

import HostCore
import OrkestaModel
import Testing

@testable import HostPlugins

@Suite("Settings schema")
struct SettingsSchemaTests {
    private static let schema: JSON = [
        "type": "object", "additionalProperties": false, "required": ["token"],
        "properties": [
            "token": ["type": "string", "minLength": 3],
            "limits": ["type": "object", "properties": ["per_reply": ["type": "integer", "minimum": 1]]],
        ],
    ]

    @Test("takes what fits")
    func fits() throws {
        let schema = try SettingsSchema(Self.schema)
        #expect(throws: Never.self) { try schema.validate(["token": "abc", "limits": ["per_reply": 3]]) }
    }

    private static let wrong: [(JSON, String)] = [
        (["token": 3], "settings.token"), (["token": "abc", "limits": ["per_reply": 0]], "settings.limits.per_reply"),
        ([:], "settings.token"), (["token": "abc", "other": 1], "settings.other"),
    ]

    @Test("names the setting that does not fit", arguments: wrong)
    func names(settings: JSON, field: String) throws {
        let schema = try SettingsSchema(Self.schema)
        do throws(Problem) {
            try schema.validate(settings)
            Issue.record("\(settings) was taken")
        } catch {
            #expect(error.kind == .invalid)
            #expect(error.field?.hasPrefix(field) == true, "\(error)")
        }
    }

    private static let words: [(JSON, String, String)] = [
        (["token": 3], "a text of at least 3 characters is expected", "Correct"),
        (["token": "abc", "limits": ["per_reply": 0]], "a whole number of at least 1 is expected", "Correct"),
        (["token": "abc", "limits": ["per_reply": "many"]], "a whole number of at least 1 is expected", "Correct"),
        ([:], "it is required", "Correct"),
        (["token": "abc", "other": 1], "there is no such setting", "Known are limits, token."),
    ]

    @Test("says what the setting must be, in words of people", arguments: words)
    func says(settings: JSON, detail: String, remedy: String) throws {
        let schema = try SettingsSchema(Self.schema)
        let problem = #expect(throws: Problem.self) { try schema.validate(settings) }
        #expect(problem?.detail == detail)
        #expect(problem?.remedy.hasPrefix(remedy) == true, "\(problem?.remedy ?? "")")
    }

    private static let forms: JSON = [
        "type": "object",
        "properties": [
            "number_id": [
                "type": "string", "pattern": "^[0-9]*$", "maxLength": 4, "expects": "an id of digits",
                "examples": ["1065"], "description": "Of the sending number.",
            ],
            "version": ["type": "string", "pattern": "^v[0-9]+$", "default": "v25"],
            "address": ["pattern": "^https://", "description": "Where it is"],
        ],
    ]

    private static let brokenForms: [(JSON, String, String)] = [
        (["number_id": "+52"], "an id of digits is expected, such as 1065", "each. What it is: Of the sending number."),
        (["number_id": "12345"], "a text of at most 4 characters is expected", "each."),
        (["number_id": 3], "a text of at most 4 characters is expected", "each."),
        (["version": "25"], "it has not the form that is expected, such as v25", "each."),
        (["address": "ftp://"], "it has not the form that is expected", "each. What it is: Where it is"),
    ]

    @Test("says in words which form a text must have", arguments: brokenForms)
    func saysTheForm(settings: JSON, detail: String, remedy: String) throws {
        let schema = try SettingsSchema(Self.forms)
        let problem = #expect(throws: Problem.self) { try schema.validate(settings) }
        #expect(problem?.detail == detail)
        #expect(problem?.remedy.hasSuffix(remedy) == true, "\(problem?.remedy ?? "")")
    }

    @Test("a schema that is none is a problem, not a crash")
    func wrongSchema() {
        #expect(throws: Problem.self) { try SettingsSchema(["type": "no-such-type"]) }
    }
}
