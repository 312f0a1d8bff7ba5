// A message as it was sent: its header fields, and the text that the page shows. Of
// MIME it knows what our own channel writes, and no more.

internal import Foundation

/// The source of a message.
struct MailSource: Sendable {
    private let fields: [(name: String, value: String)]
    /// What follows the header.
    let body: String

    init(_ source: [UInt8]) {
        let text = String(decoding: source, as: UTF8.self)
        let end = text.firstRange(of: "\r\n\r\n")
        let header = end.map { String(text[..<$0.lowerBound]) } ?? text
        body = end.map { String(text[$0.upperBound...].prefix(EmulatorLimits.mailShownCharactersMax)) } ?? ""
        var fields: [(name: String, value: String)] = []
        for line in header.split(separator: "\r\n") {
            if let first = line.first, first == " " || first == "\t", !fields.isEmpty {
                fields[fields.count - 1].value += " " + String(line.drop { $0 == " " || $0 == "\t" })
            } else if let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...].drop { $0 == " " }
                fields.append((String(line[..<colon]), String(value)))
            }
        }
        self.fields = fields
    }

    /// The first field of that name, in any capitalization, unfolded.
    func field(_ name: String) -> String? {
        let wanted = name.lowercased()
        return fields.first { $0.name.lowercased() == wanted }?.value
    }

    /// The first part that is plain text, decoded; otherwise the body as it came. Lines end as on a page.
    var text: String { plainText.replacingOccurrences(of: "\r\n", with: "\n") }

    private var plainText: String {
        let type = field("Content-Type") ?? "text/plain"
        guard type.lowercased().hasPrefix("multipart/") else { return decoded }
        guard let edge = parameter("boundary", of: type) else { return body }
        let parts = body.components(separatedBy: "--\(edge)").dropFirst().dropLast()
        for part in parts {
            let inner = MailSource(Array(part.drop { $0.isNewline }.utf8))
            let kind = (inner.field("Content-Type") ?? "text/plain").lowercased()
            if kind.hasPrefix("text/plain") || kind.hasPrefix("multipart/") { return inner.plainText }
        }
        return body
    }

    private var decoded: String {
        switch field("Content-Transfer-Encoding")?.lowercased() {
        case "base64":
            Data(base64Encoded: body, options: .ignoreUnknownCharacters)
                .map { String(decoding: $0, as: UTF8.self) } ?? body
        case "quoted-printable": fromQuotedPrintable
        default: body
        }
    }

    private var fromQuotedPrintable: String {
        var bytes: [UInt8] = []
        var rest = Array(body.replacingOccurrences(of: "=\r\n", with: "").utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "="), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func parameter(_ name: String, of type: String) -> String? {
        guard let start = type.range(of: "\(name)=", options: .caseInsensitive)?.upperBound else { return nil }
        let value = type[start...]
        return value.first == "\""
            ? String(value.dropFirst().prefix { $0 != "\"" }) : String(value.prefix { $0 != ";" })
    }
}
