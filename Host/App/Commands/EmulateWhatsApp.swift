// `orkesta emulate whatsapp`: the Cloud API and its customers on this machine.

import ArgumentParser
import HostCore
import HostEmulators
import OrkestaModel

struct EmulateWhatsApp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whatsapp",
        abstract: "Play the WhatsApp Cloud API, with a phone for every customer in the browser.",
        discussion: """
            Open the address that it prints: customers side by side, who write to each number given
            with --number. Messages of a number go to its webhook, signed with the app secret; what
            the business sends appears on the phones, and its statuses come back.

            A plan names faults and the sends that meet them, counted from 1, for each number:
            131056@3, failed-131026@5-9, lost-answer%10.

            While it runs it can be asked, and told what happens. SHOP is a number's ID, PHONE the
            digits of a customer's phone.
              GET /control/deliveries
                what became of webhooks
              GET /control/sends, /control/sends/keys
                how much the business sent; under which biz_opaque_callback_data
              PUT /control/faults/NUMBER
                another plan
              PUT /control/numbers/ID {"name": ..., "webhook": ...}
                another number, or another webhook of one that is there
              PUT /control/templates/ACCOUNT/NAME
                with PAUSED, REJECTED, DISABLED or APPROVED as its body: Meta decides on a template,
                and tells the account's webhooks (message_template_status_update)
              POST /control/crowd {"shop": SHOP, "text": "hola", "customers": 500, "messages": 2}
                a busy day; with "from": 500, of other customers
              POST /control/echo {"shop": SHOP, "phone": PHONE, "text": "Yo lo atiendo"}
                a person answers from the business's own phone ("media": ID of an uploaded file
                instead of words)
              POST /control/unsupported {"shop": SHOP, "phone": PHONE}
                the customer sends what WhatsApp passes on without content, such as a poll
              POST /control/one-form {"shop": SHOP, "phone": PHONE}
                WhatsApp knows the customer's number only as it reports it (521...); what is sent to
                another form of it fails later, with 131026
              POST /control/preference {"shop": SHOP, "phone": PHONE, "value": "stop"}
                the customer wants no advertising ("resume": wants it again)
              POST /control/renumber {"shop": SHOP, "phone": PHONE, "number": DIGITS}
                the customer has another number
              POST /control/news {"shop": SHOP, "field": "account_update", "value": {...}}
                any news of the account, or with the field "messages" of the number

            Examples:
              orkesta emulate whatsapp --tenant ferreteria-la-central --tenant equipo-automotriz-javaz
              orkesta emulate whatsapp --number 106=http://127.0.0.1:8000/channels/whatsapp/ferreteria-la-central
              orkesta emulate whatsapp --duplicates 30 --late 30 --batch-ms 200
              orkesta emulate whatsapp --tenant ferreteria-la-central --review-ms 5000
              curl -X PUT http://127.0.0.1:9201/control/templates/102290129340398/aviso -d PAUSED
              orkesta emulate whatsapp --fault 106540352242922=131047@2,error-500%5

            Faults: hang-up silence error-408 error-429 error-500 (a page without a code) lost-answer
            no-status, every code of the Cloud API (such as 131056: refused with it) and failed-CODE
            (accepted, then failed with it).
            """
    )
    @Option(help: "The port on 127.0.0.1; 0 picks a free one.") var port = 9201
    @Option(
        help: ArgumentHelp("A number: its phone number id, and its webhook. May be given often.", valueName: "ID=URL")
    )
    var number: [String] = []
    @Option(help: ArgumentHelp("The name of a number's business.", valueName: "ID=NAME")) var name: [String] = []
    @Option(help: "Signs the webhooks.") var appSecret = "emulated-app-secret"
    @Option(help: "Take only this token.") var token: String?
    @Option(help: ArgumentHelp("Faults of a number.", valueName: "ID=PLAN")) var fault: [String] = []
    @Option(help: "Post what happens within so many milliseconds together; 0: each alone.") var batchMs: Int64 = 0
    @Option(help: "Messages a second of a number, in and out; 0: no limit.") var perSecond: Int64 = 80
    @Flag(help: "Take any number of messages to one customer.") var noPairLimit = false
    @Flag(help: "Take free text outside the 24 hours too.") var noWindow = false
    @Option(help: "Milliseconds between sent, delivered and read.") var statusMs: Int64 = 300
    @Option(help: "How long a new template is reviewed before it is approved, in milliseconds.") var reviewMs: Int64 = 0
    @Option(help: "Webhooks under way at once.") var connections = 40
    @Option(help: "The longest wait before a webhook comes again that was not taken, in milliseconds.")
    var longestRetryMs: Int64 = 600_000
    @OptionGroup var weather: WeatherOptions
    @OptionGroup var connection: EmulatorConnection

    func run() async throws {
        var settings = WhatsAppEmulatorSettings(port: port)
        if !number.isEmpty || !connection.tenants.isEmpty { settings.numbers = [] }
        for (place, text) in number.enumerated() {
            let (id, url) = try splitPair(text, option: "--number", example: "106=http://127.0.0.1:8000/…")
            let display = String(525_500_000_000 + place)
            settings.numbers.append(WhatsAppNumber(id: id, display: display, name: "Número \(id)", webhook: url))
        }
        for text in name {
            let (id, name) = try splitPair(text, option: "--name", example: "106=Ferretería")
            guard let place = settings.numbers.firstIndex(where: { $0.id == id }) else {
                throw Problem(.invalid, "there is no number \(id)", field: "--name", remedy: "Give it with --number")
            }
            settings.numbers[place].name = name
        }
        settings.appSecret = appSecret
        settings.token = token
        settings.plans = try readFaultPlans(fault, example: "106540352242922=131056@3", help: "whatsapp")
        settings.batchMilliseconds = batchMs
        settings.messagesPerSecond = perSecond > 0 ? perSecond : nil
        settings.keepsPairLimit = !noPairLimit
        settings.keepsWindow = !noWindow
        settings.statusMilliseconds = statusMs
        settings.reviewMilliseconds = max(0, reviewMs)
        settings.weather = weather.weather
        settings.connectionsMax = connections
        settings.longestRetryMilliseconds = max(1_000, longestRetryMs)
        let shops = try await connection.shops(of: "whatsapp")
        for shop in shops {
            let display = String(525_511_000_000 + shop.place)
            settings.numbers.append(
                WhatsAppNumber(
                    id: Self.numberID(shop),
                    accountID: Self.accountID(shop),
                    display: display,
                    name: shop.name,
                    webhook: shop.webhook
                )
            )
        }
        let (connection, appSecret, token) = (connection, appSecret, token)
        let emulator = MessagingEmulator(settings, log: hostLogger("warning")) { port in
            await connection.turn(shops, "whatsapp") { shop in
                [
                    "phone_number_id": .string(Self.numberID(shop)), "account_id": .string(Self.accountID(shop)),
                    "access_token": .string(token ?? "emulated"),
                    "app_secret": .string(appSecret), "verify_token": "emulated-verify-token",
                    "api_base_url": .string("http://127.0.0.1:\(port)"),
                ]
            }
            announceEmulator("WhatsApp on http://127.0.0.1:\(port)/")
        }
        try await emulator.run()
    }

    private static func accountID(_ shop: EmulatorConnection.Shop) -> String {
        String(102_290_129_340_398 + shop.place)
    }

    private static func numberID(_ shop: EmulatorConnection.Shop) -> String {
        String(106_540_352_243_000 + shop.place)
    }
}
