// `orkesta emulate stripe` and `orkesta emulate mercadopago`: payment providers on
// this machine, in which no money moves.

import ArgumentParser
import Foundation
import HostCore
import HostEmulators
import OrkestaModel
import ServiceLifecycle

/// What befalls the webhooks of an emulated provider.
struct WebhookPlanOptions: ParsableArguments {
    @Option(help: "Send each webhook so many milliseconds later.") var delayMs: Int64 = 0
    @Option(help: "Let each wait up to so many milliseconds more, by chance: they change places.") var shuffleMs:
        Int64 = 0
    @Option(help: "Send each so often.") var copies: Int64 = 1
    @Option(help: "Lose so many of a hundred.") var lostPercent: Int64 = 0
    @Option(help: "Sign so many of a hundred wrongly.") var forgedPercent: Int64 = 0
    @Option(help: "The seed of all chance.") var seed: UInt64 = 1

    func plan() throws(Problem) -> WebhookPlan {
        var plan = WebhookPlan()
        do throws(DocumentError) {
            try plan.take([
                "delay_ms": .integer(delayMs), "shuffle_ms": .integer(shuffleMs), "copies": .integer(copies),
                "lost_percent": .integer(lostPercent), "forged_percent": .integer(forgedPercent),
            ])
        } catch {
            let option = "--" + error.field.replacingOccurrences(of: "_", with: "-")
            throw Problem(.invalid, error.reason, field: option, remedy: "See --help")
        }
        return plan
    }
}

struct EmulateStripe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stripe",
        abstract: "Play Stripe: its API, the pages to pay on, and signed webhooks.",
        discussion: """
            Checkout Sessions, Payment Links, cards, OXXO vouchers, refunds, disputes, connected accounts and
            idempotency keys. Test cards: 4242424242424242 is taken, 4000000000009995 has no funds,
            4000000000000259 is taken and disputed. A voucher is paid on its page.

            While it runs, POST /control/advance {"seconds": 259200} lets days pass, so that sessions and
            vouchers expire; POST /control/sessions/ID/pay, /control/vouchers/PAYMENT/pay,
            /control/payments/PAYMENT/dispute and /control/disputes/ID/close let things happen;
            PUT /control/webhooks {"copies": 2, "shuffle_ms": 500} and PUT /control/faults {"next":
            "error-500,lost-answer,hang-up,rate-limit"} break them; GET /control/webhooks shows what was sent.

            Examples:
              orkesta emulate stripe --port 9200 \\
                  --webhook-url http://127.0.0.1:8000/webhooks/stripe/ferreteria-la-central
              orkesta payments account set stripe --tenant ferreteria-la-central --key sk_test_anything \\
                  --webhook-secret whsec_emulated --set api_base_url=http://127.0.0.1:9200
            """
    )
    @Option(help: "The port on 127.0.0.1; 0 picks a free one.") var port = 9200
    @Option(help: "Where webhooks go; nowhere when left out.") var webhookUrl: String?
    @Option(help: "What signs webhooks.") var webhookSecret = "whsec_emulated"
    @Option(help: "Take only this key; any test key when left out.") var key: String?
    @OptionGroup var webhooks: WebhookPlanOptions

    func run() async throws {
        let settings = StripeEmulatorSettings(
            port: port,
            webhookURL: webhookUrl,
            webhookSecret: webhookSecret,
            plan: try webhooks.plan(),
            key: key,
            seed: webhooks.seed
        )
        try await StripeEmulator(settings, log: hostLogger("warning")) { announce("stripe", at: $0) }.run()
    }
}

struct EmulateMercadoPago: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mercadopago",
        abstract: "Play Mercado Pago: its API, the page to pay on, and signed notifications.",
        discussion: """
            Preferences, payments by card, wallet and cash (oxxo, paycash, bancomer), refunds, chargebacks.
            Test cards end a payment by the holder's name: APRO, OTHE, FUND, CALL, EXPI, CONT. Notifications
            go to the preference's notification_url.

            While it runs, the same /control as of `orkesta emulate stripe`: POST /control/advance,
            /control/preferences/ID/pay, /control/payments/ID/approve, /control/payments/ID/chargeback;
            PUT /control/webhooks and /control/faults; GET /control/webhooks.

            Examples:
              orkesta emulate mercadopago --port 9201
              orkesta payments account set mercadopago --tenant ferreteria-la-central --key TEST-anything \\
                  --webhook-secret mp_emulated --set api_base_url=http://127.0.0.1:9201
            """
    )
    @Option(help: "The port on 127.0.0.1; 0 picks a free one.") var port = 9201
    @Option(help: "Where notifications go; where each preference says when left out.") var webhookUrl: String?
    @Option(help: "What signs notifications.") var webhookSecret = "mp_emulated"
    @Option(help: "Take only this token; any when left out.") var key: String?
    @OptionGroup var webhooks: WebhookPlanOptions

    func run() async throws {
        let settings = MercadoPagoEmulatorSettings(
            port: port,
            webhookURL: webhookUrl,
            webhookSecret: webhookSecret,
            plan: try webhooks.plan(),
            key: key,
            seed: webhooks.seed
        )
        try await MercadoPagoEmulator(settings, log: hostLogger("warning")) { announce("mercadopago", at: $0) }.run()
    }
}

/// Says where an emulator listens. Not by print: whoever reads it through a pipe waits.
private func announce(_ name: String, at port: Int) {
    FileHandle.standardOutput.write(Data("\(name) on http://127.0.0.1:\(port) (Ctrl-C ends)\n".utf8))
}
