// The chat page as a browser uses it: a cookie, messages, and their answers by
// the event stream.

import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct WebChatFlows {
    private let tenant = FlowHost.laCentral

    /// Opens the page; its cookie as a browser sends it back.
    private func visit(_ tenant: String) async throws -> [(name: String, value: String)] {
        let page = try await FlowHost.client(key: nil).get("/chat/\(tenant)")
        #expect(page.status == 200 && page.header("Content-Type")?.hasPrefix("text/html") == true)
        let cookie = try #require(page.header("Set-Cookie"), "\(page.headers)")
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite"), "\(cookie)")
        return [("Cookie", String(cookie.prefix { $0 != ";" }))]
    }

    private func post(
        _ text: String,
        id: String,
        to tenant: String,
        _ cookie: [(name: String, value: String)]
    )
        async throws -> APIResponse
    {
        let message: JSON = ["message_id": .string(id), "text": .string(text), "locale": "es"]
        return try await FlowHost.client(key: nil).post("/channels/web/\(tenant)", message, headers: cookie)
    }

    /// The stream's messages until one of an agent has come.
    private func messagesUntilAnswer(_ cookie: [(name: String, value: String)], after: Int64 = 0) async throws -> [JSON]
    {
        var messages: [JSON] = []
        let client = try await FlowHost.client(key: nil)
        for try await event in try await client.events("/chat/\(tenant)/events?after=\(after)", headers: cookie)
        where event.name == "message" {
            messages.append(try JSON(parsing: event.data))
            if messages.last?["role"] == "agent" { break }
        }
        return messages
    }

    @Test func aVisitorIsAnsweredByTheStream() async throws {
        let cookie = try await visit(tenant)
        let sent = try await post("¿tienen martillos?", id: "w-1", to: tenant, cookie)
        #expect(sent.status == 200, "\(sent.text)")
        let messages = try await messagesUntilAnswer(cookie)
        #expect(messages.map { $0["role"]?.stringValue } == ["customer", "agent"], "\(messages)")
        #expect(messages.first?["message_id"] == "w-1")
        #expect(messages.last?["reply"]?["text"]?.stringValue?.isEmpty == false)
        #expect(messages.compactMap { $0["seq"]?.integerValue } == [1, 2])
        // Sent again under its id, it is not said again.
        #expect(try await post("¿tienen martillos?", id: "w-1", to: tenant, cookie).status == 200)
        _ = try await post("gracias", id: "w-2", to: tenant, cookie)
        let later = try await messagesUntilAnswer(cookie, after: messages.last?["seq"]?.integerValue ?? 0)
        #expect(later.filter { $0["role"] == "customer" }.map { $0["message_id"] } == ["w-2"], "\(later)")
    }

    /// A file is kept, sent with a message, shown again to its visitor, and read in the inbox.
    @Test func aVisitorSendsAFile() async throws {
        let shop = try await FlowHost.newTenant(enabling: ["web", "orchestrator", "catalog"])
        let cookie = try await visit(shop.id)
        let client = try await FlowHost.client(key: nil)
        let list = Array("SKU;piezas\nMAR-1;3\n".utf8)
        let folder = "/chat/\(shop.id)/files"
        let kept = try await client.send(
            "POST",
            "\(folder)?name=lista.csv",
            body: list,
            type: "text/csv",
            headers: cookie
        )
        #expect(kept.status == 201, "\(kept.text)")
        let file = try #require(kept.json["file"]?.stringValue)
        let message: JSON = [
            "message_id": "f-1", "text": "",
            "attachments": [["file": .string(file), "name": "lista.csv", "mime": "text/csv"]],
        ]
        let sent = try await client.post("/channels/web/\(shop.id)", message, headers: cookie)
        #expect(sent.status == 200, "\(sent.text)")
        let shown = try await firstMessage(of: shop.id, cookie)
        #expect(shown["attachments"]?.arrayValue?.first?["file"] == .string(file), "\(shown)")
        #expect(try await client.get("\(folder)/\(file)", headers: cookie).body == list)
        // Another visitor does not get at it, whatever he sends.
        let other = try await visit(shop.id)
        #expect(try await client.get("\(folder)/\(file)", headers: other).isProblem(404))
        #expect(try await client.get("\(folder)/\(file)").isProblem(401))
        #expect(try await inboxFile(of: shop) == list)
    }

    @Test(arguments: [("", "lista.csv", 400), ("x", "a/b.csv", 400)])
    func aWrongFileIsRefused(_ text: String, _ name: String, _ status: Int) async throws {
        let cookie = try await visit(tenant)
        let path = "/chat/\(tenant)/files?name=\(name.replacing("/", with: "%2F"))"
        let client = try await FlowHost.client(key: nil)
        let answer = try await client.send("POST", path, body: Array(text.utf8), type: "text/csv", headers: cookie)
        #expect(answer.isProblem(status), "\(answer.text)")
    }

    private func firstMessage(of tenant: String, _ cookie: [(name: String, value: String)]) async throws -> JSON {
        let client = try await FlowHost.client(key: nil)
        for try await event in try await client.events("/chat/\(tenant)/events", headers: cookie)
        where event.name == "message" {
            return try JSON(parsing: event.data)
        }
        return .null
    }

    /// The bytes of the only file in the shop's inbox; waits until it is there.
    private func inboxFile(of shop: FlowTenant) async throws -> [UInt8]? {
        try await eventual(every: 40) { () async throws -> [UInt8]? in
            let list = try await shop.client.get("/api/conversations?state=active").json["items"]?.arrayValue ?? []
            let id = list.first?["id"]?.stringValue ?? ""
            let detail = try await shop.client.get("/api/conversations/\(id)").json
            let files = detail["messages"]?.arrayValue?.compactMap { $0["attachments"]?.arrayValue?.first } ?? []
            guard let key = files.first?["media_id"]?.stringValue else { return nil }
            return try await shop.client.get("/api/media/\(key)").body
        }
    }

    @Test func withoutAValidCookieNobodyGetsIn() async throws {
        let cookie = try await visit(tenant)
        let value = cookie[0].value
        let forged = String(value.dropLast(4)) + "AAAA"
        let other = value.replacing(tenant, with: FlowHost.javaz)
        let client = try await FlowHost.client(key: nil)
        for headers in [
            [], [(name: "Cookie", value: forged)], [(name: "Cookie", value: "orkesta_visitor_\(tenant)=x")],
        ] {
            #expect(try await post("hola", id: "x", to: tenant, headers).isProblem(401))
            #expect(try await client.get("/chat/\(tenant)/events", headers: headers).isProblem(401))
        }
        // The cookie of one tenant under the name of another's.
        #expect(try await post("hola", id: "x", to: FlowHost.javaz, [("Cookie", other)]).isProblem(401))
        #expect(try await post("hola", id: "x", to: FlowHost.javaz, cookie).isProblem(401))
    }

    @Test func visitorsDoNotSeeEachOther() async throws {
        let (first, second) = (try await visit(tenant), try await visit(tenant))
        #expect(first[0].value != second[0].value)
        _ = try await post("mi clave es 1234", id: "v-1", to: tenant, first)
        _ = try await messagesUntilAnswer(first)
        _ = try await post("hola", id: "v-1", to: tenant, second)
        let seen = try await messagesUntilAnswer(second)
        #expect(!seen.description.contains("1234") && seen.count == 2, "\(seen)")
    }

    @Test func aVisitorWhoWritesTooOftenIsSlowedDown() async throws {
        let cookie = try await visit(tenant)
        // All at once: one after the other, a slow machine writes no faster than it may.
        let answers = try await withThrowingTaskGroup(of: APIResponse.self) { group in
            for number in 0..<60 { group.addTask { try await post("hola", id: "f-\(number)", to: tenant, cookie) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let refused = answers.filter { $0.status != 200 }
        #expect(answers.count - refused.count >= 25 && !refused.isEmpty, "\(answers.map(\.status))")
        for answer in refused {
            #expect(answer.isProblem(429) && answer.header("Retry-After") != nil, "\(answer.text)")
        }
    }

    @Test func pagesOfUnknownTenantsAndFilesAreNotThere() async throws {
        let client = try await FlowHost.client(key: nil)
        #expect(try await client.get("/chat/nobody-at-all").isProblem(404))
        #expect(try await client.get("/chat/assets/secrets.txt").isProblem(404))
        #expect(try await client.get("/chat/..%2F..%2Fetc%2Fpasswd").status >= 400)
        let style = try await client.get("/chat/assets/chat.css")
        #expect(style.status == 200 && style.header("Content-Type")?.hasPrefix("text/css") == true)
    }
}
