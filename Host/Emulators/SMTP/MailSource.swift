// A message as it was sent: its header fields, and the source that the page shows.
// What lies inside MIME parts is not taken apart.

/// The source of a message.
struct MailSource: Sendable {
    private static let shownCharactersMax = 20_000

    private let fields: [(name: String, value: String)]
    /// What follows the header.
    let body: String

    init(_ source: [UInt8]) {
        let text = String(decoding: source, as: UTF8.self)
        let end = text.firstRange(of: "\r\n\r\n")
        let header = end.map { String(text[..<$0.lowerBound]) } ?? text
        body = end.map { String(text[$0.upperBound...].prefix(Self.shownCharactersMax)) } ?? ""
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
}
