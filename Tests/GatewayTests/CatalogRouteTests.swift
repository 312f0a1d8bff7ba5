// The catalog over HTTP: the ways to upload, what is refused, pages and search.

import HTTPTypes
import HostCore
import HostGateway
import OrkestaModel
import Testing

@Suite struct CatalogRouteTests {
    private let csv = "sku,name,price,unit\nA-1,Tornillo 1/4,2.50,PZA\nA-2,Tuerca 1/4,1.10,PZA\nA-3,Rota,x,PZA\n"

    private func upload(
        _ host: GatewayFixture,
        _ body: String,
        _ type: String,
        query: String = "",
        key: String? = nil
    ) async throws -> Reply {
        try await host.client.ask(
            .post,
            "/api/catalog/upload\(query)",
            key: key ?? host.keys.alpha,
            body: body,
            headers: [.contentType: type]
        )
    }

    @Test func everyFormIsTaken() async throws {
        let host = try await GatewayFixture()
        let first = try await upload(host, csv, "text/csv; charset=utf-8")
        #expect(first.status == 200)
        #expect(first.json["created"] == 2)
        #expect(first.json["errors"]?.arrayValue?.first?["line"] == 4)
        let json = #"[{"sku":"B-1","name":"Clavo","price":"0.50","unit":"PZA"}]"#
        #expect(try await upload(host, json, "application/json").json["created"] == 1)
        let lines = #"{"sku":"B-2","name":"Pija","price":0.75}"# + "\n"
        #expect(try await upload(host, lines, "application/x-ndjson").json["created"] == 1)
        let form =
            "--b0\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhi\r\n"
            + "--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"c.csv\"\r\n\r\n\(csv)\r\n--b0--\r\n"
        let multipart = try await upload(host, form, "multipart/form-data; boundary=b0")
        #expect(multipart.status == 200)
        #expect(multipart.json["unchanged"] == 2)
        let replaced = try await upload(host, json, "application/json", query: "?mode=replace")
        #expect(replaced.json["deactivated"] == 3)
        let audit = try await host.tower.ask(.get, "/api/audit?limit=200", key: host.keys.alpha)
        let actions = audit.json["items"]?.arrayValue?.compactMap { $0["action"]?.stringValue } ?? []
        #expect(actions.count { $0 == "catalog.import" } == 5)
    }

    @Test func misuseIsRefused() async throws {
        let host = try await GatewayFixture()
        #expect(try await upload(host, "%PDF-1.7", "application/pdf").status == 415)
        #expect(try await upload(host, "", "text/csv").status == 400)
        #expect(try await upload(host, "a,b\n1,2\n", "text/csv").status == 400)
        #expect(try await upload(host, csv, "text/csv", query: "?mode=destroy").json["field"] == "mode")
        #expect(try await upload(host, csv, "multipart/form-data").status == 400)
        #expect(try await upload(host, csv, "multipart/form-data; boundary=zz").status == 400)
        let other = "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--\r\n"
        #expect(try await upload(host, other, "multipart/form-data; boundary=b").json["field"] == "file")
        #expect(try await upload(host, csv, "text/csv", key: host.keys.alphaReadOnly).status == 403)
        let announced: HTTPFields = [.contentType: "text/csv", .contentLength: "\(Limits.uploadBodyBytesMax + 1)"]
        let large = try await host.client.ask(
            .post,
            "/api/catalog/upload",
            key: host.keys.alpha,
            body: "sku",
            headers: announced
        )
        #expect(large.status == 413)
    }

    @Test func pagesAreInOrderOfSKU() async throws {
        let host = try await GatewayFixture()
        _ = try await upload(host, csv, "text/csv")
        let first = try await host.client.ask(.get, "/api/catalog/default?limit=1", key: host.keys.alpha)
        #expect(first.json["items"]?.arrayValue?.first?["sku"] == "A-1")
        let cursor = try #require(first.json["next_cursor"]?.stringValue)
        let second = try await host.client.ask(
            .get,
            "/api/catalog/default?limit=1&cursor=\(cursor)",
            key: host.keys.alpha
        )
        #expect(second.json["items"]?.arrayValue?.first?["sku"] == "A-2")
        #expect(second.json["next_cursor"] == JSON.null)
        #expect(try await host.client.ask(.get, "/api/catalog/other", key: host.keys.alpha).status == 404)
    }

    @Test func searchAnswersAndNamesWhatIsWrong() async throws {
        let host = try await GatewayFixture()
        _ = try await upload(host, csv, "text/csv")
        func search(_ json: JSON, key: String? = nil) async throws -> Reply {
            try await host.client.ask(.post, "/api/catalog/search", key: key ?? host.keys.alpha, json: json)
        }
        let found = try await search(["query": "tornillo"])
        #expect(found.json["hits"]?.arrayValue?.first?["sku"] == "A-1")
        #expect(found.json["hits"]?.arrayValue?.first?["price"] == "2.50")
        #expect(found.json["took_ms"]?.integerValue != nil)
        #expect(try await search(["query": "zzz"]).json["unmatched"] == ["zzz"])
        #expect(try await search(["query": ""]).json["field"] == "query")
        #expect(try await search(["query": "x", "limit": 0]).json["field"] == "limit")
        #expect(try await search(["query": "x", "limit": 101]).json["field"] == "limit")
        #expect(try await search(["query": "x", "filters": ["min_price": "abc"]]).json["field"] == "filters.min_price")
        #expect(try await search(["query": "x"], key: host.keys.beta).status == 409)
        let lines = try await host.client.ask(
            .post,
            "/api/catalog/normalize",
            key: host.keys.alpha,
            json: ["lines": ["A", "B"]]
        )
        #expect(lines.json["items"]?.arrayValue?.compactMap { $0["canonical_name"] } == ["a", "b"])
        let none = try await host.client.ask(.post, "/api/catalog/normalize", key: host.keys.alpha, json: [:])
        #expect(none.status == 400)
    }
}
