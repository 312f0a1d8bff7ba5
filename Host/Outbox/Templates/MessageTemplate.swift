// A message that a business worded beforehand: a text with typed gaps, for a channel
// or for all, in one language.

public import HostCore
public import HostInbox
public import OrkestaModel

/// A template, checked when it is made.
public struct MessageTemplate: Sendable, Hashable {
    /// A gap in the text.
    public struct Variable: Sendable, Hashable {
        /// 1 to 40 of a-z, 0-9 and '_'.
        public let name: String
        public let type: VariableType
    }

    /// What may stand in a gap, and how it is shown.
    public enum VariableType: String, Sendable, CaseIterable {
        /// As it is, on one line.
        case text
        /// `$1,160.00 MXN`.
        case money
        /// `25 nov 2026`, of a moment in the tenant's time zone.
        case date
        case integer
        /// An http or https address.
        case link
    }

    /// The same message as the provider knows it, which is needed where only
    /// templates are let through.
    public struct Provider: Sendable, Hashable {
        public let name: String
        /// As the provider writes it: `es_MX`.
        public let language: String
        public internal(set) var approval: TemplateApproval
        /// Why, where the provider said so.
        public internal(set) var reason: String?
        /// When the provider told so; nil where somebody recorded it.
        public internal(set) var decidedAt: Timestamp?
    }

    /// 1 to 60 of a-z, 0-9, '-' and '_'.
    public let name: String
    /// Nil: of every channel that has none of its own.
    public let channel: PluginID?
    /// BCP 47 without a region: `es`.
    public let language: String
    /// With `{{name}}` for each gap.
    public let body: String
    public let variables: [Variable]
    /// Nil: there is no file above the text.
    public let header: Header?
    public let buttons: [Button]
    public internal(set) var provider: Provider?
    /// The body in pieces.
    let pieces: [Piece]

    /// Words, or a gap by the place of its variable.
    enum Piece: Sendable, Hashable {
        case words(String)
        case gap(Int)

        fileprivate var place: Int? { if case .gap(let place) = self { place } else { nil } }
    }

    /// Reads ``json``. Throws naming the member at fault.
    public init(name: String, channel: PluginID?, language: String, json: JSON) throws(DocumentError) {
        guard (1...60).contains(name.utf8.count), name.utf8.allSatisfy(isNameByte) else {
            throw DocumentError(field: "name", reason: "1 to 60 of a-z, 0-9, '-' and '_' are expected")
        }
        guard (2...8).contains(language.utf8.count), language.utf8.allSatisfy(isLetterByte) else {
            throw DocumentError(field: "language", reason: "a language such as es is expected, without a region")
        }
        self.name = name
        self.channel = channel
        self.language = language
        body = try json.requiredText("body")
        variables = try json.elements("variables") { element throws(DocumentError) in try Variable(json: element) }
        let provider = json["provider"] ?? .null
        self.provider = provider.isNull ? nil : try Provider(json: provider)
        let header = json["header"] ?? .null
        self.header = header.isNull ? nil : try Self.header(header, variables)
        buttons = try json.elements("buttons") { [variables] element throws(DocumentError) in
            try Button(json: element, variables)
        }
        guard buttons.count <= Limits.templateButtonsMax else {
            throw DocumentError(field: "buttons", reason: "up to \(Limits.templateButtonsMax) are expected")
        }
        pieces = try Self.pieces(of: body, variables)
        let places = pieces.map(\.place) + [self.header?.place] + buttons.map(\.place)
        for (place, variable) in variables.enumerated() where !places.contains(place) {
            throw DocumentError(field: "body", reason: "{{\(variable.name)}} is not in it")
        }
    }

    private static func header(_ json: JSON, _ variables: [Variable]) throws(DocumentError) -> Header {
        do throws(DocumentError) {
            return try Header(json: json, variables)
        } catch {
            throw DocumentError(field: "header.\(error.field)", reason: error.reason)
        }
    }

    public var json: JSON {
        [
            "name": .string(name), "channel": JSON(channel?.rawValue), "language": .string(language),
            "body": .string(body),
            "variables": .array(
                variables.map { ["name": .string($0.name), "type": .string($0.type.rawValue)] }
            ),
            "header": header?.json ?? .null, "buttons": .array(buttons.map(\.json)),
            "provider": provider?.json ?? .null,
        ]
    }

    /// Throws for gaps that are not declared, and gaps that touch: providers take none of
    /// these.
    private static func pieces(of body: String, _ variables: [Variable]) throws(DocumentError) -> [Piece] {
        guard (1...Limits.messageCharactersMax).contains(body.count) else {
            throw DocumentError(
                field: "body",
                reason: "1 to \(Limits.messageCharactersMax) characters are expected"
            )
        }
        guard variables.count <= Limits.templateVariablesMax, Set(variables.map(\.name)).count == variables.count
        else {
            throw DocumentError(
                field: "variables",
                reason: "up to \(Limits.templateVariablesMax) are expected, each once"
            )
        }
        var pieces: [Piece] = []
        var rest = body[...]
        while let open = rest.firstRange(of: "{{") {
            if open.lowerBound > rest.startIndex { pieces.append(.words(String(rest[..<open.lowerBound]))) }
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
                throw DocumentError(field: "body", reason: "a {{ is never closed")
            }
            let name = rest[open.upperBound..<close.lowerBound].filter { $0 != " " }
            guard let place = variables.firstIndex(where: { $0.name == name }) else {
                throw DocumentError(field: "body", reason: "{{\(name.prefix(40))}} is none of the variables")
            }
            if case .gap? = pieces.last { throw DocumentError(field: "body", reason: "two variables touch") }
            pieces.append(.gap(place))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        return pieces
    }
}

extension MessageTemplate.Variable {
    fileprivate init(json: JSON) throws(DocumentError) {
        name = try json.requiredText("name")
        guard (1...40).contains(name.utf8.count), name.utf8.allSatisfy({ isNameByte($0) && $0 != UInt8(ascii: "-") })
        else { throw DocumentError(field: "name", reason: "1 to 40 of a-z, 0-9 and '_' are expected") }
        guard let type = MessageTemplate.VariableType(rawValue: try json.requiredText("type")) else {
            let known = MessageTemplate.VariableType.allCases.map(\.rawValue).joined(separator: ", ")
            throw DocumentError(field: "type", reason: "one of \(known) is expected")
        }
        self.type = type
    }
}

extension MessageTemplate.Provider {
    fileprivate var json: JSON {
        var members: [String: JSON] = [
            "name": .string(name), "language": .string(language), "approval": .string(approval.rawValue),
        ]
        members["reason"] = reason.map(JSON.string)
        members["decided_at"] = decidedAt.map { JSON.string($0.description) }
        return .object(members)
    }

    fileprivate init(json: JSON) throws(DocumentError) {
        do throws(DocumentError) {
            name = try json.requiredText("name")
            language = try json.requiredText("language")
            let word = try json.optionalText("approval") ?? TemplateApproval.pending.rawValue
            guard let approval = TemplateApproval(rawValue: word) else {
                let known = TemplateApproval.allCases.map(\.rawValue).joined(separator: ", ")
                throw DocumentError(field: "approval", reason: "one of \(known) is expected")
            }
            self.approval = approval
            reason = try json.optionalText("reason")
            decidedAt = try json.optionalText("decided_at").flatMap { Timestamp($0) }
        } catch {
            throw DocumentError(field: "provider.\(error.field)", reason: error.reason)
        }
        guard (1...512).contains(name.utf8.count), (2...20).contains(language.utf8.count) else {
            throw DocumentError(field: "provider", reason: "a name and a language such as es_MX are expected")
        }
    }
}

private func isLetterByte(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

private func isNameByte(_ byte: UInt8) -> Bool {
    isLetterByte(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_".utf8.contains(byte)
}
