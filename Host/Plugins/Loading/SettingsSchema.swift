// Settings against the plugin's JSON Schema, by valijson behind its C shim.

import CJSONSchema
import HostCore
import OrkestaModel

/// A compiled schema.
///
/// Safe: the compiled schema is immutable and the shim allows concurrent use.
final class SettingsSchema: @unchecked Sendable {
    private let schema: OpaquePointer

    /// Throws `.invalid` when the schema itself is wrong.
    init(_ document: JSON) throws(Problem) {
        let text = document.utf8
        var reason = [CChar](repeating: 0, count: 512)
        let compiled = text.withUnsafeBytes { bytes in
            cjsonschema_compile(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                bytes.count,
                &reason,
                reason.count
            )
        }
        guard let compiled else {
            throw Problem(
                .invalid,
                "the schema of the settings is wrong: \(string(reason))",
                field: "manifest.config",
                remedy: "Mend `config` in the plugin's manifest.json"
            )
        }
        schema = compiled
    }

    deinit { cjsonschema_free(schema) }

    /// Throws `.invalid` naming the setting at fault.
    func validate(_ settings: JSON) throws(Problem) {
        let text = settings.utf8
        var path = [CChar](repeating: 0, count: 256)
        var reason = [CChar](repeating: 0, count: 512)
        let verdict = text.withUnsafeBytes { bytes in
            cjsonschema_validate(
                schema,
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                bytes.count,
                &path,
                path.count,
                &reason,
                reason.count
            )
        }
        guard verdict != 1 else { return }
        let place = string(path)
        throw Problem(
            .invalid,
            string(reason),
            field: place.isEmpty ? "settings" : "settings.\(place)",
            remedy: "See the plugin's settings with GET /api/plugins or orkesta plugin list --json"
        )
    }
}

private func string(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
