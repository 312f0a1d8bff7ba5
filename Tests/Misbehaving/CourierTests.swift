// The host's services for channels, through a channel in C: requests to a provider,
// signatures under secrets that the plugin never sees, files.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CourierTests {
    /// The vector of Meta's own form: the raw bytes are signed, escapes and all.
    private static let signed = (
        body: #"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":"#
            + #"{"messages":[{"text":{"body":"\u00bfCu\u00e1nto cuesta?"}}]}}]}]}"#,
        signature: "f648cd1237af043565aa0304341b2037a208a88ed58146f0b585841fe8d477e6"
    )

    @Test("a signature under a secret setting, and the secret itself")
    func signatures() async throws {
        let tenant = try await courier(["app_secret": "app_secret_test", "verify_token": "open-sesame"])
        let (body, signature) = Self.signed
        #expect(try await tenant.order("verify", body, ["X-Signature": signature]).status == 200)
        #expect(try await tenant.order("verify", body, ["X-Signature": signature.uppercased()]).status == 200)
        for forged in [
            "", String(signature.dropLast()), signature + "00", "no hex at all", "zz" + signature.dropFirst(2),
        ] {
            #expect(try await tenant.order("verify", body, ["X-Signature": forged]).text == "-5", "\(forged)")
        }
        let other = body.replacing(#"\u00bf"#, with: "¿")
        #expect(try await tenant.order("verify", other, ["X-Signature": signature]).status == 401)
        #expect(try await tenant.order("token", "", ["X-Token": "open-sesame"]).status == 200)
        #expect(try await tenant.order("token", "", ["X-Token": "open-sesamE"]).status == 401)

        let bare = try await courier(.object([:]))
        #expect(try await bare.order("verify", body, ["X-Signature": signature]).text == "-3")
        #expect(try await bare.order("token", "", ["X-Token": ""]).text == "-3")
    }

    @Test("a digest is the digest of the bytes")
    func digests() async throws {
        let tenant = try await courier(.object([:]))
        let digest = try await tenant.order("digest", "abc", [:])
        #expect(
            digest.body.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                == "a9993e364706816aba3e25717850c26c9cd0d89d"
        )
    }

    @Test("a code is the plugin's and the tenant's own, and always the same")
    func codes() async throws {
        let (one, other) = (try await courier(.object([:])), try await courier(.object([:])))
        let code = try await one.order("code", "abc", [:]).body
        #expect(code.count == 32)
        #expect(try await one.order("code", "abc", [:]).body == code)
        #expect(try await one.order("code", "abd", [:]).body != code)
        #expect(try await other.order("code", "abc", [:]).body != code)
    }

    @Test("a sandbox's request goes to the address in its settings and nowhere else")
    func egress() async throws {
        let provider = try EmulatedProvider()
        let tenant = try await courier(["api_base_url": .string(provider.url)])
        let known = try await tenant.order(
            "exchange",
            "",
            ["X-Method": "GET", "X-Url": provider.url + "/control/requests"]
        )
        #expect(known.status == 200, "\(known.text)")
        let refused = try await tenant.order(
            "exchange",
            "{}",
            ["X-Method": "POST", "X-Url": provider.url + "/nothing"]
        )
        #expect(refused.status == 404, "an answer that refuses is an answer: \(refused.text)")
        for url in [
            "http://127.0.0.1:1/", "http://localhost/", "https://example.com/", provider.url + "@evil.test/",
            "file:///etc/passwd",
        ] {
            let denied = try await tenant.order("exchange", "", ["X-Method": "GET", "X-Url": url])
            #expect(["-5", "-1"].contains(denied.text), "\(url): \(denied.text)")
        }
        // Nobody listens there: nothing was sent, and that is known.
        let deaf = try await courier(["api_base_url": "http://127.0.0.1:1"])
        let unsent = try await deaf.order("exchange", "{}", ["X-Method": "POST", "X-Url": "http://127.0.0.1:1/"])
        #expect(unsent.text == "-9")
    }

    @Test("a production tenant reaches no private address, whatever its settings say, and nothing under a kill switch")
    func production() async throws {
        let provider = try EmulatedProvider()
        let tenant = try await courier(["api_base_url": .string(provider.url)], environment: "production")
        let plain = try await tenant.order("exchange", "", ["X-Method": "GET", "X-Url": provider.url])
        #expect(plain.text == "-5")
        // An allowed name that cannot be reached from here: it was tried.
        let named = ["X-Method": "GET", "X-Url": "https://provider.example/"]
        #expect(["-9", "-7"].contains(try await tenant.order("exchange", "", named).text))
        let own = try await tenant.tower.post(
            "/api/kill-switch",
            ["set": true, "scope": "tenant", "tenant_id": .string(tenant.id), "reason": "drill"]
        )
        #expect(own.status == 200, "\(own.text)")
        #expect(try await tenant.order("exchange", "", named).text == "-5")
        let lifted = try await tenant.tower.post(
            "/api/kill-switch",
            ["set": false, "scope": "tenant", "tenant_id": .string(tenant.id), "reason": "over"]
        )
        #expect(lifted.status == 200, "\(lifted.text)")
        #expect(["-9", "-7"].contains(try await tenant.order("exchange", "", named).text))
    }

    @Test("a file is kept once, given back whole, and downloaded; another tenant has none of it")
    func media() async throws {
        let (tenant, other) = (try await courier(.object([:])), try await courier(.object([:])))
        let headers = ["X-Mime": "application/pdf", "X-Name": "lista.pdf"]
        let kept = try await tenant.order("put", "%PDF-1.7 lista", headers)
        let id = try #require(kept.json["id"]?.stringValue, "\(kept.text)")
        #expect(kept.json["sha256"]?.stringValue?.utf8.count == 64)
        #expect(try await tenant.order("put", "%PDF-1.7 lista", headers).json["id"]?.stringValue == id)
        #expect(try await tenant.order("get", id, [:]).text == "%PDF-1.7 lista")
        #expect(try await other.order("get", id, [:]).text == "-3")
        let download = try await tenant.client.get("/api/media/\(id)")
        #expect(download.status == 200 && download.text == "%PDF-1.7 lista")
        #expect(try await other.client.get("/api/media/\(id)").status == 404)
        #expect(try await tenant.order("put", "x", ["X-Mime": "no type", "X-Name": "a"]).status == 409)
        #expect(try await tenant.order("put", "x", ["X-Mime": "a/b", "X-Name": "../a"]).status == 409)
    }

    @Test("a file that comes with a message is fetched and hangs on it; digits are no telephone number")
    func attachments() async throws {
        let tenant = try await courier(.object([:]))
        let settings = try await tenant.tower.put("/api/tenants/\(tenant.id)/plugins/hello", ["enabled": true])
        try #require(settings.status == 200, "\(settings.text)")
        let agent = try await tenant.tower.put("/api/tenants/\(tenant.id)/settings", ["default_agent": "hello"])
        try #require(agent.status == 200, "\(agent.text)")
        // Names that a provider lets through are cut, not refused.
        let odd = ["X-Name": String(repeating: "n", count: 500), "X-File-Name": String(repeating: "n", count: 236)]
        let headers = ["X-Message": "m1", "X-From": "5512345678"].merging(odd) { own, _ in own }
        let delivered = try await tenant.order("deliver", "the bytes", headers)
        #expect(delivered.text == "0")
        let found = try await eventual(every: 50) { () async throws -> (address: JSON?, file: JSON)? in
            let list = try await tenant.client.get("/api/conversations?state=active").json
            let conversation = list["items"]?.arrayValue?.first
            let id = conversation?["id"]?.stringValue ?? ""
            let detail = try await tenant.client.get("/api/conversations/\(id)").json
            let file = detail["messages"]?.arrayValue?.first?["attachments"]?.arrayValue?.first
            guard let file, file["media_id"]?.stringValue != nil else { return nil }
            return (conversation?["address"], file)
        }
        let (address, file) = try #require(found, "the file was not fetched")
        #expect(address == "courier:5512345678")
        #expect(file["name"]?.stringValue?.utf8.count == 200)
        let media = file["media_id"]?.stringValue ?? ""
        #expect(try await tenant.client.get("/api/media/\(media)").text == "the bytes")
    }

    /// A tenant with the channel `courier` and these settings.
    private func courier(_ settings: JSON, environment: String = "sandbox") async throws -> MisbehavingTenant {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: "courier", environment: environment)
        let enabled = try await tenant.tower.put(
            "/api/tenants/\(tenant.id)/plugins/courier",
            ["enabled": true, "settings": settings]
        )
        try #require(enabled.status == 200, "\(enabled.text)")
        return tenant
    }
}

extension MisbehavingTenant {
    /// Has the courier do something, as its provider would.
    fileprivate func order(_ what: String, _ body: String, _ headers: [String: String]) async throws -> APIResponse {
        try await client.send(
            "POST",
            "/channels/courier/\(id)",
            body: Array(body.utf8),
            type: "application/json",
            headers: [("X-Do", what)] + headers.map { ($0.key, $0.value) }
        )
    }
}
