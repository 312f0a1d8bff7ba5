// The parts of a message: the one that is read, and the files.

import EmailGMime

/// Gathers them, the message's tree walked in order.
struct MailParts {
    private var plain: Texts
    private var html: Texts
    private var attached: [ReceivedMail.File] = []

    /// `textBytesMax` is kept of plain text, and read of HTML.
    init(textBytesMax: Int) {
        plain = Texts(bytesLeft: textBytesMax)
        html = Texts(bytesLeft: textBytesMax)
    }

    /// Bodies of one kind, as far as there is room.
    private struct Texts {
        var all: [String] = []
        var bytesLeft: Int

        mutating func add(_ part: UnsafeMutablePointer<GMimeTextPart>) {
            guard bytesLeft > 0 else { return }
            let text = string(freeing: g_mime_text_part_get_text(part), bytesMax: bytesLeft)
            bytesLeft -= text.utf8.count
            all.append(text)
        }
    }

    mutating func take(_ object: UnsafeMutablePointer<GMimeObject>) {
        if let multipart = ork_multipart(object) {
            for index in 0..<max(0, g_mime_multipart_get_count(multipart)) {
                if let part = g_mime_multipart_get_part(multipart, index) { take(part) }
            }
        } else if let text = ork_text_part(object), !isFile(object) {
            if isText(object, "html") { html.add(text) } else { plain.add(text) }
        } else if isText(object, "x-amp-html") {
            // The page once more, for Gmail alone.
        } else if let part = ork_part(object) {
            attached.append(file(part, object))
        }
        // A message that was enclosed is somebody else's: it is not read.
    }

    /// Plain text where there is any, otherwise what the HTML says.
    var text: String {
        let written = plain.all.joined(separator: "\n")
        guard written.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { return written }
        return html.all.map(HTMLText.plain).joined(separator: "\n")
    }

    /// Those of up to `bytesMax` bytes, and the names of those for which there is no room.
    func files(countMax: Int, bytesMax: Int) -> (kept: [ReceivedMail.File], lost: [String]) {
        var (kept, lost): ([ReceivedMail.File], [String]) = ([], [])
        for file in attached where !file.bytes.isEmpty {
            if file.bytes.count <= bytesMax, kept.count < countMax {
                kept.append(file)
            } else {
                lost.append(file.shownName)
            }
        }
        return (kept, lost)
    }

    /// Of texts only plain ones and pages are read, and none that has a name: a list or
    /// an invitation is a file, even where it does not say that it is attached.
    private func isFile(_ object: UnsafeMutablePointer<GMimeObject>) -> Bool {
        if string(g_mime_object_get_disposition(object)).lowercased() == "attachment" { return true }
        if let part = ork_part(object), !string(g_mime_part_get_filename(part)).isEmpty { return true }
        return !isText(object, "plain") && !isText(object, "html")
    }

    private func isText(_ object: UnsafeMutablePointer<GMimeObject>, _ subtype: String) -> Bool {
        g_mime_content_type_is_type(g_mime_object_get_content_type(object), "text", subtype) != 0
    }

    private func file(
        _ part: UnsafeMutablePointer<GMimePart>,
        _ object: UnsafeMutablePointer<GMimeObject>
    ) -> ReceivedMail.File {
        let type = string(freeing: g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object)))
        let name = string(g_mime_part_get_filename(part)).split { "/\\".contains($0) }.last.map(String.init) ?? ""
        return ReceivedMail.File(
            name: plainName(name),
            mime: isMediaType(type) ? type.lowercased() : "application/octet-stream",
            bytes: content(of: part)
        )
    }

    /// What the host takes as a file's name: without control characters, of 200 bytes.
    private func plainName(_ name: String) -> String {
        let visible = name.unicodeScalars.filter { $0.value >= 0x20 }
        // A stranger's name may be as long as the mail: only what may stay is cut to its bytes.
        var plain = String(String.UnicodeScalarView(visible.prefix(200)))
        while plain.utf8.count > 200 { plain.unicodeScalars.removeLast() }
        return plain
    }

    /// What the host takes as a type; others are files all the same.
    private func isMediaType(_ type: String) -> Bool {
        let halves = type.split(separator: "/", omittingEmptySubsequences: false)
        let isToken = type.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\",;()<>@".utf8.contains($0) }
        return halves.count == 2 && !halves.contains("") && isToken && type.utf8.count <= 100
    }
}

/// The decoded content.
func content(of part: UnsafeMutablePointer<GMimePart>) -> [UInt8] {
    guard let wrapper = g_mime_part_get_content(part), let stream = g_mime_stream_mem_new() else { return [] }
    defer { ork_release(stream) }
    guard g_mime_data_wrapper_write_to_stream(wrapper, stream) >= 0, let bytes = ork_bytes(stream) else { return [] }
    return Array(UnsafeBufferPointer(start: bytes.pointee.data, count: Int(bytes.pointee.len)))
}
