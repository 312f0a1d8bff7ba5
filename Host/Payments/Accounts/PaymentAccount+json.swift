// Accounts in JSON: as they are stored, as the API shows them, and as it changes
// them. A secret goes in and never comes out.

import HostCore
public import HostStorage
public import OrkestaModel

extension PaymentAccount {
    /// What may be read by everybody who may see settings; whether there are
    /// secrets, not what they say.
    public var json: JSON {
        settings.merging([
            "provider": .string(provider.rawValue), "active": .bool(isActive), "key": .bool(key != nil),
            "webhook_secret": .bool(!webhookSecrets.isEmpty),
        ])
    }

    /// What is stored beside the secrets.
    var settings: JSON {
        JSON.object([:]).merging([
            "mode": .string(mode.rawValue), "account": JSON(account), "api_base_url": JSON(baseURL),
            "methods": JSON(methods.map(\.rawValue)), "voucher_days": .integer(voucherDays),
            "page": .string(page.rawValue), "statement_descriptor": JSON(statement),
            "installments_max": JSON(installmentsMax),
        ])
    }

    /// Takes settings as they were stored: they were checked then, for the
    /// environment that the tenant had.
    mutating func restore(_ stored: JSON) throws(DocumentError) {
        mode = try stored.word("mode") ?? mode
        account = try stored.optionalText("account")
        baseURL = try stored.optionalText("api_base_url")
        methods = try Self.methods(stored)
        voucherDays = try stored.optionalInteger("voucher_days") ?? voucherDays
        page = try stored.word("page") ?? page
        statement = try stored.optionalText("statement_descriptor")
        installmentsMax = try stored.optionalInteger("installments_max")
    }

    /// Takes what `patch` names (RFC 7396: null takes a setting away); `environment`
    /// is the tenant's. Throws the field at fault.
    public mutating func take(_ patch: JSON, environment: Tenant.Environment) throws(DocumentError) {
        isActive = try patch.flag("active", default: isActive)
        if let mode: Mode = try patch.word("mode") { self.mode = mode }
        if patch["account"] != nil { account = try patch.optionalText("account") }
        if patch["api_base_url"] != nil { baseURL = try Self.baseURL(patch, provider, environment) }
        if patch["methods"] != nil { methods = try Self.methods(patch) }
        voucherDays = try patch.number("voucher_days", in: 1...Limits.voucherDaysMax) ?? voucherDays
        if let page: Page = try patch.word("page") { self.page = page }
        if patch["statement_descriptor"] != nil { statement = try Self.statement(patch) }
        if patch["installments_max"] != nil { installmentsMax = try patch.number("installments_max", in: 1...48) }
        try takeSecrets(patch)
        try check(environment)
    }

    private mutating func takeSecrets(_ patch: JSON) throws(DocumentError) {
        if patch["key"] != nil { key = try Self.secret("key", patch) }
        if patch["webhook_secret"] != nil {
            webhookSecrets = try [Self.secret("webhook_secret", patch)].compactMap(\.self)
        }
        if let previous = try Self.secret("previous_webhook_secret", patch) { webhookSecrets.append(previous) }
    }

    private func check(_ environment: Tenant.Environment) throws(DocumentError) {
        guard mode == Mode(of: environment) else {
            throw DocumentError(
                field: "mode",
                reason: environment == .sandbox
                    ? "a tenant in the sandbox has accounts in test mode only"
                    : "a tenant in production has accounts in live mode only; try test keys with one in the sandbox"
            )
        }
        if provider == .stripe { try checkStripe() }
    }

    private func checkStripe() throws(DocumentError) {
        if let account, !account.hasPrefix("acct_") {
            throw DocumentError(field: "account", reason: "a connected account is expected: acct_…")
        }
        guard let key else { return }
        // Restricted keys begin with rk.
        guard key.hasPrefix("sk_\(mode.rawValue)_") || key.hasPrefix("rk_\(mode.rawValue)_") else {
            throw DocumentError(
                field: "key",
                reason: "a secret or restricted key of the \(mode.rawValue) mode is expected: sk_\(mode.rawValue)_…"
            )
        }
    }

    // MARK: Single settings

    private static func secret(_ name: String, _ patch: JSON) throws(DocumentError) -> String? {
        guard let secret = try patch.optionalText(name)?.trimmed else { return nil }
        guard (8...500).contains(secret.utf8.count), secret.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw DocumentError(field: name, reason: "8 to 500 printable characters without spaces are expected")
        }
        return secret
    }

    private static func methods(_ patch: JSON) throws(DocumentError) -> [Method] {
        let words = try patch.texts("methods")
        let methods = Method.allCases.filter { words.contains($0.rawValue) }
        guard !methods.isEmpty, methods.count == Set(words).count else {
            throw DocumentError(field: "methods", reason: "a list of card and cash is expected, at least one of them")
        }
        return methods
    }

    /// 5 to 22 characters that card networks take.
    private static func statement(_ patch: JSON) throws(DocumentError) -> String? {
        guard let text = try patch.optionalText("statement_descriptor") else { return nil }
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && !"<>\\'\"*".utf8.contains($0) }
        guard (5...22).contains(text.utf8.count), isPlain, text.contains(where: \.isLetter) else {
            throw DocumentError(
                field: "statement_descriptor",
                reason: "5 to 22 plain characters with a letter among them are expected, none of < > \\ ' \" *"
            )
        }
        return text
    }

    /// The provider's own address, or, in the sandbox, an emulator on this machine:
    /// keys must not be sent anywhere else.
    private static func baseURL(
        _ patch: JSON,
        _ provider: PluginID,
        _ environment: Tenant.Environment
    ) throws(DocumentError) -> String? {
        guard let text = try patch.optionalText("api_base_url") else { return nil }
        let url = text.hasSuffix("/") ? String(text.dropLast()) : text
        if url == ProviderAddress.official[provider] { return url }
        guard environment == .sandbox, ProviderAddress.isLoopback(url) else {
            let own = ProviderAddress.official[provider] ?? ""
            throw DocumentError(
                field: "api_base_url",
                reason: "\(own) is expected, or for a tenant in the sandbox an emulator: http://127.0.0.1:9200"
            )
        }
        return url
    }
}

extension JSON {
    fileprivate func word<Word: RawRepresentable & CaseIterable>(_ name: String) throws(DocumentError) -> Word?
    where Word.RawValue == String {
        guard let text = try optionalText(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: " or ")
            throw DocumentError(field: name, reason: "\(words) is expected")
        }
        return word
    }

    fileprivate func number(_ name: String, in range: ClosedRange<Int64>) throws(DocumentError) -> Int64? {
        guard let number = try optionalInteger(name) else { return nil }
        guard range.contains(number) else {
            throw DocumentError(
                field: name,
                reason: "a number from \(range.lowerBound) to \(range.upperBound) is expected"
            )
        }
        return number
    }
}
