// A route as a value: what it is called, who may use it, what goes in and out,
// and what answers it. The router and the OpenAPI document are both made from
// the same list of these.

import HTTPTypes
import HostAccess
import HostCore
import Hummingbird
import OrkestaModel

/// One row of the route table.
struct Route: Sendable {
    let method: HTTPRequest.Method
    /// With parameters in braces: `/api/catalog/{catalog_id}`.
    let path: String
    let ports: Ports
    let access: Access
    /// The OpenAPI operationId: unique.
    let id: String
    let tag: String
    let summary: String
    var description = ""
    var parameters: [Parameter] = []
    var body: Body?
    let responses: [Answer]
    /// Kinds of problems that it answers with besides the common ones.
    var problems: [Problem.Kind] = []
    var errorForm = ErrorForm.problem
    /// Whether the handler is cancelled when its client hangs up: for what costs
    /// money and leaves nothing half done.
    var endsWithClient = false
    let handler: @Sendable (Exchange) async throws -> Response

    /// How errors are written.
    enum ErrorForm: Sendable {
        /// RFC 9457, as everywhere in this house.
        case problem
        /// OpenAI's, whose clients read nothing else.
        case openAI

        /// The form that clients of a path expect, whether there is such a path or not.
        init(ofPath path: String) { self = path.hasPrefix("/v1/") ? .openAI : .problem }
    }

    /// The ports that serve a route.
    struct Ports: OptionSet, Sendable {
        let rawValue: Int
        static let client = Ports(rawValue: 1)
        static let tower = Ports(rawValue: 2)
        static let both: Ports = [.client, .tower]
    }

    /// Who may use a route.
    enum Access: Sendable, Hashable {
        /// A key with this permission.
        case permission(Permission)
        case everyone
        /// Whoever the channel's plugin recognizes by the provider's signature;
        /// for the channel `web` the visitor's cookie.
        case provider
        /// The holder of a visitor's cookie.
        case visitor
    }

    /// A parameter of the path or the query.
    struct Parameter: Sendable {
        enum Place: String, Sendable { case path, query, header }

        let name: String
        let place: Place
        let description: String
        let schema: JSON
        var isRequired = false
    }

    /// What a request carries.
    struct Body: Sendable {
        /// Media types with the schema of each.
        let content: [(type: String, schema: JSON)]
        var isRequired = true
        var bytesMax = Limits.requestBodyBytesMax

        static func json(_ schema: JSON) -> Body { Body(content: [("application/json", schema)]) }
    }

    /// What a successful answer carries.
    struct Answer: Sendable {
        let status: Int
        let description: String
        /// Media types with the schema of each; none for an empty answer.
        let content: [(type: String, schema: JSON)]

        static func json(_ schema: JSON, status: Int = 200, _ description: String = "Done.") -> Answer {
            Answer(status: status, description: description, content: [("application/json", schema)])
        }
    }
}

extension Route {
    /// The parameters named in the path, in order.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }
            .map { String($0.dropFirst().dropLast()) }
    }

    /// The path as Hummingbird writes it: `/api/catalog/:catalog_id`.
    var routerPath: RouterPath {
        RouterPath(
            path.split(separator: "/").map { segment in
                segment.hasPrefix("{") ? ":" + segment.dropFirst().dropLast() : String(segment)
            }.joined(separator: "/")
        )
    }

    /// Whether `path` is one of this route's.
    func matches(path other: String) -> Bool {
        let mine = path.split(separator: "/")
        let theirs = other.split(separator: "/")
        guard mine.count == theirs.count else { return false }
        return zip(mine, theirs).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }

    /// Parameters that the query may have; nil when any may be there: people
    /// come to pages, and providers to webhooks, with more than was asked for.
    var queryNames: Set<String>? {
        guard case .permission = access else { return nil }
        return Set(parameters.filter { $0.place == .query }.map(\.name))
    }

    /// Members that a JSON body may have; nil when any may be there.
    var bodyMembers: Set<String>? {
        let schema = body?.content.first { $0.type == "application/json" }.map { Schema.resolved($0.schema) }
        guard let members = schema?["properties"]?.objectValue, schema?["additionalProperties"] != true else {
            return nil
        }
        return Set(members.keys)
    }
}

extension Route.Parameter {
    static func path(_ name: String, _ description: String, _ schema: JSON) -> Self {
        Self(name: name, place: .path, description: description, schema: schema, isRequired: true)
    }

    static func query(_ name: String, _ description: String, _ schema: JSON) -> Self {
        Self(name: name, place: .query, description: description, schema: schema)
    }

    /// Names the tenant where the key does not.
    static let tenant = query(
        "tenant_id",
        "The tenant. Required with a platform key; a tenant's key may leave it out.",
        Schema.tenantID
    )
    static let catalog = path(
        "catalog_id",
        "A tenant has one catalog: `default`.",
        Schema.text("A catalog's id.", example: "default")
    )
    static let limit = query(
        "limit",
        "At most this many items.",
        Schema.integer("1 to \(Limits.pageItemsMax).", minimum: 1, maximum: Limits.pageItemsMax, example: 50)
    )
    static let cursor = query("cursor", "`next_cursor` of the page before.", Schema.text("A cursor."))
}
