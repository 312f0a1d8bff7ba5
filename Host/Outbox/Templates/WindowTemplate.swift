// The template that carries any message where only templates are let through.

import OrkestaModel

/// A template of the provider's that carries a message outside the window.
public struct WindowTemplate: Sendable, Hashable {
    /// What one of its variables is filled with.
    public enum Part: String, Sendable, CaseIterable {
        case customer, text
    }

    public var name: String
    /// As the provider writes it: `es_MX`.
    public var language: String
    /// In the order of its variables, one of them the message's text.
    public var parameters: [Part]

    public init(name: String, language: String, parameters: [Part]) {
        self.name = name
        self.language = language
        self.parameters = parameters
    }

    var json: JSON {
        [
            "name": .string(name), "language": .string(language),
            "parameters": .array(parameters.map { .string($0.rawValue) }),
        ]
    }

    init(json: JSON) throws(DocumentError) {
        do throws(DocumentError) {
            name = try json.requiredText("name")
            language = try json.requiredText("language")
            parameters = try json.elements("parameters") { element throws(DocumentError) in
                guard let part = element.stringValue.flatMap(Part.init) else {
                    throw DocumentError(field: "", reason: "customer or text is expected")
                }
                return part
            }
        } catch {
            throw DocumentError(field: "template.\(error.field)", reason: error.reason)
        }
        guard (1...512).contains(name.utf8.count), (2...20).contains(language.utf8.count) else {
            throw DocumentError(field: "template", reason: "a name and a language such as es_MX are expected")
        }
        guard parameters.filter({ $0 == .text }).count == 1, parameters.count <= 2 else {
            throw DocumentError(field: "template.parameters", reason: "text, and perhaps customer, is expected")
        }
    }

    /// The document of ork_outbound.template_json for a message. Variables of
    /// templates take no line breaks and no long gaps.
    func filled(text: String, customer: String?) -> JSON {
        let parts = parameters.map { part -> JSON in
            let value = part == .text ? text : customer ?? ""
            let line = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let shown = line.count > Self.charactersMax ? line.prefix(Self.charactersMax - 1) + "…" : line[...]
            return ["name": .string(part.rawValue), "text": .string(shown.isEmpty ? "-" : String(shown))]
        }
        return ["name": .string(name), "language": .string(language), "parameters": .array(parts)]
    }

    /// Below what WhatsApp takes of a whole body, 1,024, so that the template's own
    /// words have room.
    private static let charactersMax = 800
}
