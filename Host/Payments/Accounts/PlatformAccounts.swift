// The platform's own accounts, from environment variables that operators know: for
// tenants without accounts of their own, and for connected ones.

public import HostCore
import HostStorage
import OrkestaModel

/// The accounts that `STRIPE_SECRET_KEY` and `MERCADOPAGO_ACCESS_TOKEN` name.
public struct PlatformAccounts: Sendable {
    public let stripe: PaymentAccount?
    public let mercadoPago: PaymentAccount?

    /// None.
    public init() { (stripe, mercadoPago) = (nil, nil) }

    /// Reads `STRIPE_SECRET_KEY`, `STRIPE_WEBHOOK_SECRET` and `STRIPE_API_BASE`, and
    /// the same of Mercado Pago. The key says whether money moves.
    /// - Throws: `.invalid` naming the variable.
    public init(environment: [String: String]) throws(Problem) {
        stripe = try Self.account(
            .stripe,
            names: (key: "STRIPE_SECRET_KEY", secret: "STRIPE_WEBHOOK_SECRET", base: "STRIPE_API_BASE"),
            isTest: { $0.hasPrefix("sk_test_") || $0.hasPrefix("rk_test_") },
            environment
        )
        mercadoPago = try Self.account(
            .mercadoPago,
            names: (
                key: "MERCADOPAGO_ACCESS_TOKEN", secret: "MERCADOPAGO_WEBHOOK_SECRET", base: "MERCADOPAGO_API_BASE"
            ),
            isTest: { $0.hasPrefix("TEST-") },
            environment
        )
    }

    private static func account(
        _ provider: PluginID,
        names: (key: String, secret: String, base: String),
        isTest: (String) -> Bool,
        _ environment: [String: String]
    ) throws(Problem) -> PaymentAccount? {
        guard let key = environment[names.key], !key.isEmpty else { return nil }
        var account = PaymentAccount(provider: provider)
        let mode: PaymentAccount.Mode = isTest(key) ? .test : .live
        var members: [String: JSON] = ["mode": .string(mode.rawValue), "key": .string(key)]
        members["webhook_secret"] = environment[names.secret].map(JSON.string)
        members["api_base_url"] = environment[names.base].map(JSON.string)
        do throws(DocumentError) {
            try account.take(.object(members), environment: mode == .test ? .sandbox : .production)
        } catch {
            let variables = ["key": names.key, "webhook_secret": names.secret, "api_base_url": names.base]
            throw Problem(
                .invalid,
                error.reason,
                field: variables[error.field] ?? names.key,
                remedy: "Mend the variable, or leave it out."
            )
        }
        return account
    }
}
