// What both ports have: health, metrics and their own description.

import HTTPTypes
import HostAccess
import HostCore
import HostOperations
import Hummingbird
import NIOCore
import OrkestaModel

extension RouteTable {
    static let systemRoutes: [Route] = [
        Route(
            method: .get,
            path: "/",
            ports: .both,
            access: .everyone,
            id: "getFrontPage",
            tag: "System",
            summary: "What is here, for whoever opens the address in a browser",
            responses: [
                Route.Answer(status: 200, description: "The page.", content: [("text/html", Schema.text("HTML."))])
            ],
            handler: { FrontPage.response($0) }
        ),
        Route(
            method: .get,
            path: "/api/health",
            ports: .both,
            access: .everyone,
            id: "getHealth",
            tag: "System",
            summary: "How the host is, part by part",
            responses: [
                .json(Schema.reference("Health"), "It works."),
                .json(Schema.reference("Health"), status: 503, "A part of it has failed."),
            ],
            handler: { try await SystemRoutes.health($0) }
        ),
        Route(
            method: .get,
            path: "/api/health/live",
            ports: .both,
            access: .everyone,
            id: "getLiveness",
            tag: "System",
            summary: "Whether the process answers at all",
            responses: [
                Route.Answer(
                    status: 200,
                    description: "It does.",
                    content: [("text/plain", Schema.text("Always `ok`.", example: "ok"))]
                )
            ],
            handler: { _ in SystemRoutes.live }
        ),
        Route(
            method: .get,
            path: "/metrics",
            ports: .both,
            access: .everyone,
            id: "getMetrics",
            tag: "System",
            summary: "Metrics for Prometheus",
            responses: [
                Route.Answer(
                    status: 200,
                    description: "Text format 0.0.4.",
                    content: [("text/plain", Schema.text("Families with their series."))]
                )
            ],
            handler: { .text($0.services.metrics.prometheusText(), type: MetricsRegistry.prometheusContentType) }
        ),
        Route(
            method: .get,
            path: "/openapi.json",
            ports: .both,
            access: .everyone,
            id: "getOpenAPI",
            tag: "System",
            summary: "This description",
            responses: [.json(Schema.map("An OpenAPI 3.1 document."))],
            handler: { SystemRoutes.openAPI($0) }
        ),
    ]
}

private enum SystemRoutes {
    static let live = Response(
        status: .ok,
        headers: [.contentType: "text/plain"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: "ok"))
    )

    static func health(_ exchange: Exchange) async throws -> Response {
        let services = exchange.services
        let report = await services.health.report()
        let uptime = services.clock.now().milliseconds - services.startedAt.milliseconds
        let document = report.json.merging([
            "version": .string(services.version), "uptime_seconds": .integer(max(0, uptime / 1000)),
        ])
        return .json(document, status: report.status == .failed ? .serviceUnavailable : .ok)
    }

    static func openAPI(_ exchange: Exchange) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: OpenAPIDocument.bytes(for: exchange.ports)))
        )
    }
}
