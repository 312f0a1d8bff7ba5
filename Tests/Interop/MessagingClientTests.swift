// Clients that know nothing of us, against the emulated providers: what they take
// for WhatsApp, Telegram and Twilio is what our plugins are tested against.

import OrkestaModel
import TestHarness
import Testing

@Suite(
    .enabled("PyPI is out of reach, or python3-venv is missing: nothing is tested") {
        await clients.isThere
    },
    .timeLimit(.minutes(20))
)
struct MessagingClientTests {
    private func run(_ cases: [String], against provider: EmulatedProvider) async throws -> JSON {
        try await clients.run(cases, environment: ["URL": provider.url])
    }

    @Test func pywaTakesTheEmulatorForWhatsApp() async throws {
        let cases = ["whatsapp_sends", "whatsapp_refuses"]
        let seen = try await run(cases, against: EmulatedProvider(of: "whatsapp"))
        let sends = seen["whatsapp_sends"] ?? .null
        #expect(sends["id"] == "wamid", "\(seen)")
        #expect(sends["read"] == "read" && sends["marked"] == [true, true], "\(seen)")
        let shown: JSON = [
            ["text", "hola"], ["text", "Buen día"], ["interactive", "¿Acepta?"], ["interactive", "Elija"],
            ["document", ""],
        ]
        #expect(sends["shown"] == shown, "\(seen)")
        #expect(seen["whatsapp_refuses"]?["code"] == 131_009, "\(seen)")
    }

    @Test func pywaValidatesAndUnderstandsTheWebhooks() async throws {
        let provider = try EmulatedProvider(["--status-ms", "0"], of: "whatsapp")
        let seen = try await run(["whatsapp_hears"], against: provider)["whatsapp_hears"] ?? .null
        #expect(seen["heard"] == [["¿hay taquetes?", "5215512345678"]], "\(seen)")
        #expect(
            seen["statuses"] == [["delivered", "turn-1"], ["read", "turn-1"], ["sent", "turn-1"]],
            "\(seen)"
        )
        #expect(seen["pictures"] == [["como este", "image/png", "PNG"]], "\(seen)")
    }

    /// What Meta decides is told by an event that pywa understands.
    @Test func pywaCreatesTemplatesAndFillsThem() async throws {
        let provider = try EmulatedProvider(of: "whatsapp")
        let seen = try await run(["whatsapp_fills_templates"], against: provider)["whatsapp_fills_templates"] ?? .null
        #expect(seen["made"] == "APPROVED" && seen["sent"] == "wamid", "\(seen)")
        #expect(seen["shown"] == "Hola Luis, debe $1,160.00. Gracias.", "\(seen)")
        #expect(seen["told"] == [["aviso", "PAUSED", "NONE"]], "\(seen)")
        #expect(seen["refused"] == 132_015 && seen["listed"] == ["PAUSED"], "\(seen)")
        #expect(seen["pages"] == [[["aviso"], true], [["listo"], false]], "\(seen)")
    }

    @Test func pythonTelegramBotTakesTheEmulatorForTelegram() async throws {
        let seen = try await run(["telegram"], against: EmulatedProvider(of: "telegram"))
        let talk = seen["telegram"] ?? .null
        #expect(talk["me"] == 123_456, "\(seen)")
        #expect(talk["heard"] == "/start", "\(seen)")
        #expect(talk["sent"] == ["¿Acepta?", "bold"], "\(seen)")
        #expect(talk["tap"] == ["ok:Q12", true], "\(seen)")
        #expect(talk["file"] == "%PDF-1.4", "\(seen)")
        #expect(talk["nobody"] == ["BadRequest", "Chat not found"], "\(seen)")
        #expect(talk["shown"] == ["/start", "Aceptada", ""], "\(seen)")
    }

    @Test func pythonTelegramBotSetsAWebhookAndListens() async throws {
        let seen = try await run(["telegram_listens"], against: EmulatedProvider(of: "telegram"))
        let expected: JSON = ["heard": "¿hay taquetes?", "told": true, "shown": ["¿hay taquetes?", "Sí"]]
        #expect(seen["telegram_listens"] == expected, "\(seen)")
    }

    @Test func twilioTakesTheEmulatorForItself() async throws {
        let cases = ["twilio_sends", "twilio_refuses", "twilio_signs", "twilio_hears"]
        let seen = try await run(cases, against: EmulatedProvider(of: "sms"))
        let sent: JSON = ["status": "queued", "segments": "1", "fetched": true, "shown": ["Está listo"]]
        #expect(seen["twilio_sends"] == sent, "\(seen)")
        #expect(seen["twilio_refuses"]?["code"] == 21_211, "\(seen)")
        #expect(seen["twilio_signs"] == [true, false], "\(seen)")
        let heard: JSON = [["", "1", "image/png"], ["¿hay taquetes?", "0", .null]]
        #expect(seen["twilio_hears"] == ["heard": heard, "file": "PNG", "stranger": 401], "\(seen)")
    }

    @Test func smtplibAndImaplibTakeTheEmulatorForAMailServer() async throws {
        let ports = ["--smtp-port", "0", "--imap-port", "0", "--user", "shop@example.mx", "--password", "secret"]
        let provider = try EmulatedProvider(ports + ["--shop", "shop@example.mx"], of: "smtp")
        let seen = try await clients.run(
            ["mail_goes_out_and_comes_in", "mail_refuses"],
            environment: [
                "URL": provider.url, "SMTP": provider.addresses.first { $0.hasPrefix("smtp:") } ?? "",
                "IMAP": provider.addresses.first { $0.hasPrefix("imap:") } ?? "",
            ]
        )
        let mail = seen["mail_goes_out_and_comes_in"] ?? .null
        #expect(mail["refused"] == [:], "\(seen)")
        #expect(mail["shown"] == ["Buen día:\n.con punto"], "\(seen)")
        let answers: JSON = [["<1@example.mx>", "¿Y con envío?"], ["<1@example.mx>", "mi lista"]]
        #expect(mail["answers"] == answers, "\(seen)")
        #expect(mail["files"] == [["número.pdf", "%PDF-1.5"]] && mail["defects"] == [], "\(seen)")
        #expect(seen["mail_refuses"]?["error"] == "SMTPAuthenticationError", "\(seen)")
    }

    /// A host between Python's mail on both ends, its events over a WebSocket, and webhooks
    /// that its channels take from whoever signs them.
    @Test func theHostSpeaksMailWebSocketsAndSignatures() async throws {
        let host = try await HostProcess.start()
        let tenant = "ferreteria-la-central"
        let seen = try await clients.running("host_clients.py").run(
            [
                "mail_through_python", "events_over_a_websocket", "the_host_takes_what_pywa_takes",
                "the_host_takes_what_twilio_signs",
            ],
            environment: [
                "URL": try #require(host.clientURL), "TOWER": try #require(host.towerURL), "TENANT": tenant,
                "KEY": try host.apiKey(tenant), "TOWER_KEY": try host.apiKey("platform"),
            ]
        )
        let mail = seen["mail_through_python"] ?? .null
        #expect(mail["envelope"] == ["shop@example.mx", ["ana@example.mx"]], "\(seen)")
        #expect(mail["subject"] == "Re: ¿Martillos?" && mail["from"] == "Peña", "\(seen)")
        #expect(mail["answers"] == ["<1@example.mx>", "<1@example.mx>"], "\(seen)")
        #expect(mail["answered_at"] == "shop" && mail["automatic"] == "auto-replied", "\(seen)")
        #expect(mail["text"] == true && mail["html"] == true && mail["defects"] == [], "\(seen)")
        let events = seen["events_over_a_websocket"] ?? .null
        #expect(events == ["refused": 401, "type": "conversation.message", "protocol": "orkesta.events"], "\(seen)")
        let meta: JSON = ["pywa": [true, false], "host": [200, 401], "heard": ["busco un martillo"]]
        #expect(seen["the_host_takes_what_pywa_takes"] == meta, "\(seen)")
        let twilio: JSON = ["host": [200, 401], "heard": ["¿hay taquetes & brocas?"]]
        #expect(seen["the_host_takes_what_twilio_signs"] == twilio, "\(seen)")
        try await host.stop()
    }
}

private let clients = PythonClient(
    "messaging",
    packages: [
        "python-telegram-bot[webhooks]==22.8", "pywa==4.5.0", "twilio==9.13.0", "aiosmtpd==1.4.6", "websockets==15.0.1",
    ],
    script: "messaging_clients.py"
)
