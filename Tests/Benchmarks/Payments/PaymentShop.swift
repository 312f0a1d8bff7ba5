// A shop of the benchmark's own, whose payments go to an emulated Stripe.

import HostNet
import OrkestaModel
import TestHarness

/// A demo tenant with an account at the emulator.
struct PaymentShop: Sendable {
    static let tenant = "ferreteria-la-central"
    static let secret = "whsec_of_the_benchmark"

    let clientURL: String
    private let tower: APIClient
    private let provider: EmulatedProvider
    private let http: HTTPClient

    init(_ host: HostProcess) async throws {
        guard let url = host.clientURL else { throw BenchmarkFailure("the host does not run") }
        clientURL = url
        http = try HTTPClient()
        tower = try host.tower("platform", http)
        provider = try EmulatedProvider(
            ["--webhook-url", "\(url)/webhooks/stripe/\(Self.tenant)", "--webhook-secret", Self.secret],
            of: "stripe"
        )
        let account: JSON = [
            "key": "sk_test_benchmark", "webhook_secret": .string(Self.secret), "api_base_url": .string(provider.url),
        ]
        let set = try await tower.put("/api/tenants/\(Self.tenant)/payment-accounts/stripe", account)
        guard set.status == 200 else { throw BenchmarkFailure("no account: \(set.text)") }
    }

    /// The path of a new link's page.
    func link() async throws -> String { try await makeLink(to: makeInvoice()) }

    /// Pays a new invoice at the provider; how long it took from the customer's
    /// click there until the API says that it is paid, in nanoseconds.
    func payOne() async throws -> Int64 {
        let invoice = try await makeInvoice()
        let opened = try await send("action=pay", to: clientURL + makeLink(to: invoice))
        guard let session = opened.header("Location")?.split(separator: "/").last else {
            throw BenchmarkFailure("the page leads nowhere: \(opened.status)")
        }
        let start = ContinuousClock().now
        let paid = try await send("{}", to: "\(provider.url)/control/sessions/\(session)/pay")
        guard paid.status == 200 else { throw BenchmarkFailure("the emulator takes no payment: \(paid.status)") }
        let path = "/api/invoices/\(invoice)?tenant_id=\(Self.tenant)"
        for _ in 0..<10_000 {
            if try await tower.get(path).json["status"] == "succeeded" {
                return Int64((ContinuousClock().now - start) / .nanoseconds(1))
            }
        }
        throw BenchmarkFailure("\(invoice) was not paid")
    }

    private func makeInvoice() async throws -> String {
        let draft: JSON = ["customer": ["phone": "+525512345678"], "amount": "150.00"]
        let made = try await tower.post("/api/invoices?tenant_id=\(Self.tenant)", draft)
        guard let number = made.json["number"]?.stringValue else { throw BenchmarkFailure("no invoice: \(made.text)") }
        return number
    }

    private func makeLink(to invoice: String) async throws -> String {
        let path = "/api/payments/create-link?tenant_id=\(Self.tenant)"
        let made = try await tower.post(path, ["invoice": .string(invoice)])
        guard let token = made.json["url"]?.stringValue?.split(separator: "/").last else {
            throw BenchmarkFailure("no link: \(made.text)")
        }
        return "/pay/\(token)"
    }

    private func send(_ body: String, to url: String) async throws -> HTTPResponse {
        let headers = [(name: "Content-Type", value: "application/x-www-form-urlencoded")]
        return try await http.send(HTTPRequest(method: "POST", url: url, headers: headers, body: Array(body.utf8)))
    }
}
