// JSON Schema validation, by valijson behind its C shim.

import CJSONSchema
import OrkestaModel

/// A compiled schema.
///
/// Safe: the compiled schema is immutable and the shim allows concurrent use.
final class DocumentSchema: @unchecked Sendable {
    /// What does not fit.
    struct Violation: Error {
        /// The member at fault, as a path; empty for the whole document.
        let path: String
        let reason: String
    }

    private let schema: OpaquePointer

    /// Throws when the schema itself is wrong.
    init(_ document: JSON) throws(Violation) {
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
        guard let compiled else { throw Violation(path: "", reason: string(reason)) }
        schema = compiled
    }

    deinit { cjsonschema_free(schema) }

    /// Throws what does not fit.
    func validate(_ document: JSON) throws(Violation) {
        let text = document.utf8
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
        throw Violation(path: string(path), reason: string(reason))
    }
}

private func string(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
