// A tenant's account at a payment provider: whose keys are used, and what
// customers are offered there.

public import HostCore
public import HostStorage

/// An account at Stripe or Mercado Pago.
public struct PaymentAccount: Sendable, Hashable {
    public let provider: PluginID
    /// Whether new payments go here. Without that, it is still used for refunds and
    /// news of those that were made.
    public var isActive: Bool
    public var mode: Mode
    /// Stripe's connected account (`acct_…`), to which payments go with the key of
    /// the platform; Mercado Pago's id of the collector. Nil: that of the key.
    public var account: String?
    /// Where the provider is, without a slash at the end; nil: its own address.
    public var baseURL: String?
    public var methods: [Method]
    /// How long a voucher can be paid, in days.
    public var voucherDays: Int64
    public var page: Page
    /// What the customer reads on a card's statement.
    public var statement: String?
    /// At most so many monthly payments; nil: what the provider offers.
    public var installmentsMax: Int64?
    /// Stripe's secret key, Mercado Pago's access token. Nil: the platform's.
    public var key: String?
    /// What signs its webhooks, the newest first: several while one is replaced.
    public var webhookSecrets: [String]

    /// Whether money moves.
    public enum Mode: String, Sendable, CaseIterable {
        case test
        case live

        /// The only mode in which a tenant of this environment is served.
        public init(of environment: Tenant.Environment) {
            switch environment {
            case .sandbox: self = .test
            case .production: self = .live
            }
        }
    }

    /// How customers may pay.
    public enum Method: String, Sendable, CaseIterable {
        case card
        /// A voucher, paid at a counter: OXXO and other shops.
        case cash
    }

    /// Which of Stripe's pages is made for an attempt.
    public enum Page: String, Sendable, CaseIterable {
        /// A Checkout Session, which lives for a day.
        case session
        /// A Payment Link, which lives until it is paid or taken back.
        case link
    }

    public init(
        provider: PluginID,
        isActive: Bool = true,
        mode: Mode = .test,
        account: String? = nil,
        baseURL: String? = nil,
        methods: [Method] = Method.allCases,
        voucherDays: Int64 = 3,
        page: Page = .session,
        statement: String? = nil,
        installmentsMax: Int64? = nil,
        key: String? = nil,
        webhookSecrets: [String] = []
    ) {
        self.provider = provider
        self.isActive = isActive
        self.mode = mode
        self.account = account
        self.baseURL = baseURL
        self.methods = methods
        self.voucherDays = voucherDays
        self.page = page
        self.statement = statement
        self.installmentsMax = installmentsMax
        self.key = key
        self.webhookSecrets = webhookSecrets
    }

    /// This account with what it lacks from the platform's. A connected account is
    /// served with the platform's key and secret.
    func completed(with platform: PaymentAccount?) -> PaymentAccount {
        guard let platform, platform.mode == mode else { return self }
        var complete = self
        complete.key = key ?? platform.key
        complete.baseURL = baseURL ?? platform.baseURL
        // Events of a connected account are signed with the platform's secret.
        complete.webhookSecrets = webhookSecrets + (key == nil ? platform.webhookSecrets : [])
        return complete
    }

    func offers(_ method: Method) -> Bool { methods.contains(method) }
}
