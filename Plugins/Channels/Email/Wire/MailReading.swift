// Raw MIME to a ReceivedMail, by GMime.

import EmailGMime
import OrkestaModel

extension ReceivedMail {
    private static let filesMax = 10
    /// Of a file, and of a body; of longer ones there is a name, and the beginning.
    private static let fileBytesMax = 16 << 20
    private static let textBytesMax = 1 << 20

    /// Nil for what is no message, or has more parts, fields or addresses than anybody writes.
    public init?(parsing source: [UInt8]) {
        guard !source.isEmpty, MailShape.isSound(source), isGMimeReady else { return nil }
        let stream = source.withUnsafeBytes { buffer in
            g_mime_stream_mem_new_with_buffer(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        defer { ork_release(stream) }
        let parser = g_mime_parser_new_with_stream(stream)
        defer { ork_release(parser) }
        guard let message = g_mime_parser_construct_message(parser, nil) else { return nil }
        defer { ork_release(message) }
        self.init()
        readHeaders(message)
        guard let body = g_mime_message_get_mime_part(message) else { return }
        if isReport(body) {
            bounces = Bounce.all(in: body)
            isAutomatic = true
        } else {
            var parts = MailParts(textBytesMax: Self.textBytesMax)
            parts.take(body)
            text = parts.text
            (files, lostFiles) = parts.files(countMax: Self.filesMax, bytesMax: Self.fileBytesMax)
        }
    }

    private mutating func readHeaders(_ message: UnsafeMutablePointer<GMimeMessage>) {
        id = MailSource.identifiers(string(g_mime_message_get_message_id(message))).first ?? ""
        subject = string(g_mime_message_get_subject(message))
        if let date = g_mime_message_get_date(message) {
            at = Timestamp(milliseconds: Int64(max(0, g_date_time_to_unix(date))) * 1_000)
        }
        let senders = g_mime_message_get_from(message)
        if internet_address_list_length(senders) > 0,
            let address = internet_address_list_get_address(senders, 0), let mailbox = ork_mailbox(address)
        {
            sender = string(internet_address_mailbox_get_addr(mailbox)).lowercased()
            senderName = string(internet_address_get_name(address))
        }
        let object = ork_object(message)
        let addresses = Self.fields(named: Self.recipientHeaders, of: object).flatMap(MailSource.addresses)
        recipients = Array(addresses.prefix(Self.recipientsMax))
        authenticationResults = Self.fields(named: ["authentication-results"], of: object)
        let header = { (name: String) in string(g_mime_object_get_header(object, name)) }
        references =
            MailSource.identifiers(header("References")) + MailSource.identifiers(header("In-Reply-To"))
        var seen: Set<String> = []
        references = references.filter { seen.insert($0).inserted }
        isAutomatic = AutomaticMail.isOne(header, sender: sender, subject: subject)
    }

    private static let headersMax: Int32 = 1_000
    private static let recipientsMax = 100
    /// Of the same kind.
    private static let fieldsMax = 50
    /// Where addresses stand, and where servers write to whom a mail came in truth.
    private static let recipientHeaders: Set<String> = [
        "to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to",
    ]

    /// The values of all fields with these names, in lower case, in their order.
    private static func fields(
        named names: Set<String>,
        of object: UnsafeMutablePointer<GMimeObject>?
    ) -> [String] {
        let list = g_mime_object_get_header_list(object)
        var found: [String] = []
        for index in 0..<min(max(0, g_mime_header_list_get_count(list)), headersMax) {
            guard let header = g_mime_header_list_get_header_at(list, index), found.count < fieldsMax,
                names.contains(string(g_mime_header_get_name(header)).lowercased())
            else { continue }
            found.append(string(g_mime_header_get_value(header)))
        }
        return found
    }

    private func isReport(_ body: UnsafeMutablePointer<GMimeObject>) -> Bool {
        g_mime_content_type_is_type(g_mime_object_get_content_type(body), "multipart", "report") != 0
    }
}

/// GMime is set up once in a process.
let isGMimeReady: Bool = {
    g_mime_init()
    return true
}()

/// Of a field; what is longer is no person's.
let fieldBytesMax = 64 << 10

/// A copy of its first `bytesMax` bytes; empty for NULL.
func string(_ text: UnsafePointer<CChar>?, bytesMax: Int = fieldBytesMax) -> String {
    guard let text else { return "" }
    let bytes = UnsafeRawBufferPointer(start: text, count: ork_text_length(text, bytesMax))
    return String(decoding: bytes, as: UTF8.self)
}

/// A copy of what GLib allocated, which is freed.
func string(freeing text: UnsafeMutablePointer<CChar>?, bytesMax: Int = fieldBytesMax) -> String {
    defer { g_free(text) }
    return string(UnsafePointer(text), bytesMax: bytesMax)
}

/// What is read without taking a message apart.
enum MailSource {
    /// What looks like addresses in a field of them, in lower case. Names beside them fall
    /// away.
    static func addresses(_ text: String) -> [String] {
        text.utf8.split { $0 <= 0x20 || marks.contains($0) }
            .filter { $0.count <= 254 && $0.contains(UInt8(ascii: "@")) }
            .map { String(decoding: $0, as: UTF8.self).lowercased() }
    }

    private static let marks = Set("<>,;:\"()".utf8)

    /// The ids within brackets, or the one that stands there without them.
    static func identifiers(_ text: String) -> [String] {
        let bracketed = text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1).compactMap { piece in
            piece.firstIndex(of: ">").map { String(piece[..<$0]) }
        }
        let found = bracketed.isEmpty && text.contains("@") ? [text] : bracketed
        return found.map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty && $0.utf8.count <= 200 }
    }
}
