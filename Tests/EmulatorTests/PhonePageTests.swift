// The page with the phones: it loads, it is told, and it refuses what is wrong.

import HostNet
import OrkestaModel
import Testing

@Suite("The page with the phones")
struct PhonePageTests {
    @Test(arguments: [("es", "es-MX,es;q=0.9"), ("pt", "pt-BR"), ("en", "en-US"), ("es", "de-DE")])
    func itSpeaksTheBrowsersLanguage(_ language: String, _ header: String) async throws {
        try await EmulatorHouse.whatsApp { house in
            let page = try await house.send("GET", "/", [], [("Accept-Language", header)])
            let html = String(decoding: page.body, as: UTF8.self)
            #expect(page.status == 200)
            #expect(html.contains("<html lang=\"\(language)\">"))
            #expect(html.contains("data-look=\"whatsapp\""))
            #expect(page.header("Content-Security-Policy")?.hasPrefix("default-src 'self'") == true)
            for asset in html.split(separator: "\"").filter({ $0.hasPrefix("assets/") }) {
                #expect(try await house.send("GET", "/\(asset)").status == 200, "\(asset)")
            }
        }
    }

    @Test func itIsToldWhatHappens() async throws {
        try await EmulatorHouse.whatsApp { house in
            let client = try HTTPClient()
            defer { client.shutdown() }
            let stream = try await client.stream(
                HTTPRequest(url: house.url + "/phones/events", timeoutMilliseconds: 300_000)
            )
            #expect(stream.head.header("Content-Type") == "text/event-stream")
            let ana = try await house.addCustomer()
            try await house.act(ana, "106540352242922", ["text": "hola"])
            var text = ""
            for try await piece in stream.body {
                text += String(decoding: piece, as: UTF8.self)
                if text.contains("\"text\":\"hola\"") { break }
            }
            #expect(text.contains("\"type\":\"message\""))
        }
    }

    /// Whoever looks at another page does not mean to write as a customer.
    @Test func noOtherPageActsHere() async throws {
        try await EmulatorHouse.whatsApp { house in
            let foreign = ["http://elsewhere.example", "http://127.0.0.1:1", "null"]
            for origin in foreign {
                let made = try await house.ask("POST", "/phones", ["name": "Eva"], headers: [("Origin", origin)])
                #expect(made.status == 403, "\(origin): \(made.json)")
            }
            let own = try await house.ask("POST", "/phones", ["name": "Ana"], headers: [("Origin", house.url)])
            #expect(own.status == 201, "\(own.json)")
            #expect(try await house.ask("GET", "/phones").json["phones"]?.arrayValue?.count == 1)
        }
    }

    @Test(
        arguments: [
            ("POST", "/phones", ["name": 7], "name"),
            ("POST", "/phones", ["name": "Ana", "address": "12"], "address"),
            ("POST", "/phones/1/messages", ["shop": "106540352242922", "text": "hola"], "phone"),
            ("POST", "/phones/525512345678/messages", ["shop": "7", "text": "hola"], "shop"),
            ("POST", "/phones/525512345678/messages", ["shop": "106540352242922", "text": "  "], "text"),
            ("POST", "/phones/525512345678/messages", ["shop": "106540352242922", "media": "7"], "media"),
            (
                "POST", "/phones/525512345678/messages",
                ["shop": "106540352242922", "choice": ["message": "1", "id": "2"]], "choice"
            ),
        ] as [(String, String, JSON, String)]
    )
    func whatIsWrongIsNamed(_ method: String, _ path: String, _ json: JSON, _ field: String) async throws {
        try await EmulatorHouse.whatsApp { house in
            _ = try await house.addCustomer("Ana", address: "525512345678")
            let answer = try await house.ask(method, path, json)
            #expect(answer.status == 400)
            #expect(answer.json["field"] == .string(field), "\(answer.json)")
        }
    }
}
