// What Twilio posts, as named fields: a form, whose fields are signed, or a JSON
// document, whose digest stands in the address that is signed.

public import OrkestaModel

/// A posted body, read.
public struct TwilioBody: Sendable {
    private static let digestName = "bodySHA256"
    private static let fieldsMax = 200
    private static let parametersMax = 10

    public let fields: FormFields
    /// What the signature covers besides the address.
    public let signed: FormFields
    /// In hex, lower case; nil: the fields themselves are signed.
    private let digest: String?

    /// `query` is the address's, as it was posted to. What is no document has no fields.
    public init(_ bytes: [UInt8], query: String) {
        let text = String(decoding: bytes, as: UTF8.self)
        digest = FormFields(parsing: query, countMax: Self.parametersMax)[Self.digestName]?.lowercased()
        if digest == nil {
            fields = FormFields(parsing: text, countMax: Self.fieldsMax)
            signed = fields
        } else {
            fields = Self.members((try? JSON(parsing: text)) ?? .null)
            signed = FormFields([])
        }
    }

    /// Whether it is the body that was signed, as far as the address says so; `sha256`
    /// makes the digest of it.
    public func isWhole(_ sha256: () throws -> [UInt8]) rethrows -> Bool {
        guard let digest else { return true }
        return try sha256().hexadecimal == digest
    }

    private static func members(_ document: JSON) -> FormFields {
        FormFields(
            (document.objectValue ?? [:]).compactMap { name, value in
                (value.stringValue ?? value.integerValue.map { String($0) }).map { (name: name, value: $0) }
            }
        )
    }
}
