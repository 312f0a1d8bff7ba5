// What a template has beside its text: a file above it, and buttons that open addresses.

import HostCore
public import OrkestaModel

extension MessageTemplate {
    /// A file above the text.
    public struct Header: Sendable, Hashable {
        /// What the provider takes it for.
        public enum Kind: String, Sendable, CaseIterable {
            case document, image
        }

        public let kind: Kind
        /// An http or https address, or `{{name}}` of a variable that is a link.
        public let link: String
        /// Of a document, as the customer sees it; nil of an image.
        public let name: String?
        /// Of its variable; nil for an address.
        let place: Int?
    }

    /// Opens an address.
    public struct Button: Sendable, Hashable {
        public let title: String
        /// An http or https address; at its end there may be `{{name}}` of a variable that
        /// is a link with the same beginning.
        public let url: String
        /// The address up to its variable.
        let beginning: String
        /// Of its variable; nil for an address without one.
        let place: Int?
    }

    /// The business's own words and whole addresses, whatever stands in the gaps.
    public var ownWords: JSON {
        let links =
            [header].compactMap { $0?.place == nil ? $0?.link : nil }
            + buttons.filter { $0.place == nil }.map(\.url)
        return [
            "template": .string(body), "names": JSON([header?.name].compactMap(\.self) + buttons.map(\.title)),
            "links": JSON(links),
        ]
    }
}

extension MessageTemplate.Header {
    init(json: JSON, _ variables: [MessageTemplate.Variable]) throws(DocumentError) {
        guard let kind = Kind(rawValue: try json.requiredText("type")) else {
            throw DocumentError(field: "type", reason: "document or image is expected")
        }
        self.kind = kind
        link = try json.requiredText("link")
        let (beginning, place) = try address(link, "link", variables)
        guard place == nil || beginning.isEmpty else {
            throw DocumentError(field: "link", reason: "an address or a variable is expected, not both")
        }
        self.place = place
        name = try json.optionalText("name")
        let isNamed = name.map { (1...Limits.templateFileNameCharactersMax).contains($0.count) } ?? false
        guard kind == .document ? isNamed : name == nil else {
            throw DocumentError(field: "name", reason: "a document has a name such as Lista.pdf, an image has none")
        }
    }

    var json: JSON {
        ["type": .string(kind.rawValue), "link": .string(link), "name": JSON(name)]
    }
}

extension MessageTemplate.Button {
    init(json: JSON, _ variables: [MessageTemplate.Variable]) throws(DocumentError) {
        title = try json.requiredText("title")
        guard (1...Limits.templateButtonCharactersMax).contains(title.count) else {
            let most = Limits.templateButtonCharactersMax
            throw DocumentError(field: "title", reason: "1 to \(most) characters are expected")
        }
        url = try json.requiredText("url")
        (beginning, place) = try address(url, "url", variables)
        guard isAddress(beginning) else {
            throw DocumentError(field: "url", reason: "an http or https address is expected, also before a variable")
        }
    }

    var json: JSON { ["title": .string(title), "url": .string(url)] }
}

/// The address in `text` up to the variable at its end, and the place of that one, if there
/// is one.
private func address(
    _ text: String,
    _ field: String,
    _ variables: [MessageTemplate.Variable]
) throws(DocumentError) -> (beginning: String, place: Int?) {
    guard let open = text.firstRange(of: "{{") else {
        guard isAddress(text) else {
            throw DocumentError(field: field, reason: "an http or https address is expected")
        }
        return (text, nil)
    }
    guard text.hasSuffix("}}") else {
        throw DocumentError(field: field, reason: "a variable stands at the end of an address")
    }
    let name = text[open.upperBound...].dropLast(2).filter { $0 != " " }
    guard let place = variables.firstIndex(where: { $0.name == name && $0.type == .link }) else {
        throw DocumentError(field: field, reason: "{{\(name.prefix(40))}} is none of the variables that are links")
    }
    return (String(text[..<open.lowerBound]), place)
}

/// Whether it is an http or https address.
func isAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count <= Limits.templateAddressBytesMax
        && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
}
