// `orkesta payments`: attempts to pay, and a way to try them in the sandbox.

import ArgumentParser
import HostCore
import OrkestaModel

struct PaymentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payments",
        abstract: "Payments: list, export, simulate, reconcile, reviews, disputes, providers' webhooks and accounts.",
        subcommands: [
            ListPayments.self, ExportPayments.self, SimulatePayment.self, ReconcilePayments.self,
            ListReviews.self, ResolveReview.self, ListDisputes.self, ListPaymentWebhooks.self,
            ReplayPaymentWebhooks.self, PaymentAccountCommand.self,
        ]
    )
}

struct ListPayments: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Attempts to pay, the latest first.",
        discussion: "Example: orkesta payments list --tenant ferreteria-la-central --state failed"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "pending, processing, succeeded, failed or refunded.") var state: String?
    @Option(help: "Only those of this invoice.") var invoice: String?
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/payments/transactions?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let state { path += "&state=\(try segment(state))" }
        if let invoice { path += "&invoice=\(try segment(invoice))" }
        let request = path
        let answer = try await HostConnection.using(data) { try await $0.get(request) }
        let rows = (answer["items"]?.arrayValue ?? []).map { payment in
            [
                payment.cell("id"), payment.cell("invoice"), payment.cell("state"), amountCell(payment["amount"]),
                payment.cell("at"),
            ]
        }
        show(answer, as: output, header: ["PAYMENT", "INVOICE", "STATE", "AMOUNT", "SINCE"], rows: rows)
    }
}

struct SimulatePayment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Let the sandbox decide a payment of an invoice, as a real provider would.",
        discussion: """
            The sandbox's signed webhooks take the way of every provider's. Tenants in the sandbox only.

            Examples:
              orkesta payments simulate --tenant ferreteria-la-central INV-1001
              orkesta payments simulate --tenant ferreteria-la-central INV-1001 --amount 500.00
              orkesta payments simulate --tenant ferreteria-la-central INV-1001 --outcome failed
              orkesta payments simulate --tenant ferreteria-la-central INV-1001 --outcome refunded
              orkesta payments simulate --tenant ferreteria-la-central INV-1001 --outcome voucher
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "A part of what is open; all of it when left out.") var amount: String?
    @Option(help: "succeeded, failed, processing, voucher, refunded, disputed, dispute-won or dispute-lost.")
    var outcome = "succeeded"
    @Option(help: "An attempt's key, instead of beginning one.") var payment: String?
    @Argument(help: "The invoice's number or key.") var invoice: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard invoice != nil || payment != nil else { throw ValidationError("Name an invoice, or a --payment.") }
    }

    func run() async throws {
        let path = "/api/payments/simulate-webhook?tenant_id=\(try segment(tenant))"
        let answer = try await HostConnection.using(data) { host in
            var members: [String: JSON] = ["outcome": .string(outcome)]
            let named = payment
            let attempt = named == nil ? try await paymentThatSucceeded(host) : named
            if let attempt {
                members["payment"] = .string(attempt)
            } else {
                members["invoice"] = invoice.map(JSON.string)
                members["amount"] = amount.map(JSON.string)
            }
            return try await host.post(path, .object(members))
        }
        let events = (answer["events"]?.arrayValue ?? []).compactMap(\.stringValue)
        show(answer, as: output, header: ["PAYMENT", "EVENT"], rows: events.map { [answer.cell("payment"), $0] })
    }

    /// Only money that came can go back or be disputed: the one payment of the
    /// invoice that succeeded. Nil for other outcomes; throws when it is not one.
    private func paymentThatSucceeded(_ host: HostConnection) async throws -> String? {
        guard outcome == "refunded" || outcome.hasPrefix("dispute"), let invoice else { return nil }
        let query = "tenant_id=\(try segment(tenant))&invoice=\(try segment(invoice))&state=succeeded"
        let paid = try await host.get("/api/payments/transactions?\(query)")["items"]?.arrayValue ?? []
        guard paid.count == 1, let payment = paid.first else {
            throw Problem(
                .conflict,
                paid.isEmpty ? "nothing of \(invoice) is paid" : "\(invoice) has \(paid.count) payments",
                field: paid.isEmpty ? "INVOICE" : "--payment",
                remedy: paid.isEmpty
                    ? "Pay it first, or name the attempt with --payment"
                    : "Name one of them: \(paid.map { $0.cell("id") }.joined(separator: ", "))"
            )
        }
        return payment.cell("id")
    }
}

struct ListPaymentWebhooks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhooks",
        abstract: "Webhooks of payment providers, with how their processing goes.",
        discussion: "Example: orkesta payments webhooks --tenant ferreteria-la-central"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/payments/webhooks?tenant_id=\(try segment(tenant))&limit=\(limit)"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        let rows = (answer["items"]?.arrayValue ?? []).map { webhook in
            ["received_at", "provider", "type", "processed", "attempts", "error"].map(webhook.cell)
        }
        show(answer, as: output, header: ["RECEIVED", "PROVIDER", "TYPE", "DONE", "TRIES", "ERROR"], rows: rows)
    }
}
