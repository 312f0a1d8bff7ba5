// Accounts at payment providers: kept sealed, one of them active, and only where
// their mode allows.

import HostAccess
import HostCore
import HostNet
import HostPayments
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

struct AccountTests {
    private static let stripe = PaymentAccount(
        provider: .stripe,
        account: "acct_1A2B3C4D5E6F7G8H",
        methods: [.card],
        voucherDays: 5,
        page: .link,
        statement: "LA CENTRAL",
        key: "sk_test_secret_of_stripe",
        webhookSecrets: ["whsec_new_secret", "whsec_old_secret"]
    )

    @Test("an account comes back as it was set, and its secrets are not in the database in plain")
    func kept() async throws {
        try await TestHouse.with { house in
            try await set(Self.stripe, house)
            #expect(try await find(.stripe, house) == Self.stripe)
            let rows = try await house.database.read { connection in
                let accounts = try connection.rows("SELECT settings FROM payment_accounts").map { try $0.text(0) }
                let secrets = try connection.rows("SELECT sealed FROM secrets").map { try $0.blob(0) }
                return accounts + secrets.map { String(decoding: $0, as: UTF8.self) }
            }
            #expect(rows.count == 3)
            for row in rows { #expect(!row.contains("secret")) }
            var plain = Self.stripe
            plain.key = nil
            plain.webhookSecrets = []
            try await set(plain, house)
            #expect(try await find(.stripe, house) == plain)
        }
    }

    @Test("new payments go to the account that was set active last, else to the sandbox")
    func active() async throws {
        let making: TestHouse.Making = { Self.providers($0, $1) }
        try await TestHouse.with(making: making) { house in
            #expect(try await serving(house) == .sandbox)
            try await set(Self.stripe, house)
            #expect(try await serving(house) == .stripe)
            try await set(PaymentAccount(provider: .mercadoPago, key: "TEST-secret"), house)
            #expect(try await serving(house) == .mercadoPago)
            #expect(try await find(.stripe, house)?.isActive == false)
            try await house.database.write { [house] connection in
                try PaymentAccounts(house.tenant, box: house.box).remove(.mercadoPago, in: connection)
            }
            #expect(try await serving(house) == .sandbox, "an account that was set aside is not taken up by itself")
            // An account without a key, of the wrong mode: nobody is sent there.
            var unusable = Self.stripe
            unusable.key = nil
            try await set(unusable, house)
            #expect(try await serving(house) == .sandbox)
            var live = Self.stripe
            live.mode = .live
            try await set(live, house)
            #expect(try await serving(house) == .sandbox)
        }
    }

    @Test("the platform's account serves those without one of their own, and lends its key to connected ones")
    func platform() async throws {
        let platform = PaymentAccount(provider: .stripe, key: "sk_test_platform", webhookSecrets: ["whsec_platform"])
        let making: TestHouse.Making = { Self.providers($0, $1, platform) }
        try await TestHouse.with(making: making) { house in
            #expect(try await serving(house) == .stripe)
            var connected = Self.stripe
            connected.key = nil
            connected.webhookSecrets = []
            try await set(connected, house)
            #expect(try await serving(house) == .stripe)
        }
    }

    @Test(
        "settings that cannot be are refused, with the field at fault",
        arguments: [
            (["key": "sk_live_12345678"], "key"), (["key": "short"], "key"), (["key": "sk_test_with space"], "key"),
            (["mode": "live"], "mode"), (["mode": "maybe"], "mode"), (["methods": []], "methods"),
            (["methods": ["card", "cheque"]], "methods"), (["voucher_days": 0], "voucher_days"),
            (["voucher_days": 8], "voucher_days"), (["page": "poster"], "page"), (["account": "100001"], "account"),
            (["statement_descriptor": "abc"], "statement_descriptor"),
            (["statement_descriptor": "12345"], "statement_descriptor"), (["installments_max": 0], "installments_max"),
            (["api_base_url": "https://api.stripe.com.evil.example"], "api_base_url"),
            (["api_base_url": "http://127.0.0.1@evil.example"], "api_base_url"),
            (["api_base_url": "http://127.0.0.1.evil.example"], "api_base_url"),
            (["api_base_url": "http://169.254.169.254"], "api_base_url"),
            (["api_base_url": "file:///etc/passwd"], "api_base_url"),
        ] as [(JSON, String)]
    )
    func refused(patch: JSON, field: String) throws {
        var account = PaymentAccount(provider: .stripe)
        let error = #expect(throws: DocumentError.self) { try account.take(patch, environment: .sandbox) }
        #expect(error?.field == field)
    }

    @Test("an emulator is for the sandbox only; the provider's own address is for everybody")
    func addresses() throws {
        var account = PaymentAccount(provider: .stripe)
        for url in ["http://127.0.0.1:9200", "http://localhost:9200/emulate/stripe", "http://[::1]:9200"] {
            try account.take(["api_base_url": .string(url)], environment: .sandbox)
            #expect(account.baseURL == url)
        }
        var live = PaymentAccount(provider: .stripe, mode: .live)
        #expect(throws: DocumentError.self) {
            try live.take(["api_base_url": "http://127.0.0.1:9200"], environment: .production)
        }
        try live.take(["api_base_url": "https://api.stripe.com/", "key": "sk_live_12345678"], environment: .production)
        #expect(live.baseURL == "https://api.stripe.com")
    }

    @Test("the environment's variables")
    func variables() throws {
        let none = try PlatformAccounts(environment: [:])
        #expect(none.stripe == nil && none.mercadoPago == nil)
        let both = try PlatformAccounts(environment: [
            "STRIPE_SECRET_KEY": "sk_live_12345678", "STRIPE_WEBHOOK_SECRET": "whsec_12345678",
            "MERCADOPAGO_ACCESS_TOKEN": "TEST-12345678",
        ])
        #expect(both.stripe?.mode == .live && both.stripe?.webhookSecrets == ["whsec_12345678"])
        #expect(both.mercadoPago?.mode == .test)
        let problem = #expect(throws: Problem.self) {
            try PlatformAccounts(environment: ["STRIPE_SECRET_KEY": "pk_12345678"])
        }
        #expect(problem?.field == "STRIPE_SECRET_KEY")
    }

    // MARK: Steps

    private static func providers(
        _ database: any Database,
        _ box: SecretBox,
        _ platform: PaymentAccount? = nil
    ) -> [any PaymentProvider] {
        let http = try? ProviderHTTP(HTTPClient())
        guard let http else { return [] }
        return [
            StripeProvider(database: database, box: box, platform: platform, http: http),
            MercadoPagoProvider(
                database: database,
                box: box,
                platform: nil,
                http: http,
                publicURL: "https://shop.example",
                clock: TestClock()
            ),
        ]
    }

    private func set(_ account: PaymentAccount, _ house: TestHouse) async throws {
        try await house.database.write { [house] connection in
            try PaymentAccounts(house.tenant, box: house.box).set(account, at: noon, in: connection)
        }
    }

    private func find(_ provider: PluginID, _ house: TestHouse) async throws -> PaymentAccount? {
        try await house.database.read { [house] connection in
            try PaymentAccounts(house.tenant, box: house.box).find(provider, in: connection)
        }
    }

    /// Where a new payment of the tenant would be made.
    private func serving(_ house: TestHouse) async throws -> PluginID {
        try await house.database.read { [house] connection in
            let tenant = try required(TenantDirectory().find(house.tenant.id, in: connection)?.tenant)
            return try house.providers.provider(for: tenant, in: connection).id
        }
    }
}
