// The way in for payment providers: raw bytes to the intake, 200 once they are a
// row. What they say is booked afterwards.

import HTTPTypes
import HostCore
import HostPayments
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let webhookRoutes: [Route] = [
        webhookRoute(
            "/webhooks/{provider}/{tenant}",
            id: "receivePaymentWebhook",
            "A payment provider's event about a tenant's payments",
            [.path("provider", "The provider.", Schema.pluginID), .path("tenant", "The tenant.", Schema.tenantID)]
        ),
        webhookRoute(
            "/webhooks/{provider}",
            id: "receivePlatformWebhook",
            "A payment provider's event, at the address of a platform that serves many tenants",
            [.path("provider", "The provider.", Schema.pluginID)]
        ),
    ]

    private static func webhookRoute(
        _ path: String,
        id: String,
        _ summary: String,
        _ parameters: [Route.Parameter]
    ) -> Route {
        Route(
            method: .post,
            path: path,
            ports: .client,
            access: .provider,
            id: id,
            tag: "Payments",
            summary: summary,
            description: "The signature is verified over the raw body. The same event again has no second effect.",
            parameters: parameters,
            body: Route.Body(content: [("application/json", Schema.map("As the provider defines it."))]),
            responses: [.json(Schema.object("Received.", ["received": Schema.flag("True.")]), "It is stored.")],
            problems: [.unauthorized, .notFound],
            handler: { try await WebhookRoutes.receive($0) }
        )
    }
}

private enum WebhookRoutes {
    static func receive(_ exchange: Exchange) async throws -> Response {
        let provider = try exchange.path("provider")
        var tenant: TenantID?
        if exchange.context.parameters.get("tenant") != nil {
            tenant = TenantID(try exchange.path("tenant"))
            guard tenant != nil else {
                throw Problem(.notFound, "there is no such tenant", field: "tenant", remedy: "Check the address.")
            }
        }
        var headers: [String: String] = [:]
        for field in exchange.request.headers { headers[field.name.canonicalName] = field.value }
        let delivery = WebhookDelivery(
            headers: headers,
            query: exchange.queryFields(max: 10),
            body: try await exchange.body()
        )
        try await exchange.services.payments.intake.receive(delivery, provider: provider, tenant: tenant)
        return .json(text: #"{"received":true}"#)
    }
}
