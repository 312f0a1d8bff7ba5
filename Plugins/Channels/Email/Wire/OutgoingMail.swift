// A message that goes out, and how it becomes MIME.

import EmailGMime
public import OrkestaModel

/// One message to one customer.
public struct OutgoingMail: Sendable {
    /// From where it comes, and where answers go unless that is said.
    public struct Sender: Sendable {
        public var name: String
        public var address: String

        public init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    /// Of the mail by which a customer ends what comes unasked: a word that the host knows.
    public static let unsubscribeSubject = "BAJA"

    public var id: String
    public var sender: Sender
    /// Where answers go; nil: to the sender.
    public var replyTo: String?
    public var recipient: String
    public var subject: String
    public var content: MailContent
    /// The ids of the thread, oldest first; the last one is answered.
    public var references: [String]
    /// Where the customer ends messages that come unasked, with a single request; nil:
    /// by mail only.
    public var unsubscribeURL: String?
    public var files: [ReceivedMail.File]
    /// A person wrote it to this one customer, who answers like anybody; what a program
    /// writes says so.
    public var isByPerson: Bool
    /// Nil: the server that takes it writes one (RFC 6409, 8.1).
    public var date: Timestamp?

    public init(
        id: String,
        sender: Sender,
        replyTo: String? = nil,
        recipient: String,
        subject: String,
        content: MailContent,
        references: [String] = [],
        unsubscribeURL: String? = nil,
        files: [ReceivedMail.File] = [],
        isByPerson: Bool = false,
        date: Timestamp? = nil
    ) {
        self.id = id
        self.sender = sender
        self.replyTo = replyTo
        self.recipient = recipient
        self.subject = subject
        self.content = content
        self.references = references
        self.unsubscribeURL = unsubscribeURL
        self.files = files
        self.isByPerson = isByPerson
        self.date = date
    }

    /// As RFC 5322 and MIME have it, lines ending with CRLF. The text as plain text and
    /// as HTML, the files behind it.
    public func source() -> [UInt8] {
        guard isGMimeReady, let message = g_mime_message_new(1) else { return [] }
        defer { ork_release(message) }
        writeHeaders(message)
        let body = files.isEmpty ? alternatives() : mixed()
        if let body { g_mime_message_set_mime_part(message, body) }
        ork_release(body)
        let options = g_mime_format_options_new()
        defer { g_mime_format_options_free(options) }
        g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS)
        guard let text = g_mime_object_to_string(ork_object(message), options) else { return [] }
        defer { g_free(text) }
        return Array(String(cString: text).utf8)
    }

    private func writeHeaders(_ message: UnsafeMutablePointer<GMimeMessage>) {
        let name = sender.name.isEmpty ? nil : sender.name
        g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, name, sender.address)
        if let replyTo { g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_REPLY_TO, name, replyTo) }
        g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, nil, recipient)
        g_mime_message_set_subject(message, subject, "utf-8")
        if let moment = date.flatMap({ g_date_time_new_from_unix_utc(gint64($0.milliseconds / 1_000)) }) {
            g_mime_message_set_date(message, moment)
            g_date_time_unref(moment)
        }
        g_mime_message_set_message_id(message, id)
        let object = ork_object(message)
        if let last = references.last {
            g_mime_object_set_header(object, "In-Reply-To", "<\(last)>", nil)
            let all = references.suffix(Self.referencesMax).map { "<\($0)>" }.joined(separator: " ")
            g_mime_object_set_header(object, "References", all, nil)
        }
        if !isByPerson { writeThatAProgramWrote(object) }
    }

    /// Other programs shall not answer this one (RFC 3834, and Exchange's own word), and who
    /// wants no more of it can say so (RFC 2369).
    private func writeThatAProgramWrote(_ object: UnsafeMutablePointer<GMimeObject>?) {
        let kind = references.isEmpty ? "auto-generated" : "auto-replied"
        g_mime_object_set_header(object, "Auto-Submitted", kind, nil)
        g_mime_object_set_header(object, "X-Auto-Response-Suppress", "OOF, AutoReply", nil)
        let byMail = "<mailto:\(replyTo ?? sender.address)?subject=\(Self.unsubscribeSubject)>"
        let ways = unsubscribeURL.map { "<\($0)>, \(byMail)" } ?? byMail
        g_mime_object_set_header(object, "List-Unsubscribe", ways, nil)
        // As it is: GMime would encode what is long, and receivers read no encoded addresses here (RFC 2369).
        let list = g_mime_object_get_header_list(object)
        g_mime_header_set_raw_value(g_mime_header_list_get_header(list, "List-Unsubscribe"), " \(ways)\n")
        if unsubscribeURL != nil {
            // RFC 8058.
            g_mime_object_set_header(object, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", nil)
        }
    }

    private static let referencesMax = 10

    private func mixed() -> UnsafeMutablePointer<GMimeObject>? {
        guard let multipart = g_mime_multipart_new_with_subtype("mixed") else { return nil }
        let parts = [alternatives()] + files.map(part)
        for part in parts {
            if let part { g_mime_multipart_add(multipart, part) }
            ork_release(part)
        }
        return ork_object(multipart)
    }

    private func alternatives() -> UnsafeMutablePointer<GMimeObject>? {
        guard let multipart = g_mime_multipart_new_with_subtype("alternative") else { return nil }
        for (subtype, text) in [("plain", content.plain), ("html", content.html)] {
            // GMime's own text part would choose a narrower character set than UTF-8.
            guard let part = g_mime_part_new_with_type("text", subtype) else { continue }
            g_mime_object_set_content_type_parameter(ork_object(part), "charset", "utf-8")
            fill(part, with: Array(text.utf8), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
            g_mime_multipart_add(multipart, ork_object(part))
            ork_release(part)
        }
        return ork_object(multipart)
    }

    private func part(_ file: ReceivedMail.File) -> UnsafeMutablePointer<GMimeObject>? {
        let halves = file.mime.split(separator: "/").map(String.init)
        let (type, subtype) = halves.count == 2 ? (halves[0], halves[1]) : ("application", "octet-stream")
        guard let part = g_mime_part_new_with_type(type, subtype) else { return nil }
        fill(part, with: file.bytes, GMIME_CONTENT_ENCODING_BASE64)
        g_mime_part_set_filename(part, file.shownName)
        return ork_object(part)
    }

    /// Gives the part its bytes, to be written in `encoding`.
    private func fill(
        _ part: UnsafeMutablePointer<GMimePart>,
        with bytes: [UInt8],
        _ encoding: GMimeContentEncoding
    ) {
        let stream = bytes.withUnsafeBytes { buffer in
            g_mime_stream_mem_new_with_buffer(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        let wrapper = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT)
        g_mime_part_set_content(part, wrapper)
        ork_release(wrapper)
        ork_release(stream)
        g_mime_part_set_content_encoding(part, encoding)
    }
}
