// What a provider would give a business out: numbers, tokens and secrets. The
// same at every start, and of one host alone: they follow from its master key.

public import HostAccess
public import HostCore
internal import HostTime
public import OrkestaModel

/// Makes the settings with which a sandbox tenant's channel works at once.
public struct SandboxCredentials: Sendable {
    private let tokens: PublicTokens

    public init(_ masterKey: MasterKey) { tokens = PublicTokens(masterKey) }

    /// Settings of the channel's plugin; the tenant's own come before them.
    /// `webhook` is where the host takes what customers write. Empty for a channel
    /// whose provider nobody plays.
    public func settings(of channel: String, for tenant: TenantID, webhook: String) -> JSON {
        let digits = Self.digits(of: tenant)
        return switch channel {
        case "whatsapp":
            [
                "phone_number_id": .string("10654035" + digits), "account_id": .string("10229012" + digits),
                "access_token": secret("token", channel, tenant),
                "app_secret": secret("signature", channel, tenant), "verify_token": secret("verify", channel, tenant),
            ]
        case "telegram":
            [
                "bot_token": .string("70\(digits):\(token("token", channel, tenant))"),
                "webhook_secret": secret("signature", channel, tenant),
            ]
        case "sms":
            [
                "account_sid": .string("AC" + String(repeating: "0", count: 25) + digits),
                "auth_token": secret("token", channel, tenant),
                "from": .string("+" + Self.number(of: tenant)), "webhook_url": .string(webhook),
            ]
        case "email":
            [
                "from": .string(Self.mailAddress(of: tenant.rawValue)), "hook_secret": secret("hook", channel, tenant),
                "webhook_url": .string(webhook),
            ]
        default: .object([:])
        }
    }

    private func secret(_ purpose: String, _ channel: String, _ tenant: TenantID) -> JSON {
        .string(token(purpose, channel, tenant))
    }

    private func token(_ purpose: String, _ channel: String, _ tenant: TenantID) -> String {
        tokens.token(for: "sandbox \(channel) \(purpose)", tenant.rawValue)
    }

    /// From which a tenant writes mail, to the emulated server alone.
    public static func mailAddress(of tenant: String) -> String { "ventas@\(tenant).example.mx" }

    /// The telephone number of a tenant: in Mexico City, where none begins with 0.
    static func number(of tenant: TenantID) -> String { "52550" + digits(of: tenant) }

    /// Seven of them, which hardly two tenants share.
    private static func digits(of tenant: TenantID) -> String {
        var hash = StableHash()
        hash.combine(tenant.rawValue)
        let text = String(hash.value % 10_000_000)
        return String(repeating: "0", count: 7 - text.count) + text
    }
}
