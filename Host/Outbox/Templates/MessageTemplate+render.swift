// A template filled in: the text, and what the provider gets in its place.

import HostCommerce
import HostCore
import HostInbox
public import OrkestaModel

/// A message made from a template.
public struct RenderedTemplate: Sendable, Hashable {
    public let text: String
    public let language: String
    /// `ork_outbound.template_json`; nil where the provider has not approved it.
    public let providerDocument: JSON?

    /// The answer of ork.templates/1 and of previews.
    public var json: JSON {
        ["text": .string(text), "language": .string(language), "template": providerDocument ?? .null]
    }
}

extension MessageTemplate {
    /// Fills the gaps with `values`, an object with a member for each variable and no
    /// other. Throws naming the value at fault.
    public func rendered(_ values: JSON, timeZone: String) throws(DocumentError) -> RenderedTemplate {
        guard let members = values.objectValue else {
            throw DocumentError(field: "values", reason: "an object is expected")
        }
        let known = Set(variables.map(\.name))
        if let stranger = members.keys.filter({ !known.contains($0) }).min() {
            throw DocumentError(field: "values.\(stranger.prefix(40))", reason: "the template has no such variable")
        }
        var shown: [String] = []
        for variable in variables {
            guard let text = variable.type.text(of: members[variable.name] ?? .null, language, timeZone) else {
                throw DocumentError(field: "values.\(variable.name)", reason: variable.type.expectation)
            }
            shown.append(text)
        }
        let ends = try ends(ofButtonsIn: shown)
        let text = text(shown)
        guard text.count <= Limits.messageCharactersMax else {
            throw DocumentError(
                field: "values",
                reason: "the message is over \(Limits.messageCharactersMax) characters"
            )
        }
        return RenderedTemplate(text: text, language: language, providerDocument: providerDocument(shown, ends))
    }

    /// The whole as plain text, with a line for the file and for each button.
    private func text(_ shown: [String]) -> String {
        let body = pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .gap(let place): shown[place]
            }
        }.joined()
        let file = header.map { header in
            [header.name, header.address(shown)].compactMap(\.self).joined(separator: ": ")
        }
        let links = buttons.map { "\($0.title): \($0.place.map { shown[$0] } ?? $0.url)" }
        return ([file, body].compactMap(\.self) + links).joined(separator: "\n")
    }

    /// What stands in the gap at the end of each button's address; nil where there is none.
    private func ends(ofButtonsIn shown: [String]) throws(DocumentError) -> [String?] {
        var ends: [String?] = []
        for button in buttons {
            guard let place = button.place else {
                ends.append(nil)
                continue
            }
            let end = shown[place].dropFirst(button.beginning.count)
            guard shown[place].hasPrefix(button.beginning), !end.isEmpty else {
                throw DocumentError(
                    field: "values.\(variables[place].name)",
                    reason: "an address that begins with \(button.beginning) is expected"
                )
            }
            ends.append(String(end))
        }
        return ends
    }

    /// Variables in the order in which the body has them, as the provider counts them.
    private func providerDocument(_ shown: [String], _ ends: [String?]) -> JSON? {
        guard let provider, provider.approval == .approved else { return nil }
        let parameters = pieces.compactMap { piece -> JSON? in
            guard case .gap(let place) = piece else { return nil }
            return ["name": .string(variables[place].name), "text": .string(shown[place])]
        }
        var members: [String: JSON] = [
            "name": .string(provider.name), "language": .string(provider.language), "parameters": .array(parameters),
        ]
        if let header {
            let link = header.address(shown)
            members["header"] = [
                "type": .string(header.kind.rawValue), "link": .string(link), "name": JSON(header.name),
            ]
        }
        let filled = ends.enumerated().compactMap { index, end in
            end.map { end -> JSON in ["index": .integer(Int64(index)), "text": .string(end)] }
        }
        if !filled.isEmpty { members["buttons"] = .array(filled) }
        return .object(members)
    }
}

extension MessageTemplate.Header {
    /// Where the file lies, with the values of the template's variables.
    fileprivate func address(_ shown: [String]) -> String { place.map { shown[$0] } ?? link }
}

extension MessageTemplate.VariableType {
    /// The value as it is shown; nil when it is none of this type.
    fileprivate func text(of value: JSON, _ language: String, _ timeZone: String) -> String? {
        switch self {
        case .text:
            let words = value.stringValue?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return words.flatMap { $0.isEmpty ? nil : $0 }
        case .money:
            guard value.objectValue != nil else { return nil }
            return Money(json: value, currency: "")?.description
        case .date:
            guard let text = value.stringValue, let moment = Timestamp(text) else { return nil }
            // A day is the same one everywhere; of a moment the tenant's day is shown.
            let isDay = text.utf8.count == 10
            return QuoteWords(language).date(moment, timeZone: isDay ? "UTC" : timeZone)
        case .integer: return value.integerValue.map { String($0) }
        case .link:
            return value.stringValue.flatMap { isAddress($0) ? $0 : nil }
        }
    }

    fileprivate var expectation: String {
        switch self {
        case .text: "some text is expected"
        case .money: "an amount such as {\"amount\": \"1160.00\", \"currency\": \"MXN\"} is expected"
        case .date: "a day such as 2026-12-01, or a moment such as 2026-12-01T18:00:00Z, is expected"
        case .integer: "a whole number is expected"
        case .link: "an http or https address is expected"
        }
    }
}
