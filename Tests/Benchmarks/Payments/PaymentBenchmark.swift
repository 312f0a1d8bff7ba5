// `orkesta-bench payments`: how fast money is known to have come, and what the way
// there costs, through the real host and an emulated Stripe.

import ArgumentParser
import HostNet
import HostPayments
import HostTime
import OrkestaModel
import TestHarness

struct PaymentBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payments",
        abstract: "Measures webhooks, the page to pay, and what the adapter adds to its provider.",
        discussion: """
            The host beside this program runs on a temporary folder, and `orkesta emulate stripe` in a process of its \
            own, both on this machine. "webhook to paid" counts from the customer's click at the provider until the \
            API shows the invoice as paid. "bare route" is the same server under the same load, doing nothing: what \
            is left is the machine's. Aims: paid under 50 ms at the 95th percentile, 8,000 webhooks a second kept, \
            and less than 2 ms of the adapter's own.
            """
    )

    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false
    @Flag(name: .customLong("quick"), help: "A fifth of everything.") var isQuick = false

    func run() async throws {
        let host = try await HostProcess.start(HostProcess.Configuration())
        let shop = try await PaymentShop(host)
        var rows = [
            try await bareRoute(shop), try await webhooks(shop), try await page(shop),
            try await paid(shop, count: isQuick ? 40 : 200),
        ]
        try await host.stop()
        rows += try await AdapterOverhead.measure(count: isQuick ? 100 : 500)
        guard !isJSON else { return print(JSON.array(rows.map(\.json)).description) }
        print(textTable([PaymentFigures.heads] + rows.map(\.cells)))
    }

    private var milliseconds: Int64 { isQuick ? 2_000 : 10_000 }

    /// What the server gives on this machine in this run when it does nothing.
    private func bareRoute(_ shop: PaymentShop) async throws -> PaymentFigures {
        var plan = LoadPlan(baseURL: shop.clientURL, path: "/api/health/live")
        plan.method = "GET"
        plan.durationMilliseconds = milliseconds
        plan.connections = 64
        return try PaymentFigures("bare route", try await LoadGenerator.run(plan))
    }

    /// Events that are of no concern: verified, kept, answered.
    private func webhooks(_ shop: PaymentShop) async throws -> PaymentFigures {
        let signature = StripeSignature(secret: PaymentShop.secret)
        let event: @Sendable (Int) -> [UInt8] = { number in
            let event: JSON = ["id": .string("evt_\(number)"), "type": "customer.created", "data": ["object": [:]]]
            return event.utf8
        }
        var plan = LoadPlan(baseURL: shop.clientURL, path: "/webhooks/stripe/\(PaymentShop.tenant)", body: event)
        plan.headers = [("Content-Type", "application/json")]
        plan.numberedHeaders = { number in
            let seconds = SystemClock().now().milliseconds / 1_000
            return [("Stripe-Signature", signature.header(at: seconds, body: event(number)))]
        }
        plan.durationMilliseconds = milliseconds
        plan.connections = 64
        return try PaymentFigures("webhooks kept", try await LoadGenerator.run(plan))
    }

    private func page(_ shop: PaymentShop) async throws -> PaymentFigures {
        let link = try await shop.link()
        var plan = LoadPlan(baseURL: shop.clientURL, path: link)
        plan.method = "GET"
        plan.durationMilliseconds = milliseconds
        plan.connections = 16
        return try PaymentFigures("page to pay", try await LoadGenerator.run(plan))
    }

    /// One after the other, as customers of one shop come.
    private func paid(_ shop: PaymentShop, count: Int) async throws -> PaymentFigures {
        var latency = LatencyHistogram()
        let started = ContinuousClock().now
        for _ in 0..<count { latency.record(nanoseconds: try await shop.payOne()) }
        let seconds = (ContinuousClock().now - started) / .seconds(1)
        return PaymentFigures("webhook to paid", latency, perSecond: Double(count) / seconds)
    }
}

/// A row of the results.
struct PaymentFigures {
    static let heads = ["what", "per second", "p50 ms", "p95 ms", "p99 ms", "max ms"]

    let name: String
    let latency: LatencyHistogram
    let perSecond: Double

    init(_ name: String, _ latency: LatencyHistogram, perSecond: Double) {
        (self.name, self.latency, self.perSecond) = (name, latency, perSecond)
    }

    /// Throws when some answers were not 200: then the figures mean little.
    init(_ name: String, _ report: LoadReport) throws {
        guard report.statuses.keys.allSatisfy({ $0 == 200 }), report.failureCount == 0 else {
            throw BenchmarkFailure("\(name): \(report)")
        }
        self.init(name, report.latency, perSecond: report.requestsPerSecond)
    }

    var cells: [String] {
        let times = [
            latency.p50Milliseconds, latency.p95Milliseconds, latency.p99Milliseconds, latency.maxMilliseconds,
        ]
        return [name, "\(Int(perSecond))"] + times.map { "\(($0 * 100).rounded() / 100)" }
    }

    var json: JSON {
        [
            "what": .string(name), "per_second": .double(perSecond), "p50_ms": .double(latency.p50Milliseconds),
            "p95_ms": .double(latency.p95Milliseconds), "p99_ms": .double(latency.p99Milliseconds),
            "max_ms": .double(latency.maxMilliseconds),
        ]
    }
}
