// Delivery reports, out of the parts of a multipart/report (RFC 3464): the status of
// each recipient, and the header of the message that it is about.

import EmailGMime

extension Bounce {
    /// A report has three parts, of which the one that is read is short: each message of ours has
    /// one recipient.
    private static let partsMax: Int32 = 10
    private static let partBytesMax = 64 << 10
    private static let bouncesMax = 10

    static func all(in report: UnsafeMutablePointer<GMimeObject>) -> [Bounce] {
        guard let multipart = ork_multipart(report) else { return [] }
        var statuses: [(action: Action, status: String)] = []
        var original = ""
        for index in 0..<min(max(0, g_mime_multipart_get_count(multipart)), partsMax) {
            guard let part = g_mime_multipart_get_part(multipart, index) else { continue }
            let type = string(freeing: g_mime_content_type_get_mime_type(g_mime_object_get_content_type(part)))
            if reports.contains(type.lowercased()) {
                statuses += recipients(text(of: part))
            } else if let enclosed = ork_enclosed_message(part) {
                original = MailSource.identifiers(string(g_mime_message_get_message_id(enclosed))).first ?? original
            } else if headers.contains(type.lowercased()) {
                let line = fields(text(of: part)).first { $0.name == "message-id" }
                original = line.flatMap { MailSource.identifiers($0.value).first } ?? original
            }
        }
        guard !original.isEmpty else { return [] }
        return statuses.prefix(bouncesMax).map { Bounce(messageID: original, action: $0.action, status: $0.status) }
    }

    /// In ASCII, and in UTF-8 (RFC 6533).
    private static let reports: Set<String> = ["message/delivery-status", "message/global-delivery-status"]
    private static let headers: Set<String> = ["text/rfc822-headers", "message/global-headers"]

    /// GMime takes the part for text in one version and for data in another.
    private static func text(of object: UnsafeMutablePointer<GMimeObject>) -> String {
        ork_part(object).map { String(decoding: content(of: $0).prefix(partBytesMax), as: UTF8.self) } ?? ""
    }

    /// A block of fields for each recipient, the first for the message as a whole.
    private static func recipients(_ text: String) -> [(action: Action, status: String)] {
        let plain = text.replacing("\r\n", with: "\n")
        return plain.split(separator: "\n\n").compactMap { block in
            let fields = fields(String(block))
            let said = fields.first { $0.name == "action" }?.value ?? ""
            guard let action = Action(rawValue: String(said.prefix { $0.isLetter })) else { return nil }
            let status = fields.first { $0.name == "status" }?.value ?? ""
            return (action, String(status.prefix { $0.isNumber || $0 == "." }))
        }
    }

    /// Names and values in lower case, but for ids. A field goes on in lines that begin with
    /// a blank: long ids often stand on one of their own.
    private static func fields(_ text: String) -> [(name: String, value: String)] {
        let plain = text.replacing("\r\n", with: "\n").replacing("\n ", with: " ").replacing("\n\t", with: " ")
        return plain.split(whereSeparator: \.isNewline).compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let name = line[..<colon].lowercased()
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            return (name, name == "message-id" ? String(value) : value.lowercased())
        }
    }
}
