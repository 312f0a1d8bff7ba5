// What the chat page posts: one message of a visitor.

import OrkestaModel

/// `{"message_id", "text", "locale"?}`, checked.
struct VisitorPost {
    private static let messageIDBytesMax = 200
    private static let localeBytesMax = 35

    /// The page's own id: a repetition has the same one.
    let messageID: String
    /// Not blank.
    let text: String
    let locale: String?

    /// `textLengthMax` counts Unicode scalars.
    init(_ body: [UInt8], textLengthMax: Int) throws(WebProblem) {
        let document: JSON
        do {
            document = try JSON(parsing: String(decoding: body, as: UTF8.self))
        } catch {
            throw .notJSON
        }
        do throws(DocumentError) {
            messageID = try document.requiredText("message_id")
            text = try document.requiredText("text")
            locale = try document.optionalText("locale")
        } catch {
            throw .field(error.field, error.reason)
        }
        guard (1...Self.messageIDBytesMax).contains(messageID.utf8.count) else {
            throw .field("message_id", "1 to \(Self.messageIDBytesMax) bytes are expected")
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw .field("text", "some text is expected")
        }
        guard text.unicodeScalars.count <= textLengthMax else { throw .tooLong(maximum: textLengthMax) }
        guard (locale ?? "").utf8.count <= Self.localeBytesMax else {
            throw .field("locale", "a language tag such as es-MX is expected")
        }
    }
}
