// The public page: its cookie and policy, its files, what visitors post, and
// the stream that a real server sends them.

import HTTPTypes
import HostCore
import HostGateway
import Hummingbird
import NIOCore
import OrkestaModel
import Testing

@Suite struct WebChatTests {
    /// Opens the page and keeps its cookie.
    private func cookie(_ host: GatewayFixture, tenant: String = "alpha") async throws -> String {
        let page = try await host.client.ask(.get, "/chat/\(tenant)")
        let header = try #require(page.headers[.setCookie])
        return String(header.prefix { $0 != ";" })
    }

    private func post(_ host: GatewayFixture, _ text: String, id: String, cookie: String?) async throws -> Reply {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.cookie] = cookie
        return try await host.client.ask(
            .post,
            "/channels/web/alpha",
            json: ["message_id": .string(id), "text": .string(text)],
            headers: headers
        )
    }

    @Test func thePageIsStrict() async throws {
        let host = try await GatewayFixture()
        let page = try await host.client.ask(.get, "/chat/alpha?lang=pt")
        #expect(page.status == 200)
        #expect(page.text.contains(#"<html lang="pt">"#))
        #expect(page.text.contains("Tienda &lt;alpha&gt;"))
        #expect(!page.text.contains("<script>"))
        let policy = try #require(page.headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'"))
        #expect(!policy.contains("unsafe"))
        let cookie = try #require(page.headers[.setCookie])
        #expect(cookie.hasPrefix("orkesta_visitor_alpha=1.alpha.v-"))
        #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Path=/"))
        #expect(try await host.client.ask(.get, "/chat/nobody").status == 404)
        let german = try await host.client.ask(.get, "/chat/alpha", headers: [.acceptLanguage: "de, en-GB;q=0.8"])
        #expect(german.text.contains(#"<html lang="en">"#))
    }

    @Test func everyFileOfThePageIsServedForEver() async throws {
        let host = try await GatewayFixture()
        let page = try await host.client.ask(.get, "/chat/alpha").text
        let links = page.split(separator: "\"").filter { $0.hasPrefix("/chat/assets/") }
        #expect(links.count == 8)
        for link in links {
            let file = try await host.client.ask(.get, String(link))
            #expect(file.status == 200)
            #expect(file.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(!file.text.isEmpty)
            let bare = try await host.client.ask(.get, String(link.prefix { $0 != "?" }) + "?v=old")
            #expect(bare.headers[.cacheControl] == "no-cache")
        }
        #expect(try await host.client.ask(.get, "/chat/assets/nothing.js").status == 404)
    }

    @Test func onlyAVisitorMayPost() async throws {
        let host = try await GatewayFixture()
        let cookie = try await cookie(host)
        #expect(try await post(host, "hola", id: "1", cookie: nil).status == 401)
        #expect(try await post(host, "hola", id: "1", cookie: cookie + "0").status == 401)
        let renamed =
            "orkesta_visitor_alpha=" + (try await self.cookie(host, tenant: "beta").drop { $0 != "=" }.dropFirst())
        #expect(try await post(host, "hola", id: "1", cookie: renamed).status == 401)
        let good = try await post(host, "hola", id: "1", cookie: "other=x; \(cookie)")
        #expect(good.status == 202)
        #expect(good.headers[.setCookie] == nil)
        #expect(try await host.client.ask(.post, "/channels/whatsapp/alpha").status == 409)
        #expect(try await host.client.ask(.post, "/channels/api/alpha").status == 409)
        #expect(try await host.client.ask(.post, "/channels/web/nobody").status == 404)
    }

    @Test func aVisitorWhoWritesTooOftenWaits() async throws {
        let host = try await GatewayFixture()
        let cookie = try await cookie(host)
        for number in 0..<Limits.visitorMessagesPerMinute {
            #expect(try await post(host, "n", id: "\(number)", cookie: cookie).status == 202)
        }
        // A slow machine gives the visitor time to earn some more.
        var refused = try await post(host, "n", id: "more", cookie: cookie)
        for number in 0..<Limits.visitorMessagesPerMinute * 3 where refused.status == 202 {
            refused = try await post(host, "n", id: "more-\(number)", cookie: cookie)
        }
        #expect(refused.status == 429)
        #expect(refused.headers[.retryAfter].flatMap { Int($0) }.map { (1...60).contains($0) } == true)
        #expect(try await post(host, "n", id: "more", cookie: try await self.cookie(host)).status == 202)
    }

    @Test func theStreamNeedsACookieAndANumber() async throws {
        let host = try await GatewayFixture()
        #expect(try await host.client.ask(.get, "/chat/alpha/events").status == 401)
        let cookie = try await cookie(host)
        let bad = try await host.client.ask(.get, "/chat/alpha/events?after=x", headers: [.cookie: cookie])
        #expect(bad.status == 400)
        #expect(bad.json["field"] == "after")
    }

    @Test(.timeLimit(.minutes(10))) func theStreamBringsHistoryThenNews() async throws {
        let host = try await GatewayFixture()
        let cookie = try await cookie(host)
        _ = try await post(host, "uno", id: "m1", cookie: cookie)
        let events = EventReader(router: clientRouter(host.services), logger: host.services.logger)
        try await events.read("/chat/alpha/events?after=0", cookie: cookie) { text in
            text.contains("eco: uno")
        } then: {
            _ = try await post(host, "dos", id: "m2", cookie: cookie)
        } until: { text in
            text.contains("eco: dos")
        }
        let text = events.text
        #expect(text.contains(#""message_id":"m1""#))
        #expect(text.contains("event: typing\ndata: {\"on\":true}"))
        let ids = text.split(separator: "\n").filter { $0.hasPrefix("id: ") }
        #expect(ids == ["id: 1", "id: 2", "id: 3", "id: 4"])

        let resumed = EventReader(router: clientRouter(host.services), logger: host.services.logger)
        try await resumed.read("/chat/alpha/events?after=0", cookie: cookie, lastEventID: "3") {
            $0.contains("eco: dos")
        }
        #expect(resumed.text.split(separator: "\n").filter { $0.hasPrefix("id: ") } == ["id: 4"])
    }
}
