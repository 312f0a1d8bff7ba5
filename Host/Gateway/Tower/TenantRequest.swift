// What POST /api/tenants and PUT …/settings take, checked field by field.

import HostCore
import HostStorage
import OrkestaModel

/// Settings of a tenant that a request names; nil for those that it leaves out.
struct TenantSettings: Sendable {
    var displayName: String?
    var status: Tenant.Status?
    var locale: String?
    var timeZone: String?
    var currency: String?
    /// Of the outer optional: whether it is named; of the inner: its value, null taking it away.
    var defaultAgent: PluginID??

    /// Throws the field at fault.
    init(_ json: JSON) throws(DocumentError) {
        displayName = try Self.text(json, "display_name", 1...200)
        status = try Self.word(json, "status")
        locale = try Self.text(json, "locale", 2...35)
        timeZone = try Self.text(json, "time_zone", 1...64)
        currency = try json.optionalText("currency")
        if let locale, !locale.utf8.allSatisfy({ Self.isWord($0) || $0 == UInt8(ascii: "-") }) {
            throw DocumentError(field: "locale", reason: "a language tag is expected, such as es or pt-BR")
        }
        if let locale, !Self.languages.contains(locale.prefix { $0 != "-" }.lowercased()) {
            throw DocumentError(
                field: "locale",
                reason:
                    "nobody here speaks \(locale): es, en or pt is expected, with a region or without, such as es-MX"
            )
        }
        if let timeZone, !timeZone.utf8.allSatisfy({ Self.isWord($0) || "/_-+".utf8.contains($0) }) {
            throw DocumentError(
                field: "time_zone",
                reason: "an IANA time zone is expected, such as America/Mexico_City"
            )
        }
        if let currency, !Money.isCurrencyCode(currency) {
            throw DocumentError(field: "currency", reason: "an ISO 4217 code is expected, such as MXN")
        }
        defaultAgent = try Self.agent(json)
    }

    /// Those of the house's agents and pages.
    private static let languages: Set = ["es", "en", "pt"]

    /// The plugins that a new tenant names, each of the platform; nil: it names none.
    static func plugins(_ json: JSON, among known: [PluginID]) throws(DocumentError) -> [PluginID]? {
        guard let value = json["plugins"], !value.isNull else { return nil }
        guard let names = value.arrayValue?.compactMap(\.stringValue), names.count == value.arrayValue?.count else {
            throw DocumentError(field: "plugins", reason: "a list of plugins' ids is expected")
        }
        var plugins: [PluginID] = []
        for name in names {
            guard let id = known.first(where: { $0.rawValue == name }) else {
                let all = known.map(\.rawValue).joined(separator: ", ")
                throw DocumentError(
                    field: "plugins",
                    reason: "there is no plugin \(name.prefix(100)); known are \(all)"
                )
            }
            if !plugins.contains(id) { plugins.append(id) }
        }
        return plugins
    }

    /// `tenant` with what is named.
    func applied(to tenant: Tenant) -> Tenant {
        var changed = tenant
        changed.displayName = displayName ?? tenant.displayName
        changed.status = status ?? tenant.status
        changed.locale = locale ?? tenant.locale
        changed.timeZone = timeZone ?? tenant.timeZone
        changed.currency = currency ?? tenant.currency
        if let defaultAgent { changed.defaultAgent = defaultAgent }
        return changed
    }

    static func word<Word: RawRepresentable & CaseIterable>(
        _ json: JSON,
        _ key: String
    ) throws(DocumentError) -> Word? where Word.RawValue == String {
        guard let text = try json.optionalText(key) else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw DocumentError(field: key, reason: "one of \(words) is expected")
        }
        return word
    }

    private static func text(
        _ json: JSON,
        _ key: String,
        _ lengths: ClosedRange<Int>
    ) throws(DocumentError) -> String? {
        guard let text = try json.optionalText(key) else { return nil }
        guard lengths.contains(text.count), !text.allSatisfy(\.isWhitespace) else {
            throw DocumentError(
                field: key,
                reason: "\(lengths.lowerBound) to \(lengths.upperBound) characters are expected"
            )
        }
        return text
    }

    private static func agent(_ json: JSON) throws(DocumentError) -> PluginID?? {
        guard let value = json["default_agent"] else { return nil }
        if value.isNull { return .some(nil) }
        guard let id = value.stringValue.flatMap({ PluginID($0) }) else {
            throw DocumentError(field: "default_agent", reason: "a plugin's id or null is expected")
        }
        return .some(id)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
            || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }
}
