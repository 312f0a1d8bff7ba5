// The OpenAPI 3.1 document of a port, made from the same route table as its router.

import HTTPTypes
import HostAccess
import HostCore
import OrkestaModel

enum OpenAPIDocument {
    /// The document's text for the routes of some ports; made once each.
    static func bytes(for ports: Route.Ports) -> [UInt8] {
        switch ports {
        case .client: client
        case .tower: tower
        default: whole
        }
    }

    private static let client = document(RouteTable.routes(of: .client), title: "Orkesta client API").utf8
    private static let tower = document(RouteTable.routes(of: .tower), title: "Orkesta Control Tower").utf8
    private static let whole = document(RouteTable.all, title: "Orkesta").utf8

    static func document(_ routes: [Route], title: String) -> JSON {
        var paths: [String: [String: JSON]] = [:]
        for route in routes { paths[route.path, default: [:]][route.method.rawValue.lowercased()] = operation(route) }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": .string(title),
                "version": "1.0.0",
                "summary": "Conversational commerce: chat, catalog and the running of its tenants.",
                "license": ["name": "Proprietary", "identifier": "LicenseRef-Orkesta"],
            ],
            "servers": [["url": "/"]],
            "tags": .array(tags(of: routes)),
            "paths": .object(paths.mapValues(JSON.object)),
            "components": [
                "schemas": .object(Schemas.components),
                "securitySchemes": securitySchemes,
                "responses": ["Problem": problemResponse("A problem, as RFC 9457 has it.")],
            ],
        ]
    }

    private static func tags(of routes: [Route]) -> [JSON] {
        var seen: Set<String> = []
        return routes.map(\.tag).filter { seen.insert($0).inserted }.map { ["name": .string($0)] }
    }

    private static let securitySchemes: JSON = [
        "ApiKey": ["type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The key as it was issued."],
        "Bearer": ["type": "http", "scheme": "bearer", "description": "The same key as a bearer token."],
        "Visitor": [
            "type": "apiKey", "in": "cookie", "name": .string(VisitorCookie.name),
            "description": "Set by the chat page of the tenant.",
        ],
    ]

    // MARK: Operations

    private static func operation(_ route: Route) -> JSON {
        var members: [String: JSON] = [
            "operationId": .string(route.id),
            "tags": [.string(route.tag)],
            "summary": .string(route.summary),
            "description": .string(description(route)),
            "security": security(route),
            "responses": responses(route),
        ]
        if !route.parameters.isEmpty { members["parameters"] = .array(route.parameters.map(parameter)) }
        if let body = route.body {
            members["requestBody"] = ["required": .bool(body.isRequired), "content": content(body.content)]
        }
        if case .permission(let permission) = route.access {
            members["x-permission"] = .string(permission.description)
        }
        return .object(members)
    }

    private static func description(_ route: Route) -> String {
        guard case .permission(let permission) = route.access else { return route.description }
        let needed = "Needs the permission `\(permission)`."
        return route.description.isEmpty ? needed : route.description + "\n\n" + needed
    }

    private static func security(_ route: Route) -> JSON {
        switch route.access {
        case .permission: [["ApiKey": []], ["Bearer": []]]
        case .visitor: [["Visitor": []]]
        case .provider: [[:], ["Visitor": []]]
        case .everyone: []
        }
    }

    private static func parameter(_ parameter: Route.Parameter) -> JSON {
        [
            "name": .string(parameter.name),
            "in": .string(parameter.place.rawValue),
            "required": .bool(parameter.isRequired),
            "description": .string(parameter.description),
            "schema": parameter.schema,
        ]
    }

    private static func responses(_ route: Route) -> JSON {
        var responses: [String: JSON] = [:]
        switch route.errorForm {
        case .problem: responses["default"] = ["$ref": "#/components/responses/Problem"]
        case .openAI: responses["default"] = errorResponse("An error in OpenAI's form.")
        }
        for kind in problems(of: route) {
            let description = kind.title + "."
            responses[String(kind.status)] =
                switch route.errorForm {
                case .problem: problemResponse(description)
                case .openAI: errorResponse(description)
                }
        }
        for answer in route.responses {
            var response: [String: JSON] = ["description": .string(answer.description)]
            if !answer.content.isEmpty { response["content"] = content(answer.content) }
            responses[String(answer.status)] = .object(response)
        }
        return .object(responses)
    }

    /// Those that the route declares and those that its form brings with it.
    private static func problems(of route: Route) -> [Problem.Kind] {
        var kinds = route.problems
        switch route.access {
        case .permission: kinds += [.unauthorized, .forbidden]
        case .visitor: kinds += [.unauthorized]
        case .provider, .everyone: break
        }
        if !route.parameters.isEmpty || route.body != nil { kinds.append(.invalid) }
        if route.body != nil { kinds += [.tooLarge, .unsupportedMedia] }
        return kinds
    }

    private static func problemResponse(_ description: String) -> JSON {
        [
            "description": .string(description),
            "content": content([("application/problem+json", Schema.reference("Problem"))]),
        ]
    }

    private static func errorResponse(_ description: String) -> JSON {
        [
            "description": .string(description),
            "content": content([("application/json", Schema.reference("OpenAIError"))]),
        ]
    }

    private static func content(_ content: [(type: String, schema: JSON)]) -> JSON {
        .object(Dictionary(content.map { ($0.type, ["schema": $0.schema]) }) { first, _ in first })
    }
}
