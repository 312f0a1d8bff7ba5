// `orkesta payments account`: a tenant's accounts at Stripe and Mercado Pago.

import ArgumentParser
import HostCore
import OrkestaModel

struct PaymentAccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "A tenant's accounts at payment providers: list, set, check, remove.",
        subcommands: [
            ListPaymentAccounts.self, SetPaymentAccount.self, CheckPaymentAccount.self, RemovePaymentAccount.self,
        ]
    )
}

struct ListPaymentAccounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The accounts, and whether they have keys.",
        discussion: "Example: orkesta payments account list --tenant ferreteria-la-central"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/tenants/\(try segment(tenant))/payment-accounts"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        let rows = (answer["items"]?.arrayValue ?? []).map { account in
            ["provider", "active", "mode", "key", "webhook_secret", "account", "webhook_url"].map(account.cell)
        }
        let header = ["PROVIDER", "ACTIVE", "MODE", "KEY", "SECRET", "ACCOUNT", "WEBHOOKS TO"]
        show(answer, as: output, header: header, rows: rows)
    }
}

struct SetPaymentAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set up an account, or change it; new payments then go there.",
        discussion: """
            --key and --webhook-secret read a line of standard input where they are "-", in this
            order, so that they stay out of the shell's history. --set takes further settings: active,
            account, methods, voucher_days, page, statement_descriptor, installments_max, api_base_url,
            previous_webhook_secret. VALUE is JSON if it parses as such, else text; null takes away.

            Examples:
              orkesta payments account set stripe --tenant ferreteria-la-central --key - --webhook-secret -
              orkesta payments account set stripe --tenant ferreteria-la-central --set voucher_days=2
              orkesta payments account set mercadopago --tenant ferreteria-la-central --key - \\
                  --set 'methods=["card"]' --set api_base_url=http://127.0.0.1:9201
            """
    )
    @Argument(help: "stripe or mercadopago.") var provider: String
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "Stripe's secret key, Mercado Pago's access token; '-' reads it.") var key: String?
    @Option(help: "What signs the provider's webhooks; '-' reads it.") var webhookSecret: String?
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A setting; may come more than once.", valueName: "KEY=VALUE")
    )
    var changes: [SettingArgument] = []
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/tenants/\(try segment(tenant))/payment-accounts/\(try segment(provider))"
        var members = changes.members
        // A collector's id is a text of digits, which unquoted reads as a number.
        if case .integer(let number) = members["account"] { members["account"] = .string(String(number)) }
        if let key { members["key"] = .string(try secret(key)) }
        if let webhookSecret { members["webhook_secret"] = .string(try secret(webhookSecret)) }
        let change = JSON.object(members)
        let answer = try await HostConnection.using(data) { try await $0.send("PUT", path, change) }
        let names = answer.objectValue?.keys.sorted() ?? []
        show(answer, as: output, fields: names.map { ($0, answer.cell($0)) })
    }

    private func secret(_ text: String) throws -> String {
        guard text == "-" else { return text }
        guard let line = readLine(strippingNewline: true) else {
            throw ValidationError("Standard input ended before the secret.")
        }
        return line
    }
}

struct CheckPaymentAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Ask the provider whose account the key opens; nothing is changed.",
        discussion: "Example: orkesta payments account check stripe --tenant ferreteria-la-central"
    )
    @Argument(help: "stripe or mercadopago.") var provider: String
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/tenants/\(try segment(tenant))/payment-accounts/\(try segment(provider))/check"
        let answer = try await HostConnection.using(data) { try await $0.post(path, [:]) }
        show(answer, as: output, fields: ["provider", "account"].map { ($0, answer.cell($0)) })
    }
}

struct RemovePaymentAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take an account and its keys away.",
        discussion: """
            Payments that are open there are no longer looked after. To let new payments go elsewhere,
            set the other account instead.

            Example: orkesta payments account remove stripe --tenant ferreteria-la-central
            """
    )
    @Argument(help: "stripe or mercadopago.") var provider: String
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/tenants/\(try segment(tenant))/payment-accounts/\(try segment(provider))"
        let answer = try await HostConnection.using(data) { try await $0.send("DELETE", path, bytes: []) }
        show(answer, as: output, fields: [("removed", answer.cell("removed"))])
    }
}
