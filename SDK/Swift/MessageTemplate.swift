// A template of the provider's, as a channel sends it.

public import OrkestaModel

/// A template of the provider's, filled in.
public struct MessageTemplate: Sendable {
    /// A file above the text.
    public struct Header: Sendable {
        /// What the provider takes it for.
        public enum Kind: String, Sendable {
            case document, image
        }

        public let kind: Kind
        /// Where the file lies: a page of the host's, or elsewhere.
        public let link: String
        /// Of a document, as the customer sees it.
        public let name: String?
    }

    public let name: String
    /// As the provider writes it: `es_MX`.
    public let language: String
    /// In the order in which the template's text has them.
    public let parameters: [(name: String, text: String)]
    public let header: Header?
    /// What follows the addresses of the buttons that have a variable at their end; buttons
    /// count from 0.
    public let buttons: [(index: Int64, text: String)]

    /// Reads `template_json` of channel.h.
    public init(json: JSON) throws(DocumentError) {
        name = try json.requiredText("name")
        language = try json.requiredText("language")
        parameters = try json.elements("parameters") { element throws(DocumentError) in
            (try element.requiredText("name"), try element.requiredText("text"))
        }
        if let document = json.present("header") { header = try Header(json: document) } else { header = nil }
        buttons = try json.elements("buttons") { element throws(DocumentError) in
            guard let index = try element.optionalInteger("index") else {
                throw DocumentError(field: "index", reason: "an integer is expected")
            }
            return (index, try element.requiredText("text"))
        }
    }
}

extension MessageTemplate.Header {
    fileprivate init(json: JSON) throws(DocumentError) {
        guard let kind = Kind(rawValue: try json.requiredText("type")) else {
            throw DocumentError(field: "type", reason: "document or image is expected")
        }
        self.kind = kind
        link = try json.requiredText("link")
        name = try json.optionalText("name")
    }
}
