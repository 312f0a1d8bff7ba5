// A tenant whose payments go to an emulated provider: the adapter, the emulator
// behind it over loopback, and everything that takes what it tells.

import HostAccess
import HostCore
import HostEmulators
import HostNet
import HostPayments
import HostStorage
import HostTime
import Logging
import OrkestaModel
import ServiceLifecycle
import Testing

/// A house with a provider.
struct EmulatedHouse: Sendable {
    static let secret = "whsec_of_the_test"

    let house: TestHouse
    let provider: any PaymentProvider
    let port: Int
    let http: HTTPClient

    /// Runs a tenant with an account at the emulated Stripe.
    static func stripe(
        page: PaymentAccount.Page = .session,
        account connected: String? = nil,
        _ body: @Sendable (EmulatedHouse) async throws -> Void
    ) async throws {
        let account = PaymentAccount(
            provider: .stripe,
            account: connected,
            page: page,
            key: "sk_test_of_the_test",
            webhookSecrets: [secret]
        )
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        try await run(
            account,
            emulator: { StripeEmulator(StripeEmulatorSettings(), log: quiet, onListening: $0) },
            provider: { StripeProvider(database: $0, box: $1, platform: nil, http: $2) },
            body
        )
    }

    /// The same at the emulated Mercado Pago.
    static func mercadoPago(
        account collector: String? = nil,
        methods: [PaymentAccount.Method] = PaymentAccount.Method.allCases,
        _ body: @Sendable (EmulatedHouse) async throws -> Void
    ) async throws {
        let account = PaymentAccount(
            provider: .mercadoPago,
            account: collector,
            methods: methods,
            key: "TEST-of-the-test",
            webhookSecrets: [secret]
        )
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        try await run(
            account,
            emulator: { MercadoPagoEmulator(MercadoPagoEmulatorSettings(), log: quiet, onListening: $0) },
            provider: {
                MercadoPagoProvider(
                    database: $0,
                    box: $1,
                    platform: nil,
                    http: $2,
                    publicURL: "https://shop.example",
                    clock: SystemClock()
                )
            },
            body
        )
    }

    private static func run(
        _ account: PaymentAccount,
        emulator: (@escaping @Sendable (Int) async -> Void) -> any Service,
        provider: @escaping (any Database, SecretBox, ProviderHTTP) -> any PaymentProvider,
        _ body: @Sendable (EmulatedHouse) async throws -> Void
    ) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(services: [emulator { port.yield($0) }], logger: quiet)
        async let served: Void = group.run()
        let outcome: Result<Void, any Error>
        do {
            let bound = try #require(await ports.first { _ in true })
            outcome = .success(try await fill(account, bound, provider, body))
        } catch {
            outcome = .failure(error)
        }
        // In order, whatever the body came to: a cancelled server may trap.
        await group.triggerGracefulShutdown()
        try await served
        try outcome.get()
    }

    private static func fill(
        _ account: PaymentAccount,
        _ port: Int,
        _ make: @escaping (any Database, SecretBox, ProviderHTTP) -> any PaymentProvider,
        _ body: @Sendable (EmulatedHouse) async throws -> Void
    ) async throws {
        let client = try HTTPClient()
        defer { client.shutdown() }
        var account = account
        account.baseURL = "http://127.0.0.1:\(port)"
        // Nobody waits here for a provider that is to be asked again.
        let http = ProviderHTTP(client, pause: { _ in })
        let making: TestHouse.Making = { [make($0, $1, http)] }
        try await TestHouse.with(making: making) { house in
            let provider = try #require(house.providers.provider(named: account.provider.rawValue))
            let box = house.box
            // The provider's time is the machine's.
            let behind = SystemClock().now().milliseconds - house.clock.now().milliseconds
            house.clock.advance(bySeconds: behind / 1_000)
            try await house.database.write { [account] connection in
                try PaymentAccounts(house.tenant, box: box).set(account, at: noon, in: connection)
            }
            try await body(EmulatedHouse(house: house, provider: provider, port: port, http: client))
        }
    }

    // MARK: At the emulator

    /// Asks the emulator, with the tenant's key.
    @discardableResult
    func ask(
        _ method: String,
        _ path: String,
        _ body: JSON? = nil,
        account: String? = nil
    ) async throws -> JSON {
        var headers = [(name: "Authorization", value: "Bearer sk_test_of_the_test")]
        if let account { headers.append(("Stripe-Account", account)) }
        let request = HTTPRequest(
            method: method,
            url: "http://127.0.0.1:\(port)/\(path)",
            headers: headers,
            body: body?.utf8 ?? []
        )
        let response = try await http.send(request)
        let text = String(decoding: response.body, as: UTF8.self)
        #expect((200...299).contains(response.status), "\(method) \(path): \(text)")
        return try JSON(parsing: text)
    }

    /// Pays a session as somebody on its page does.
    func pay(_ payment: PaymentRow, _ act: JSON = [:]) async throws {
        let session = try #require(payment.sessionID)
        let kind = provider.id == .stripe ? "sessions" : "preferences"
        try await ask("POST", "control/\(kind)/\(session)/pay", act)
    }

    /// Everything that Stripe tells, in order, as it would be delivered.
    func deliveries() async throws -> [WebhookDelivery] {
        let events = try await ask("GET", "v1/events?limit=100")["data"]?.arrayValue ?? []
        return events.reversed().map { event in
            let seconds = house.clock.now().milliseconds / 1_000
            let header = StripeSignature(secret: Self.secret).header(at: seconds, body: event.utf8)
            return WebhookDelivery(headers: ["stripe-signature": header], body: event.utf8)
        }
    }

    /// Lets the house hear all of it.
    func hear(_ deliveries: [WebhookDelivery]) async throws {
        for delivery in deliveries {
            try await house.intake.receive(delivery, provider: provider.id.rawValue, tenant: house.tenant.id)
        }
        await house.processor.processAll()
    }

    /// What Mercado Pago sends of a payment; unsigned where `secret` is nil.
    func notification(of payment: String, id: Int64 = 1, secret: String? = secret) -> WebhookDelivery {
        var headers = ["x-request-id": "request-\(id)"]
        if let secret {
            headers["x-signature"] = MercadoPagoSignature(secret: secret).header(
                dataID: payment,
                requestID: "request-\(id)",
                time: String(house.clock.now().milliseconds)
            )
        }
        let body: JSON = [
            "id": .integer(id), "type": "payment", "action": "payment.updated", "data": ["id": .string(payment)],
        ]
        return WebhookDelivery(headers: headers, query: ["data.id": payment, "type": "payment"], body: body.utf8)
    }

    /// An invoice over so many centavos, with an attempt to pay it.
    func begin(_ minor: Int64, amount: Money? = nil) async throws -> (invoice: InvoiceRow, payment: PaymentRow) {
        let invoice = try await house.invoice(minor)
        let payment = try await house.checkout.begin(invoice.id, of: house.tenant.id, amount: amount).payment
        return (invoice, payment)
    }
}

/// Chance that comes out the same again: SplitMix64 (Steele, Lea and Flood 2014).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
