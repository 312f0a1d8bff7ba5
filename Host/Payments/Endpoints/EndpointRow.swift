// Where a tenant's own systems hear of events.

public import HostCore
import HostStorage
public import OrkestaModel

/// An endpoint as it is stored; its secret is sealed elsewhere.
public struct EndpointRow: Sendable, Hashable {
    public let id: EndpointID
    public let url: String
    public let description: String?
    public let isEnabled: Bool
    /// Why the host switched it off; nil when a person did, or nobody.
    public let disabledBecause: String?
    /// Until when the secret before the last is signed with too; machine time.
    public let previousSecretUntil: Timestamp?
    /// Types and groups that it hears of; empty: all.
    public let filters: [String]
    public let createdAt: Timestamp
    public let updatedAt: Timestamp

    static let columns = """
        id, url, description, state, disabled_because, previous_secret_until, created_at, updated_at
        """

    init(_ row: DatabaseRow, filters: [String]) throws(DatabaseError) {
        id = try row.identifier(0)
        url = try row.text(1)
        description = row.optionalText(2)
        isEnabled = try row.text(3) == "enabled"
        disabledBecause = row.optionalText(4)
        previousSecretUntil = row.optionalTimestamp(5)
        self.filters = filters
        createdAt = try row.timestamp(6)
        updatedAt = try row.timestamp(7)
    }

    /// For the API.
    public var json: JSON {
        [
            "id": .string(id.rawValue), "url": .string(url), "description": JSON(description),
            "enabled": .bool(isEnabled), "disabled_because": JSON(disabledBecause), "events": JSON(filters),
            "created_at": .string(createdAt.description), "updated_at": .string(updatedAt.description),
        ]
    }
}

/// What a new endpoint says, or what of one changes.
public struct EndpointDraft: Sendable, Hashable {
    public var url: String?
    public var description: String?
    public var filters: [String]?
    public var isEnabled: Bool?

    /// Checks every field that is there. Real tenants are called over HTTPS only.
    /// Throws the field at fault.
    public init(json: JSON, isSandbox: Bool) throws(DocumentError) {
        url = try json.optionalText("url")
        description = try json.optionalText("description")
        filters = json.present("events") == nil ? nil : try json.texts("events")
        isEnabled = json.present("enabled") == nil ? nil : try json.flag("enabled", default: true)
        if let url { try Self.check(url, isSandbox: isSandbox) }
        if let description, description.count > Limits.endpointDescriptionCharactersMax {
            throw DocumentError(
                field: "description",
                reason: "at most \(Limits.endpointDescriptionCharactersMax) characters are expected"
            )
        }
        guard let filters else { return }
        guard filters.count <= Limits.endpointFiltersMax else {
            throw DocumentError(field: "events", reason: "at most \(Limits.endpointFiltersMax) are expected")
        }
        if let unknown = filters.first(where: { !DomainEventType.isFilter($0) }) {
            throw DocumentError(
                field: "events",
                reason: "there is no event \(unknown.prefix(100)); known are \(DomainEventType.names), "
                    + "and groups such as payment.*"
            )
        }
    }

    private static func check(_ url: String, isSandbox: Bool) throws(DocumentError) {
        let isSecure = url.hasPrefix("https://")
        guard isSecure || (isSandbox && url.hasPrefix("http://")), url.utf8.count <= Limits.endpointURLBytesMax else {
            throw DocumentError(
                field: "url",
                reason: isSandbox
                    ? "an http or https address is expected"
                    : "an https address is expected, as the tenant is in production"
            )
        }
        let authority = url.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.isEmpty, !authority.contains("@"), url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw DocumentError(
                field: "url",
                reason: "an address with a host, without a user and without spaces is expected"
            )
        }
    }
}
