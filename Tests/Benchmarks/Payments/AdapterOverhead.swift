// What Stripe's adapter adds to Stripe: sessions made through it, and the same
// requests straight over the host's HTTP client.

import HostAccess
import HostCore
import HostNet
import HostPayments
import HostStorage
import HostStorageSQLite
import HostTime
import OrkestaModel
import TestHarness

enum AdapterOverhead {
    static func measure(count: Int) async throws -> [PaymentFigures] {
        let provider = try EmulatedProvider(of: "stripe")
        let client = try HTTPClient()
        defer { client.shutdown() }
        return [
            try await measure("session, straight", count) { try await askStraight(client, provider.url, $0) },
            try await measureAdapter(client, provider, count),
        ]
    }

    private static func measure(
        _ name: String,
        _ count: Int,
        _ ask: (Int) async throws -> Void
    ) async throws -> PaymentFigures {
        for number in 0..<20 { try await ask(-number - 1) }
        var latency = LatencyHistogram()
        let started = ContinuousClock().now
        for number in 0..<count {
            let start = ContinuousClock().now
            try await ask(number)
            latency.record(nanoseconds: Int64((ContinuousClock().now - start) / .nanoseconds(1)))
        }
        let seconds = (ContinuousClock().now - started) / .seconds(1)
        return PaymentFigures(name, latency, perSecond: Double(count) / seconds)
    }

    private static func askStraight(_ client: HTTPClient, _ url: String, _ number: Int) async throws {
        let form =
            "mode=payment&success_url=https%3A%2F%2Fshop.example&line_items[0][quantity]=1"
            + "&line_items[0][price_data][currency]=mxn&line_items[0][price_data][unit_amount]=15000"
            + "&line_items[0][price_data][product_data][name]=INV-1001"
        let request = HTTPRequest(
            method: "POST",
            url: "\(url)/v1/checkout/sessions",
            headers: [
                ("Authorization", "Bearer sk_test_benchmark"), ("Idempotency-Key", "straight-\(number)"),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ],
            body: Array(form.utf8)
        )
        guard try await client.send(request).status == 200 else { throw BenchmarkFailure("the emulator refuses") }
    }

    private static func measureAdapter(
        _ client: HTTPClient,
        _ provider: EmulatedProvider,
        _ count: Int
    ) async throws -> PaymentFigures {
        let folder = try TemporaryFolder(prefix: "orkesta-bench")
        let database = try SQLiteDatabase(path: folder.file("bench.sqlite"))
        let now = SystemClock().now()
        try await SchemaMigrator().migrate(database, at: now)
        let box = SecretBox(try MasterKey.load(fromEnvironment: nil, directory: folder.path))
        guard let id = TenantID("bench") else { throw BenchmarkFailure("no tenant") }
        let tenant = try await database.write { connection in
            let tenant = Tenant(id: id, displayName: "Bench", randomSeed: 1, createdAt: now)
            let handle = try TenantDirectory().create(tenant, in: connection)
            let account = PaymentAccount(provider: .stripe, baseURL: provider.url, key: "sk_test_benchmark")
            try PaymentAccounts(handle, box: box).set(account, at: now, in: connection)
            return handle
        }
        let stripe = StripeProvider(database: database, box: box, platform: nil, http: ProviderHTTP(client))
        let figures = try await measure("session, through the adapter", count) { number in
            let request = SessionRequest(
                tenant: tenant,
                reference: PaymentID(at: now, randomness: SystemRandomness()),
                amount: Money(minor: 15_000, currency: "MXN"),
                title: "INV-1001",
                returnURL: "https://shop.example",
                idempotencyKey: "adapter-\(number)",
                begunAt: now,
                now: now
            )
            _ = try await stripe.createSession(request)
        }
        try await database.close()
        return figures
    }
}
