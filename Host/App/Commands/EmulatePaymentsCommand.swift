// `orkesta emulate stripe` and `orkesta emulate mercadopago`: payment providers on
// this machine, in which no money moves.

import ArgumentParser
import HostCore
import HostEmulators
import OrkestaModel
import ServiceLifecycle

/// What of the weather only payment providers know.
struct PaymentWeatherOptions: ParsableArguments {
    @OptionGroup var common: WeatherOptions
    @Option(help: "Of a hundred webhooks, so many are lost.") var lost = 0
    @Option(help: "Of a hundred webhooks, so many come forged at first.") var forged = 0

    var weather: DeliveryWeather {
        var weather = common.weather
        (weather.lostPercent, weather.forgedPercent) = (lost, forged)
        return weather
    }

    func validate() throws {
        for (name, value) in [("--lost", lost), ("--forged", forged)] where !(0...100).contains(value) {
            throw ValidationError("\(name): a percentage from 0 to 100 is expected")
        }
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
            PUT /control/faults {"plan": "error-500@1,lost-answer@2-3"} breaks the next calls (\(PaymentFault.names
            .joined(separator: ", "))); GET /control/deliveries shows which webhooks were sent.

            Examples:
              orkesta emulate stripe --port 9205 \\
                  --webhook-url http://127.0.0.1:8000/webhooks/stripe/ferreteria-la-central
              orkesta payments account set stripe --tenant ferreteria-la-central --key sk_test_anything \\
                  --webhook-secret whsec_emulated --set api_base_url=http://127.0.0.1:9205
            """
    )
    @Option(help: "The port on 127.0.0.1; 0 picks a free one.") var port = 9205
    @Option(help: "Where webhooks go; nowhere when left out.") var webhookUrl: String?
    @Option(help: "What signs webhooks.") var webhookSecret = "whsec_emulated"
    @Option(help: "Take only this key; any test key when left out.") var key: String?
    @OptionGroup var bad: PaymentWeatherOptions

    func run() async throws {
        let settings = StripeEmulatorSettings(
            port: port,
            webhookURL: webhookUrl,
            webhookSecret: webhookSecret,
            weather: bad.weather,
            key: key
        )
        try await StripeEmulator(settings, log: hostLogger("warning")) {
            announceEmulator("Stripe on http://127.0.0.1:\($0)")
        }.run()
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
            PUT /control/faults; GET /control/deliveries.

            Examples:
              orkesta emulate mercadopago --port 9206
              orkesta payments account set mercadopago --tenant ferreteria-la-central --key TEST-anything \\
                  --webhook-secret mp_emulated --set api_base_url=http://127.0.0.1:9206
            """
    )
    @Option(help: "The port on 127.0.0.1; 0 picks a free one.") var port = 9206
    @Option(help: "Where notifications go; where each preference says when left out.") var webhookUrl: String?
    @Option(help: "What signs notifications.") var webhookSecret = "mp_emulated"
    @Option(help: "Take only this token; any when left out.") var key: String?
    @OptionGroup var bad: PaymentWeatherOptions

    func run() async throws {
        let settings = MercadoPagoEmulatorSettings(
            port: port,
            webhookURL: webhookUrl,
            webhookSecret: webhookSecret,
            weather: bad.weather,
            key: key
        )
        try await MercadoPagoEmulator(settings, log: hostLogger("warning")) {
            announceEmulator("Mercado Pago on http://127.0.0.1:\($0)")
        }.run()
    }
}
