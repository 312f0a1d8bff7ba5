// The one table: the document describes every route, the router has every
// route, and every route keeps out whom it should.

import HTTPTypes
import HostAccess
import HostCore
import HostOperations
import OrkestaModel
import Testing

@testable import HostGateway

@Suite struct RouteTableTests {
    /// A route's path with values that name something.
    private static func target(_ route: Route) -> String {
        var path = route.path
        let values = [
            "{phone}": "CUST-1", "{catalog_id}": "default", "{tenant}": "alpha", "{tenant_id}": "alpha",
            "{file}": "chat.css",
            "{channel}": "web", "{plugin}": "echo", "{id}": "COT-1", "{token}": "AAAA", "{name}": "double",
            "{customer_id}": "CUST-1", "{template_name}": "reminder",
            "{media_id}": "01a20a47-0000-7000-8000-000000000000",
            "{outbox_id}": "01a20a47-0000-7000-8000-000000000000",
            "{conversation_id}": "01a20a47-0000-7000-8000-000000000000",
        ]
        for (name, value) in values {
            path = path.split(separator: name, omittingEmptySubsequences: false).joined(separator: value)
        }
        return path
    }

    /// Streams: their answers have no end.
    private static let endless: Set = ["/chat/{tenant}/events", "/api/events/stream", "/api/webhooks/stream"]

    @Test func operationsAreUniqueAndDescribed() {
        let ids = RouteTable.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        let places = RouteTable.all.map { "\($0.method.rawValue) \($0.path)" }
        #expect(Set(places).count == places.count)
        for route in RouteTable.all {
            #expect(!route.summary.isEmpty)
            #expect(!route.responses.isEmpty)
            let described = route.parameters.filter { $0.place == .path }.map(\.name)
            #expect(described == route.pathParameters, "\(route.id)")
        }
    }

    @Test(arguments: [(Route.Ports.client, "client"), (.tower, "tower"), (.both, "operator")])
    func theDocumentSaysWhatTheRouterHas(ports: Route.Ports, name: String) async throws {
        let host = try await GatewayFixture()
        let client = ["client": host.client, "tower": host.tower, "operator": host.operator][name] ?? host.client
        let document = try await client.ask(.get, "/openapi.json").json
        var described: Set<String> = []
        for (path, operations) in document["paths"]?.objectValue ?? [:] {
            for method in operations.objectValue?.keys ?? [:].keys {
                described.insert("\(method.uppercased()) \(path)")
            }
        }
        #expect(described == Set(RouteTable.routes(of: ports).map { "\($0.method.rawValue) \($0.path)" }))
        for route in RouteTable.all {
            let isServed = !route.ports.isDisjoint(with: ports)
            guard !Self.endless.contains(route.path) else { continue }
            let reply = try await client.ask(route.method, Self.target(route))
            let isUnknown = reply.status == 405 || reply.text.contains("there is no such path")
            #expect(isUnknown != isServed, "\(route.id) on \(name): \(reply.status)")
        }
    }

    @Test func everyReferenceOfTheDocumentResolves() {
        func references(_ json: JSON) -> [String] {
            switch json {
            case .object(let members):
                (members["$ref"]?.stringValue.map { [$0] } ?? []) + members.values.flatMap(references)
            case .array(let elements): elements.flatMap(references)
            default: []
            }
        }
        let document = OpenAPIDocument.document(RouteTable.all, title: "x")
        let schemas = document["components"]?["schemas"]?.objectValue ?? [:]
        for reference in Set(references(document)) where reference.hasPrefix("#/components/schemas/") {
            #expect(schemas[String(reference.dropFirst("#/components/schemas/".count))] != nil, "\(reference)")
        }
    }

    @Test func everyKindOfKeyMeetsItsPermissions() async throws {
        let host = try await GatewayFixture()
        let callers: [(String?, Set<Permission>)] = [
            (nil, []), ("ork_test_0000", []), (host.keys.alpha, .tenant), (host.keys.alphaReadOnly, .tenantReadOnly),
            (host.keys.platform, .platform),
        ]
        for route in RouteTable.all {
            guard case .permission(let permission) = route.access, !Self.endless.contains(route.path) else { continue }
            let client = route.ports.contains(.client) ? host.client : host.tower
            for (index, (key, permissions)) in callers.enumerated() {
                let reply = try await client.ask(route.method, Self.target(route) + "?tenant_id=alpha", key: key)
                let note = "\(route.id) by caller \(index): \(reply.status)"
                if index < 2 {
                    #expect(reply.status == 401, "\(note)")
                    #expect(reply.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true, "\(note)")
                } else if permissions.contains(permission) {
                    #expect(reply.status != 401 && reply.status != 403, "\(note)")
                } else {
                    #expect(reply.status == 403, "\(note)")
                }
            }
        }
    }

    @Test func aTenantSeesNoOther() async throws {
        let host = try await GatewayFixture()
        let key = host.keys.beta
        for target in [
            "/api/tenants/alpha", "/api/tenants/alpha/plugins", "/api/cases?tenant_id=alpha",
            "/api/audit?tenant_id=alpha",
        ] {
            #expect(try await host.tower.ask(.get, target, key: key).status == 404, "\(target)")
        }
        for target in ["/api/chat/active?tenant_id=alpha", "/api/catalog/default?tenant_id=alpha"] {
            #expect(try await host.client.ask(.get, target, key: key).status == 404, "\(target)")
        }
        let tenants = try await host.tower.ask(.get, "/api/tenants", key: key)
        #expect(tenants.json["items"]?.arrayValue?.compactMap { $0["id"] } == ["beta"])
        let overview = try await host.tower.ask(.get, "/api/overview", key: key)
        #expect(overview.json["tenants"]?["total"] == 1)
    }

    @Test func thePlatformNamesItsTenantAndTheOperatorNeedsNoKey() async throws {
        let host = try await GatewayFixture()
        let unnamed = try await host.client.ask(.get, "/api/chat/active", key: host.keys.platform)
        #expect(unnamed.status == 400)
        #expect(unnamed.json["field"] == "tenant_id")
        let unknown = try await host.client.ask(.get, "/api/chat/active?tenant_id=nobody", key: host.keys.platform)
        #expect(unknown.status == 404)
        #expect(
            try await host.client.ask(.get, "/api/chat/active?tenant_id=alpha", key: host.keys.platform).status == 200
        )
        #expect(try await host.operator.ask(.get, "/api/chat/active?tenant_id=alpha").status == 200)
        #expect(try await host.operator.ask(.get, "/api/kill-switch").status == 200)
    }

    @Test func aSuspendedTenantGetsNoService() async throws {
        let host = try await GatewayFixture()
        let message: JSON = ["customer": ["id": "x"], "message": "hola"]
        #expect(try await host.client.ask(.post, "/api/chat", key: host.keys.suspended, json: message).status == 403)
        #expect(try await host.client.ask(.get, "/chat/gone").status == 403)
    }

    @Test func unknownPathsAndMethodsAreProblems() async throws {
        let host = try await GatewayFixture()
        for target in ["/nothing", "/api/chat/history", "/api/../etc/passwd", "/api/tenants"] {
            let reply = try await host.client.ask(.get, target, key: host.keys.alpha)
            #expect(reply.status == 404, "\(target)")
            #expect(reply.headers[.contentType] == "application/problem+json", "\(target)")
        }
        let wrong = try await host.client.ask(.delete, "/api/chat", key: host.keys.alpha)
        #expect(wrong.status == 405)
        #expect(wrong.headers[.allow] == "POST")
        #expect(wrong.json["status"] == 405)
        #expect(try await host.client.ask(.head, "/api/health").status == 200)
        for name in ["..%2f..%2fetc%2fpasswd", "%2e%2e", "%ff", "%zz", "a%00b"] {
            let reply = try await host.client.ask(.get, "/chat/assets/\(name)")
            #expect(reply.status == 400, "\(name)")
        }
    }

    @Test func unknownParametersAreNamed() async throws {
        let host = try await GatewayFixture()
        let reply = try await host.client.ask(.get, "/api/orders?stat%65s=paid&limit=1", key: host.keys.alpha)
        #expect(reply.status == 400 && reply.json["field"] == "states", "\(reply.text)")
        #expect(reply.json["remedy"] == "Known are cursor, customer, limit, state, tenant_id.")
        let bogus = try await host.client.ask(.get, "/api/orders?state=bogus", key: host.keys.alpha)
        #expect(bogus.status == 400 && bogus.json["field"] == "state", "\(bogus.text)")
        #expect(bogus.json["remedy"]?.stringValue?.contains("open, paid") == true, "\(bogus.text)")
        // Links to pages carry what others hang on them.
        #expect(try await host.client.ask(.get, "/chat/alpha?utm_source=mail").status == 200)
        #expect(try await host.client.ask(.get, "/api/health?x=1").status == 200)
    }

    @Test func theBareAddressLeadsOn() async throws {
        let host = try await GatewayFixture()
        let page = try await host.client.ask(.get, "/")
        #expect(page.status == 200 && page.headers[.contentType] == "text/html; charset=utf-8")
        #expect(page.text.contains("/chat/") && page.text.contains("/openapi.json"), "\(page.text)")
        let tower = try await host.tower.ask(.get, "/")
        #expect(tower.status == 200 && !tower.text.contains("/chat/"), "\(tower.text)")
    }

    @Test func keysComeInEitherHeader() async throws {
        let host = try await GatewayFixture()
        let header = try #require(HTTPField.Name("X-API-Key"))
        #expect(try await host.client.ask(.get, "/api/chat/active", headers: [header: host.keys.alpha]).status == 200)
        #expect(
            try await host.client.ask(.get, "/api/chat/active", headers: [.authorization: "bearer \(host.keys.alpha)"])
                .status == 200
        )
        #expect(
            try await host.client.ask(.get, "/api/chat/active", headers: [.authorization: "Basic \(host.keys.alpha)"])
                .status == 401
        )
    }

    @Test func healthAndMetricsAreOpen() async throws {
        let host = try await GatewayFixture()
        #expect(try await host.client.ask(.get, "/api/health/live").text == "ok")
        let health = try await host.tower.ask(.get, "/api/health")
        #expect(health.json["status"] == "ok")
        #expect(health.json["version"] == "1.2.3")
        host.services.health.register("disk") { .init(.failed, "full") }
        let failed = try await host.client.ask(.get, "/api/health")
        #expect(failed.status == 503)
        #expect(failed.json["checks"]?["disk"]?["detail"] == "full")
        let metrics = try await host.client.ask(.get, "/metrics")
        #expect(metrics.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(
            metrics.text.contains(
                #"orkesta_http_responses_total{method="GET",route="/api/health",status="5xx"} 1"#
            )
        )
    }
}
