// A customer writes mail to a business, and the host's agents answer it: through the
// real plugin, real SMTP, and the business's mailbox or its hook.

import FoundationEssentials
import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct EmailFlows {
    private static let shop = "ventas@tienda.example.mx"
    private static let csv = "sku,name,price\nMAR-1,Martillo de Uña,189\nTOR-1,Tornillo 1/2 Pulgada,2.50\n"

    @Test(arguments: ["mailbox", "hook"])
    func mailIsAnsweredInItsThread(_ way: String) async throws {
        let town = try await MailTown()
        try await town.connect(readsMailbox: way == "mailbox")
        if way == "hook" { try await town.setHook() }
        // A mail that is too long for a message stops nobody's after it.
        try await town.write(String(repeating: "a", count: 6_000), from: "luis@example.mx")
        try await town.write("busco un martillo", from: "ana@example.mx")
        let answer = try await town.answer(to: "ana@example.mx") { $0.contains("Martillo de Uña") }
        #expect(answer["header"] == "Re: Hola")
        let source = try await town.source(of: answer)
        for line in ["In-Reply-To: <", "References: <", "List-Unsubscribe: <http", "Auto-Submitted: "] {
            #expect(source.contains(line), "\(line) is missing: \(source)")
        }
        // The customer answers under the answer, which is quoted.
        try await town.write(
            "quiero dos\n\nEl lun, La Central <\(Self.shop)> escribió:\n> Martillo",
            from: "ana@example.mx"
        )
        let history = try await town.history { said in said.contains { $0.contains("quiero dos") } }
        #expect(!history.contains { $0.contains("escribió:") }, "quotes are cut: \(history)")
    }

    @Test func strangersAreNotBelieved() async throws {
        let town = try await MailTown()
        try await town.connect(readsMailbox: false)
        let mail = "From: ana@example.mx\r\nMessage-ID: <1@x>\r\n\r\nhola\r\n"
        for (headers, status) in [
            ([], 401), ([("Authorization", "Bearer guessed")], 401), ([("X-Signature", "sha256=00")], 401),
            ([("Authorization", "Bearer s-1")], 200),
        ] as [([(name: String, value: String)], Int)] {
            let answer = try await town.post(mail, headers)
            #expect(answer.status == status, "\(headers) \(answer.status)")
        }
        let nonsense = try await town.post("", [("Authorization", "Bearer s-1")])
        #expect(nonsense.status == 400)
        // Mail with a large file is held for those alone who know the secret.
        let padding = String(repeating: "-", count: 4_500_000)
        let large = """
            From: ana@example.mx\r\nMessage-ID: <2@x>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
            \(padding)\r\n--b\r\n\r\nhola\r\n--b--\r\n
            """
        for (authorization, status) in [("Bearer guessed", 413), ("Bearer s-1", 200)] {
            #expect(try await town.post(large, [("Authorization", authorization)]).status == status)
        }
    }

    /// A quote goes out with its PDF, in one mail.
    @Test func aQuoteComesWithItsPDF() async throws {
        let town = try await MailTown(tenant: FlowHost.newShop())
        try await town.connect(readsMailbox: true)
        try await town.write(
            "Buenas tardes, me cotizan por favor:\n1) 3 pzas martillo uña curva\n2) Taladro rotomartillo - 1",
            from: "ana@example.mx"
        )
        let answer = try await town.answer(to: "ana@example.mx") { $0.contains("COT-") && $0.contains("Total") }
        let source = try await town.source(of: answer)
        #expect(source.contains("Content-Type: application/pdf"), "\(source.prefix(2_000))")
        let row = try await town.outbox { $0["state"] == "sent" }
        #expect(row["more"]?.arrayValue?.last?["type"] == "document", "\(row)")
        let start = Data("%PDF-1.".utf8).base64EncodedString().prefix(8)
        #expect(source.contains(start), "the file is a PDF")
    }

    /// Mail that came back fails its message, so that another channel may take over.
    @Test func aBounceFailsItsMessage() async throws {
        let town = try await MailTown(["--fault", "bounced@1"])
        try await town.connect(readsMailbox: true)
        try await town.write("busco un martillo", from: "ana@example.mx")
        let failed = try await town.outbox { $0["delivery"] == "failed" }
        #expect(failed["error"]?.stringValue?.contains("5.1.1") == true, "\(failed)")
    }

    /// What cannot be delivered now is sent again, and comes once.
    @Test func aBusyServerIsTriedAgain() async throws {
        let town = try await MailTown(["--fault", "450@1"])
        try await town.connect(readsMailbox: true)
        try await town.write("busco un martillo", from: "ana@example.mx")
        let waiting = try await town.outbox { $0["attempts"] == 1 && $0["state"] == "pending" }
        #expect(waiting["error"]?.stringValue?.contains("450 4.2.1") == true, "\(waiting)")
    }

    /// An absence note of a customer's, a list, and what comes back from elsewhere.
    @Test func programsAreNotAnswered() async throws {
        let town = try await MailTown()
        try await town.connect(readsMailbox: false)
        try await town.setHook()
        try await town.write("busco un martillo", from: "ana@example.mx")
        _ = try await town.answer(to: "ana@example.mx") { $0.contains("Martillo de Uña") }
        for header in ["Auto-Submitted: auto-replied", "List-Id: <ofertas.example.mx>", "Return-Path: <>"] {
            let mail = "From: ana@example.mx\r\nMessage-ID: <\(header.utf8.count)@x>\r\n\(header)\r\n"
            let answer = try await town.post(mail + "\r\nestoy de vacaciones\r\n", MailTown.hookSecret)
            #expect(answer.status == 200)
        }
        try await town.write("quiero dos", from: "ana@example.mx")
        let history = try await town.history { said in said.contains { $0.contains("quiero dos") } }
        #expect(!history.contains { $0.contains("vacaciones") }, "\(history)")
    }

    /// What a person of the shop says is no program's answer.
    @Test func aPersonAnswersAsAPerson() async throws {
        let town = try await MailTown()
        try await town.connect(readsMailbox: true)
        try await town.write("busco un martillo", from: "ana@example.mx")
        let answer = try await town.answer(to: "ana@example.mx") { $0.contains("Martillo de Uña") }
        #expect(try await town.source(of: answer).contains("Auto-Submitted: auto-replied"))
        let client = town.tenant.client
        let list = try await client.get("/api/conversations?state=active")
        let id = try #require(list.json["items"]?.arrayValue?.first?["id"]?.stringValue, "\(list.text)")
        #expect(try await client.post("/api/conversations/\(id)/take").status == 200)
        let said = try await client.post("/api/conversations/\(id)/messages", ["text": "Soy Luis, se lo aparto."])
        #expect(said.status == 201, "\(said.text)")
        let word = try await town.answer(to: "ana@example.mx") { $0.contains("Soy Luis") }
        let source = try await town.source(of: word)
        #expect(!source.contains("Auto-Submitted") && !source.contains("List-Unsubscribe"), "\(source)")
    }

    /// An answer from another address of the customer's, without any id, finds its conversation
    /// by the address that it goes to; a stranger who has that address is nobody else.
    @Test func anAnswerFindsItsConversationByItsAddress() async throws {
        let town = try await MailTown()
        try await town.connect(readsMailbox: false, answersAt: Self.shop)
        try await town.setHook()
        let (ana, home, work) = ("ana@example.mx", "ana@casa.example.mx", "ana@trabajo.example.mx")
        var answers: [String: JSON] = [:]
        for person in [home, ana] {
            try await town.write("busco un martillo", from: person)
            answers[person] = try await town.answer(to: person) { $0.contains("Martillo de Uña") }
        }
        let address = try await town.replyAddress(of: try #require(answers[ana]))
        #expect(address.hasPrefix("ventas+") && address.hasSuffix("@tienda.example.mx"))
        // Her mail program answers there.
        try await town.write("quiero dos", from: ana)
        _ = try await town.history { said in said.contains { $0.contains("quiero dos") } }
        // What she asked last is something else.
        try await town.write("busco un martillo", from: work)
        _ = try await town.answer(to: work) { $0.contains("Martillo de Uña") }
        for other in [home, work] { try await town.merge(other, into: ana) }
        for person in [home, "luis@example.mx"] {
            let mail = "From: \(person)\r\nTo: <\(address)>\r\nMessage-ID: <\(person)>\r\n\r\ny con envio\r\n"
            #expect(try await town.post(mail, MailTown.hookSecret).status == 200)
        }
        let asked = try await town.conversation(of: ana) { _ in true }
        let goesOn = try await town.conversation(of: home) { $0["continues"] == asked["id"] }
        #expect(goesOn["customer_id"] == asked["customer_id"], "\(goesOn)")
        let stranger = try await town.conversation(of: "luis@example.mx") { _ in true }
        #expect(stranger["continues"] == JSON.null && stranger["customer_id"] != asked["customer_id"], "\(stranger)")
    }

    /// One click on List-Unsubscribe ends what comes unasked; a guessed link does not.
    @Test func oneClickEndsMail() async throws {
        let town = try await MailTown()
        try await town.connect(readsMailbox: true)
        try await town.write("busco un martillo", from: "ana@example.mx")
        let answer = try await town.answer(to: "ana@example.mx") { $0.contains("Martillo de Uña") }
        let source = try await town.source(of: answer).replacing("\r\n\t", with: " ").replacing("\r\n ", with: " ")
        let start = try #require(source.firstRange(of: "List-Unsubscribe: <")?.upperBound, "\(source)")
        let url = String(source[start...].prefix { $0 != ">" })
        #expect(try await town.post("", [], to: url + "0").status == 401)
        // A person who opens it is asked first.
        let page = try await town.open(url, language: "pt-BR")
        #expect(page.status == 200 && page.text.contains("<form method=\"post\">"), "\(page.text)")
        #expect(page.text.contains("<html lang=\"pt\">"), "\(page.text)")
        #expect(try await town.open(url + "0", language: "pt-BR").status == 405)
        #expect(try await town.post("List-Unsubscribe=One-Click", [], to: url).status == 200)
        _ = try await town.answer(to: "ana@example.mx") { $0.contains("ya no te escribiremos primero") }
    }

    /// A shop with a mail account, and the server that it is at.
    private struct MailTown {
        let tenant: FlowTenant
        private let host: APIClient
        private let provider: APIClient
        private let process: EmulatedProvider
        private let http: HTTPClient

        init(_ arguments: [String] = [], tenant: FlowTenant? = nil) async throws {
            if let tenant {
                self.tenant = tenant
            } else {
                self.tenant = try await FlowHost.newTenant()
                _ = try await self.tenant.upload(EmailFlows.csv)
            }
            host = try await FlowHost.client(key: nil)
            let ports = ["--smtp-port", "0", "--imap-port", "0", "--webhook-token", "s-1", "--shop", EmailFlows.shop]
            process = try EmulatedProvider(ports + arguments, of: "smtp")
            http = try HTTPClient()
            provider = APIClient(baseURL: process.url, apiKey: nil, http: http)
        }

        static let hookSecret: [(name: String, value: String)] = [("Authorization", "Bearer s-1")]

        private var webhook: String { "\(host.baseURL)/channels/email/\(tenant.id)" }

        func connect(readsMailbox: Bool, answersAt replyAddress: String = "") async throws {
            let smtp = try #require(process.addresses.first { $0.hasPrefix("smtp://") })
            let imap = try #require(process.addresses.first { $0.hasPrefix("imap://") })
            try await tenant.change(
                "email",
                [
                    "enabled": true,
                    "settings": [
                        "from": .string(EmailFlows.shop), "from_name": "La Tienda", "smtp_url": .string(smtp),
                        "imap_url": .string(readsMailbox ? imap : ""), "user": .string(EmailFlows.shop),
                        "password": "any", "hook_secret": "s-1", "webhook_url": .string(webhook),
                        "reply_address": .string(replyAddress),
                    ],
                ]
            )
            // The mailbox is read from its end on: what comes before it was looked at is not seen.
            if readsMailbox { try await mailboxIsRead() }
        }

        func setHook() async throws {
            let set = try await provider.send("PUT", "/control/webhook", body: Array(webhook.utf8), type: "text/plain")
            try #require(set.status == 200, "\(set.text)")
        }

        func write(_ text: String, from address: String) async throws {
            _ = try await provider.post("/phones", ["name": "Ana", "address": .string(address)])
            let message: JSON = ["shop": .string(EmailFlows.shop), "text": .string(text)]
            let answer = try await provider.post("/phones/\(address)/messages", message)
            try #require(answer.status == 202, "\(answer.text)")
        }

        /// Mail of the business that fits; waits for it.
        func answer(to address: String, where isWanted: (String) -> Bool) async throws -> JSON {
            var shown: [JSON] = []
            let found = try await eventual(every: 40) {
                shown = try await provider.get("/phones").json["messages"]?.arrayValue ?? []
                return shown.first { message in
                    message["phone"] == .string(address) && message["from_customer"] == false
                        && isWanted(message["text"]?.stringValue ?? "")
                }
            }
            if let found { return found }
            let outbox = try await tenant.tower.get("/api/outbox?tenant_id=\(tenant.id)").text
            return try #require(found, "no answer came; the mailboxes hold \(shown), the outbox \(outbox)")
        }

        func source(of message: JSON) async throws -> String {
            let id = try #require(message["media"]?["id"]?.stringValue, "\(message)")
            return try await provider.get("/phones/media/\(id)").text
        }

        /// Where a mail wants to be answered.
        func replyAddress(of message: JSON) async throws -> String {
            let source = try await source(of: message).replacing("\r\n\t", with: " ").replacing("\r\n ", with: " ")
            let start = try #require(source.firstRange(of: "\r\nReply-To: ")?.upperBound, "\(source)")
            return String(source[start...].drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
        }

        /// Makes one customer of two who write from these addresses.
        func merge(_ other: String, into address: String) async throws {
            let list = try await tenant.client.get("/api/customers")
            func number(_ address: String) throws -> String {
                let known = list.json["items"]?.arrayValue?.first { customer in
                    customer["addresses"]?.arrayValue?.contains { $0["address"] == .string(address) } == true
                }
                return try #require(known?["number"]?.stringValue, "\(list.text)")
            }
            let path = "/api/customers/\(try number(other))/merge"
            let merged = try await tenant.client.post(path, ["into": .string(try number(address))])
            try #require(merged.status == 200, "\(merged.text)")
        }

        /// The conversation of an address, once it is as wanted.
        func conversation(of address: String, where isWanted: (JSON) -> Bool) async throws -> JSON {
            var shown = ""
            let wanted = try await eventual(every: 40) { () async throws -> JSON? in
                for state in ["active", "paused"] {
                    let list = try await tenant.client.get("/api/conversations?state=\(state)")
                    shown = list.text
                    let found = list.json["items"]?.arrayValue?.first { $0["address"] == .string(address) }
                    if let found, isWanted(found) { return found }
                }
                return nil
            }
            return try #require(wanted, "the conversation never was as wanted: \(shown)")
        }

        /// What was said, once it is as wanted.
        func history(where isWanted: ([String]) -> Bool) async throws -> [String] {
            var said: [String] = []
            let isAsWanted = try await eventually(every: 40) {
                let page = try await tenant.client.get("/api/chat/history/ana@example.mx")
                said = (page.json["items"]?.arrayValue ?? []).compactMap { $0["reply"]?["text"]?.stringValue }
                return isWanted(said)
            }
            #expect(isAsWanted, "the conversation never was as wanted: \(said)")
            return said
        }

        /// A message of the outbox that fits; waits for it.
        func outbox(where isWanted: (JSON) -> Bool) async throws -> JSON {
            var text = ""
            let found = try await eventual(every: 40) {
                let page = try await tenant.tower.get("/api/outbox?tenant_id=\(tenant.id)")
                text = page.text
                return page.json["items"]?.arrayValue?.first(where: isWanted)
            }
            return try #require(found, "no such message is in the outbox: \(text)")
        }

        func open(_ url: String, language: String) async throws -> (status: Int, text: String) {
            let headers: [(name: String, value: String)] = [("Accept-Language", language)]
            let answer = try await http.send(HTTPRequest(url: url, headers: headers, timeoutMilliseconds: 300_000))
            return (answer.status, String(decoding: answer.body, as: UTF8.self))
        }

        func post(
            _ body: String,
            _ headers: [(name: String, value: String)],
            to url: String? = nil
        ) async throws -> HTTPResponse {
            try await http.send(
                HTTPRequest(method: "POST", url: url ?? webhook, headers: headers, body: Array(body.utf8))
            )
        }

        private func mailboxIsRead() async throws {
            let isRead = try await eventually(every: 40) {
                try await provider.get("/control/mailboxes").json[EmailFlows.shop]?.integerValue ?? 0 > 0
            }
            #expect(isRead, "nobody read the mailbox")
        }
    }
}
