// Settings as people type them: `KEY=VALUE` wherever a verb takes several.

import ArgumentParser
import OrkestaModel

/// One setting with its new value.
struct SettingArgument: ExpressibleByArgument {
    let key: String
    let value: JSON

    /// Nil without a `=` and for an empty key.
    init?(argument: String) {
        guard let mark = argument.firstIndex(of: "="), mark > argument.startIndex else { return nil }
        key = String(argument[..<mark])
        value = Self.value(String(argument[argument.index(after: mark)...]))
    }

    /// JSON where the text parses as such, else the text.
    static func value(_ text: String) -> JSON { (try? JSON(parsing: text)) ?? .string(text) }
}

extension [SettingArgument] {
    /// The members of the document that changes them; of a key that comes twice the last counts.
    var members: [String: JSON] {
        reduce(into: [:]) { members, setting in members[setting.key] = setting.value }
    }
}
