// What a customer writes, as a mail program sends it: text, perhaps with a file.

internal import Foundation
internal import OrkestaModel

/// A message of a customer's to a business.
struct CustomerMail: Sendable {
    let sender: Phone
    /// The address to which the mail program answers.
    let recipient: String
    /// `<…@…>`
    let id: String
    let subject: String
    let text: String
    /// The Message-ID that it answers.
    var answered: String?
    var file: (item: MediaShelf.Item, bytes: [UInt8])?

    /// Raw MIME, with CRLF line ends.
    var source: String {
        var lines = [
            "From: \(Self.encoded(sender.name)) <\(sender.id)>", "To: <\(recipient)>",
            "Subject: \(Self.encoded(subject))", "Message-ID: \(id)", "MIME-Version: 1.0",
        ]
        if let answered { lines += ["In-Reply-To: \(answered)", "References: \(answered)"] }
        guard let file else { return (lines + textPart).joined(separator: "\r\n") + "\r\n" }
        let edge = freshLetters(20)
        lines += ["Content-Type: multipart/mixed; boundary=\"\(edge)\"", "", "--\(edge)"] + textPart
        lines += ["--\(edge)"] + Self.part(file.item, file.bytes) + ["--\(edge)--"]
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private var textPart: [String] {
        [
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
            Self.base64(Array(text.utf8)),
        ]
    }

    private static func part(_ item: MediaShelf.Item, _ bytes: [UInt8]) -> [String] {
        [
            "Content-Type: \(item.mimeType)", "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment; \(fileName(item.name ?? item.id))", "", base64(bytes),
        ]
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(options: .lineLength76Characters)
    }

    /// As a parameter carries it: names with more than plain characters by RFC 2231.
    private static func fileName(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        return isPlain ? "filename=\"\(name)\"" : "filename*=UTF-8''\(PercentEncoding.encoded(name))"
    }

    /// As header fields carry what is not ASCII (RFC 2047).
    private static func encoded(_ text: String) -> String {
        text.allSatisfy(\.isASCII) ? text : "=?UTF-8?B?\(Data(text.utf8).base64EncodedString())?="
    }
}
