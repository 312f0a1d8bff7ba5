// Settings against the schema of the plugin's manifest: the setting at fault is
// named.

import HostCore
import OrkestaModel

/// The schema of a plugin's settings.
struct SettingsSchema: Sendable {
    private let schema: DocumentSchema

    /// Throws `.invalid` when the schema itself is wrong.
    init(_ document: JSON) throws(Problem) {
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
            throw Problem(
                .invalid,
                error.reason,
                field: error.path.isEmpty ? "settings" : "settings.\(error.path)",
                remedy: "See the plugin's settings with GET /api/plugins or orkesta plugin list --json"
            )
        }
    }
}
