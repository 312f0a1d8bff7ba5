// An emulator that runs beside whoever listens to it: what every test here uses.

import Foundation
import HostEmulators
import HostNet
import Logging
import OrkestaModel
import ServiceLifecycle
import TestHarness
import Testing

/// An emulated provider over loopback, asked as businesses and pages ask it.
struct EmulatorHouse: Sendable {
    let url: String
    let listener: WebhookListener
    let hook: String
    private let client: HTTPClient

    /// Runs WhatsApp for as long as `body` takes; its number posts to the listener.
    static func whatsApp(
        listener: WebhookListener = WebhookListener(),
        _ change: (inout WhatsAppEmulatorSettings) -> Void = { _ in },
        _ body: @Sendable (EmulatorHouse) async throws -> Void
    ) async throws {
        var settings = WhatsAppEmulatorSettings()
        settings.statusMilliseconds = 0
        change(&settings)
        let numbers = settings.numbers
        try await run(
            listener,
            { log, onListening in MessagingEmulator(settings, log: log, onListening: onListening) },
            { house in
                let set: JSON = ["webhook": .string(house.hook)]
                for number in numbers {
                    let answer = try await house.ask("PUT", "/control/numbers/\(number.id)", set)
                    #expect(answer.status == 200)
                }
                try await body(house)
            }
        )
    }

    /// Runs Telegram for as long as `body` takes.
    static func telegram(
        listener: WebhookListener = WebhookListener(),
        _ change: (inout TelegramEmulatorSettings) -> Void = { _ in },
        _ body: @Sendable (EmulatorHouse) async throws -> Void
    ) async throws {
        var settings = TelegramEmulatorSettings()
        change(&settings)
        try await run(
            listener,
            { log, onListening in MessagingEmulator(settings, log: log, onListening: onListening) },
            body
        )
    }

    /// Runs the SMS provider for as long as `body` takes; its number posts to the listener.
    static func sms(
        listener: WebhookListener = WebhookListener(),
        _ change: (inout SMSEmulatorSettings) -> Void = { _ in },
        _ body: @Sendable (EmulatorHouse) async throws -> Void
    ) async throws {
        var settings = SMSEmulatorSettings()
        settings.statusMilliseconds = 0
        change(&settings)
        let number = settings.numbers[0].number
        try await run(
            listener,
            { log, onListening in MessagingEmulator(settings, log: log, onListening: onListening) },
            { house in
                let set = FormFields([("SmsUrl", house.hook)])
                let answer = try await house.twilio("POST", "IncomingPhoneNumbers/\(number).json", set)
                #expect(answer.status == 200)
                try await body(house)
            }
        )
    }

    /// Asks the SMS provider as the account of its default settings.
    func twilio(_ method: String, _ path: String, _ form: FormFields? = nil) async throws -> (status: Int, json: JSON) {
        let settings = SMSEmulatorSettings()
        let login = Data("\(settings.accountSID):\(settings.authToken)".utf8).base64EncodedString()
        let response = try await send(
            method,
            "/2010-04-01/Accounts/\(settings.accountSID)/\(path)",
            Array((form?.text ?? "").utf8),
            [("Authorization", "Basic \(login)"), ("Content-Type", "application/x-www-form-urlencoded")]
        )
        return (response.status, (try? JSON(parsing: response.body)) ?? .null)
    }

    /// Runs the mail server for as long as `body` takes, which gets its port too.
    static func smtp(
        listener: WebhookListener = WebhookListener(),
        _ change: (inout SMTPEmulatorSettings) -> Void = { _ in },
        _ body: @Sendable (EmulatorHouse, Int) async throws -> Void
    ) async throws {
        try await mail(listener: listener, change) { house, ports in try await body(house, ports.smtp) }
    }

    static func mail(
        listener: WebhookListener = WebhookListener(),
        _ change: (inout SMTPEmulatorSettings) -> Void = { _ in },
        _ body: @Sendable (EmulatorHouse, SMTPEmulatorSettings.Ports) async throws -> Void
    ) async throws {
        var settings = SMTPEmulatorSettings()
        change(&settings)
        let (ports, port) = AsyncStream.makeStream(of: SMTPEmulatorSettings.Ports.self)
        try await run(
            listener,
            { log, onListening in
                MessagingEmulator(settings, log: log) { ready in
                    port.yield(ready)
                    await onListening(ready.page)
                }
            },
            { house in try await body(house, try #require(await ports.first { _ in true })) }
        )
    }

    private static func run(
        _ listener: WebhookListener,
        _ make: (Logger, @escaping @Sendable (Int) async -> Void) -> any Service,
        _ body: @Sendable (EmulatorHouse) async throws -> Void
    ) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let emulator = make(quiet) { port.yield($0) }
        let group = ServiceGroup(services: [emulator, listener], logger: quiet)
        async let served: Void = group.run()
        let outcome: Result<Void, any Error>
        do {
            let bound = try #require(await ports.first { _ in true })
            let client = try HTTPClient()
            defer { client.shutdown() }
            let house = EmulatorHouse(
                url: "http://127.0.0.1:\(bound)",
                listener: listener,
                hook: try await listener.address(),
                client: client
            )
            outcome = .success(try await body(house))
        } catch {
            outcome = .failure(error)
        }
        // In order, whatever the body came to: a cancelled server may trap.
        await group.triggerGracefulShutdown()
        try await served
        try outcome.get()
    }

    // MARK: Asking

    /// Sends a document and reads one.
    func ask(
        _ method: String,
        _ path: String,
        _ json: JSON? = nil,
        headers: [(name: String, value: String)] = []
    ) async throws -> (status: Int, json: JSON) {
        let type: [(name: String, value: String)] = json == nil ? [] : [("Content-Type", "application/json")]
        let response = try await send(method, path, json?.utf8 ?? [], type + headers)
        return (response.status, (try? JSON(parsing: response.body)) ?? .null)
    }

    func send(
        _ method: String,
        _ path: String,
        _ body: [UInt8] = [],
        _ headers: [(name: String, value: String)] = []
    ) async throws(NetError) -> HTTPResponse {
        let address = path.hasPrefix("http://") ? path : url + path
        return try await client.send(
            HTTPRequest(method: method, url: address, headers: headers, body: body, timeoutMilliseconds: 300_000)
        )
    }

    /// A new customer; returns the phone's id.
    func addCustomer(_ name: String = "Ana", address: String? = nil) async throws -> String {
        let made = try await ask("POST", "/phones", ["name": .string(name), "address": JSON(address)])
        #expect(made.status == 201, "\(made.json)")
        return try #require(made.json["id"]?.stringValue)
    }

    /// Does something on a customer's phone; `act` is what the page posts.
    func act(_ phone: String, _ shop: String, _ act: JSON) async throws {
        let done = try await ask("POST", "/phones/\(phone)/messages", act.merging(["shop": .string(shop)]))
        #expect(done.status == 202, "\(done.json)")
    }

    /// The messages on all phones, once there are so many.
    func bubbles(atLeast count: Int) async throws -> [JSON] {
        var shown: [JSON] = []
        let found = try await eventual {
            shown = try await bubbles()
            return shown.count >= count ? shown : nil
        }
        return try #require(found, "there are only \(shown)")
    }

    /// The messages on all phones, oldest first.
    func bubbles() async throws -> [JSON] {
        try await ask("GET", "/phones").json["messages"]?.arrayValue ?? []
    }
}
