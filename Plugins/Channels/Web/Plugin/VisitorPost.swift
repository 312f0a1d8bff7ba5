// What the chat page posts: one message of a visitor.

import OrkestaModel
import OrkestaSDK

/// `{"message_id", "text", "locale"?, "attachments"?: [{"file", "name"?, "mime"?}]}`, checked.
struct VisitorPost {
    private static let messageIDBytesMax = 200
    private static let localeBytesMax = 35
    private static let attachmentsMax = 10
    private static let referenceBytesMax = 200
    private static let nameBytesMax = 200
    private static let mimeBytesMax = 100

    /// The page's own id: a repetition has the same one.
    let messageID: String
    /// Not blank where there are no attachments.
    let text: String
    let locale: String?
    let attachments: [InboundMessage.Attachment]

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
            attachments = try Self.attachments(document["attachments"])
        } catch {
            throw .field(error.field, error.reason)
        }
        guard (1...Self.messageIDBytesMax).contains(messageID.utf8.count) else {
            throw .field("message_id", "1 to \(Self.messageIDBytesMax) bytes are expected")
        }
        guard !attachments.isEmpty || text.contains(where: { !$0.isWhitespace }) else {
            throw .field("text", "some text is expected")
        }
        guard text.unicodeScalars.count <= textLengthMax else { throw .tooLong(maximum: textLengthMax) }
        guard (locale ?? "").utf8.count <= Self.localeBytesMax else {
            throw .field("locale", "a language tag such as es-MX is expected")
        }
    }

    private static func attachments(_ list: JSON?) throws(DocumentError) -> [InboundMessage.Attachment] {
        guard let list else { return [] }
        guard let items = list.arrayValue, items.count <= attachmentsMax else {
            throw DocumentError(field: "attachments", reason: "up to \(attachmentsMax) files are expected")
        }
        var files: [InboundMessage.Attachment] = []
        for item in items {
            let file = InboundMessage.Attachment(
                reference: try item.requiredText("file"),
                mime: try item.optionalText("mime"),
                name: try item.optionalText("name")
            )
            guard (1...referenceBytesMax).contains(file.reference.utf8.count),
                (file.name ?? "").utf8.count <= nameBytesMax, (file.mime ?? "").utf8.count <= mimeBytesMax
            else { throw DocumentError(field: "attachments", reason: "a file's name is empty or too long") }
            files.append(file)
        }
        return files
    }
}
