// The shop of one flow: a sandbox tenant that nobody else uses, with its products,
// its plugins, and an account at the Stripe that is played for it.

import HostCore
import HostDemo
import HostEmulators
import HostTime
import OrkestaModel

/// A tenant made for one flow.
struct FlowShop: Sendable {
    let tenant: String
    let key: String
    /// Where its payment provider is played.
    let stripeURL: String

    private static let stripeSecret = "whsec_golden"

    /// The Stripe of a flow, whose webhooks come as the flow says.
    static func stripe(
        for flow: GoldenFlow,
        in house: GoldenHouse,
        onListening: @escaping @Sendable (Int) async -> Void
    ) -> StripeEmulator {
        let settings = StripeEmulatorSettings(
            webhookURL: "\(house.clientURL)/webhooks/stripe/\(tenant(of: flow))",
            webhookSecret: stripeSecret,
            weather: DeliveryWeather(
                duplicatePercent: flow.shop.duplicatePercent,
                latePercent: flow.shop.latePercent,
                lateMilliseconds: 300
            )
        )
        return StripeEmulator(settings, log: silent, onListening: onListening)
    }

    private static func tenant(of flow: GoldenFlow) -> String { "golden-\(flow.name)" }

    /// Makes the tenant. Throws a ``FlowMismatch`` saying what could not be done.
    init(_ flow: GoldenFlow, in house: GoldenHouse, stripeURL: String) async throws {
        tenant = Self.tenant(of: flow)
        self.stripeURL = stripeURL
        let plugins = flow.shop.plugins + flow.customers.map(\.channel).filter { $0 != "chat" }
        let made = try await house.operate(
            "POST",
            "/api/tenants",
            [
                "id": .string(tenant), "display_name": "Ferretería Dorada", "environment": "sandbox",
                "locale": "es", "plugins": JSON(Self.unique(plugins)),
            ]
        ).checked("the shop")
        key = made["api_key"]?.stringValue ?? ""
        let account: JSON = [
            "key": "sk_test_golden", "webhook_secret": .string(Self.stripeSecret), "api_base_url": .string(stripeURL),
        ]
        try await house.operate("PUT", "/api/tenants/\(tenant)/payment-accounts/stripe", account).checked("its account")
        if let settings = flow.shop.salesSettings {
            try await house.operate("PUT", "/api/tenants/\(tenant)/sales-settings", settings).checked("its settings")
        }
        if !flow.shop.asksModels {
            let none: JSON = ["enabled": false]
            try await house.operate("PUT", "/api/tenants/\(tenant)/llm-settings", none).checked("its models")
        }
        for list in try Self.lists(flow.shop) {
            let url = "\(house.clientURL)/api/catalog/upload"
            try await house.send("POST", url, key: key, Array(list.utf8), "text/csv").checked("its price list")
        }
    }

    private static func unique(_ plugins: [String]) -> [String] {
        plugins.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func lists(_ shop: GoldenFlow.Shop) throws -> [String] {
        guard let name = shop.demo else { return [shop.goods].compactMap(\.self) }
        guard let demo = DemoTenants.all().first(where: { $0.id == name }) else {
            throw FlowMismatch(expected: "a demo tenant", came: "there is no \(name)")
        }
        return [csv(demo), shop.goods].compactMap(\.self)
    }

    private static func csv(_ demo: DemoTenant) -> String {
        let rows = demo.items.map { item in
            let price = Money(minor: item.priceMinor, currency: item.currency)
            let name = item.name.replacing("\"", with: "\"\"")
            return "\(item.sku),\"\(name)\",\(price.decimal),\(item.unit),\"\(item.category)\",\(item.stock)"
        }
        return (["sku,name,price,unit,category,stock"] + rows).joined(separator: "\n")
    }
}
