// The catalog over HTTP: upload, pages, search and taking lines apart.

import HTTPTypes
import HostAccess
import HostCommerce
import HostCore
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let catalogRoutes: [Route] = [
        Route(
            method: .post,
            path: "/api/catalog/upload",
            ports: .client,
            access: .permission(Permission(.catalog, .write)),
            id: "uploadCatalog",
            tag: "Catalog",
            summary: "Takes a file of products",
            description: """
                Inserts and updates by SKU, all good rows in one transaction; rows at fault are listed. The file is the \
                body itself or the multipart field `file`.
                """,
            parameters: [
                .query(
                    "mode",
                    "`merge` (the default), or `replace`: products that are not in the file are withdrawn.",
                    Schema.word("The mode.", of: ["merge", "replace"])
                ),
                .tenant,
            ],
            body: CatalogRoutes.uploadBody,
            responses: [.json(Schema.reference("ImportResult"), "What became of it.")],
            problems: [.notFound],
            handler: { try await CatalogRoutes.upload($0) }
        ),
        Route(
            method: .post,
            path: "/api/catalog/search",
            ports: .client,
            access: .permission(Permission(.catalog, .read)),
            id: "searchCatalog",
            tag: "Catalog",
            summary: "Finds products as a customer would say them",
            parameters: [.tenant],
            body: .json(Schema.reference("SearchRequest")),
            responses: [.json(Schema.reference("SearchAnswer"), "Hits, best first.")],
            problems: [.notFound, .conflict, .pluginFailure],
            handler: { try await CatalogRoutes.search($0) }
        ),
        Route(
            method: .post,
            path: "/api/catalog/normalize",
            ports: .client,
            access: .permission(Permission(.catalog, .read)),
            id: "normalizeProducts",
            tag: "Catalog",
            summary: "Takes product lines in free text apart",
            parameters: [.tenant],
            body: .json(Schema.reference("NormalizeRequest")),
            responses: [.json(Schema.reference("NormalizeAnswer"), "One item for each line.")],
            problems: [.notFound, .conflict, .pluginFailure],
            handler: { try await CatalogRoutes.normalize($0) }
        ),
        Route(
            method: .post,
            path: "/api/catalog/recommend",
            ports: .client,
            access: .permission(Permission(.catalog, .read)),
            id: "recommendProducts",
            tag: "Catalog",
            summary: "Finds products that go with others",
            description: """
                What customers took together counts most; two or more SKUs are taken for a basket and remembered as such.
                """,
            parameters: [.tenant],
            body: .json(Schema.reference("RecommendRequest")),
            responses: [.json(Schema.reference("RecommendAnswer"), "Hits, best first.")],
            problems: [.notFound, .conflict, .pluginFailure],
            handler: { try await CatalogRoutes.recommend($0) }
        ),
        Route(
            method: .get,
            path: "/api/catalog/{catalog_id}/unmatched",
            ports: .client,
            access: .permission(Permission(.catalog, .read)),
            id: "listUnmatchedWords",
            tag: "Catalog",
            summary: "The words that customers used and nothing in the catalog resembles",
            description: """
                Candidates for an alias of a product or for the setting `catalog.synonyms`, the most used first. A word \
                leaves the list once a customer's choice has told what it means.
                """,
            parameters: [.catalog, .tenant],
            responses: [.json(Schema.reference("UnmatchedWords"), "The words.")],
            problems: [.notFound],
            handler: { try await CatalogRoutes.unmatched($0) }
        ),
        Route(
            method: .get,
            path: "/api/catalog/{catalog_id}",
            ports: .client,
            access: .permission(Permission(.catalog, .read)),
            id: "listCatalog",
            tag: "Catalog",
            summary: "The products of a catalog by SKU",
            parameters: [
                .catalog, .limit, .cursor, .tenant,
            ],
            responses: [.json(Schema.page(of: Schema.reference("CatalogItem")), "A page of products.")],
            problems: [.notFound],
            handler: { try await CatalogRoutes.list($0) }
        ),
    ]
}

enum CatalogRoutes {
    static let linesMax = 200
    static let skusMax = 50
    private static let unmatchedPrefix = "unmatched/"

    static let uploadBody = Route.Body(
        content: [
            ("text/csv", Schema.text("CSV with a line of column names, such as `sku,name,price,unit,category,stock`.")),
            (
                "application/json",
                [
                    "anyOf": [
                        itemsArray, ["type": "object", "properties": ["items": itemsArray], "required": ["items"]],
                    ]
                ]
            ),
            ("application/x-ndjson", Schema.text("One product on each line.")),
            (
                "multipart/form-data",
                Schema.object(
                    "A form.",
                    ["file": Schema.text("The file, of one of the other types.", format: "binary")]
                )
            ),
        ],
        bytesMax: Limits.uploadBodyBytesMax
    )
    private static let itemsArray: JSON = ["type": "array", "items": ["type": "object"]]

    static func upload(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        try access.requireService()
        let name = try exchange.query("mode") ?? CatalogMode.merge.rawValue
        guard let mode = CatalogMode(rawValue: name) else {
            throw Problem(.invalid, "there is no such mode", field: "mode", remedy: "Give merge or replace.")
        }
        let file = try await UploadedFile(exchange)
        let services = exchange.services
        let actor = exchange.actor
        let importer = CatalogImport(
            database: services.database,
            tenant: access.handle,
            randomness: services.randomness
        )
        let result = try await importer.upload(
            file.bytes,
            contentType: file.contentType,
            mode: mode,
            currency: access.tenant.currency,
            author: CatalogImport.Author(actor: actor.id, ipAddress: actor.ipAddress, userAgent: actor.userAgent),
            at: services.clocks.clock(for: access.tenant).now()
        )
        return .json(result.json)
    }

    static func search(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        try access.requireService()
        let query = try query(try await exchange.object(), currency: access.tenant.currency)
        let start = SystemClock.monotonicMilliseconds()
        let answer = try await exchange.services.search.search(query, tenant: access.handle)
        let took = SystemClock.monotonicMilliseconds() - start
        return .json(answer.json.merging(["took_ms": .integer(took)]))
    }

    static func normalize(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.servedTenant()
        let lines = try lines(try await exchange.object())
        let products = try await exchange.services.search.normalize(lines, tenant: tenant)
        return .json(["items": .array(products.map(\.json))])
    }

    static func recommend(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.servedTenant()
        let request = try await exchange.object()
        let skus = try request.texts("skus")
        guard (1...skusMax).contains(skus.count) else {
            throw DocumentError(field: "skus", reason: "1 to \(skusMax) SKUs are expected")
        }
        let limit = try request.optionalInteger("limit") ?? 10
        guard limit >= 1, limit <= Limits.searchHitsMax else {
            throw DocumentError(field: "limit", reason: "a number from 1 to \(Limits.searchHitsMax) is expected")
        }
        let hits = try await exchange.services.search.recommend(
            skus: skus,
            limit: Int(clamping: limit),
            tenant: tenant
        )
        return .json(["hits": .array(hits.map(\.json))])
    }

    /// What the search plugin keeps under `unmatched/` (see ext/search.h).
    static func unmatched(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        try requireDefaultCatalog(exchange)
        guard let provider = PluginID("catalog") else { return .json(["items": []]) }
        let documents = try await exchange.services.database.read {
            try PluginDocuments(tenant, plugin: provider)
                .scan(prefix: unmatchedPrefix, in: $0)
        }
        let words = documents.map { document in
            (
                word: String(document.key.dropFirst(unmatchedPrefix.count)), count: count(document),
                at: document.updatedAt
            )
        }
        .sorted { ($1.count, $0.word) < ($0.count, $1.word) }
        return .json([
            "items": .array(
                words.map {
                    ["word": .string($0.word), "count": .integer($0.count), "last_at": .string($0.at.description)]
                }
            )
        ])
    }

    private static func count(_ document: PluginDocument) -> Int64 {
        (try? JSON(parsing: document.value))?["count"]?.integerValue ?? 1
    }

    private static func requireDefaultCatalog(_ exchange: Exchange) throws {
        guard try exchange.path("catalog_id") == CatalogImportResult.catalogID else {
            throw Problem(
                .notFound,
                "there is no such catalog",
                field: "catalog_id",
                remedy: "A tenant has one catalog, \(CatalogImportResult.catalogID)."
            )
        }
    }

    static func list(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        try requireDefaultCatalog(exchange)
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { $0 }
        let page = try await exchange.services.database.read {
            try CatalogItems(tenant).list(after: cursor, limit: limit, in: $0)
        }
        return .page(page.items.map(\.json), next: page.next)
    }

    // MARK: Reading requests

    private static func query(_ json: JSON, currency: String) throws -> ProductQuery {
        let text = try json.requiredText("query")
        guard !text.allSatisfy(\.isWhitespace), text.count <= Limits.searchQueryCharactersMax else {
            throw DocumentError(
                field: "query",
                reason: "1 to \(Limits.searchQueryCharactersMax) characters are expected"
            )
        }
        var members: [String: JSON] = ["text": .string(text)]
        members["limit"] = json["limit"]
        members["filters"] = json["filters"]
        let query = try ProductQuery(json: .object(members), currency: currency)
        guard query.limit <= Limits.searchHitsMax else {
            throw DocumentError(field: "limit", reason: "a number from 1 to \(Limits.searchHitsMax) is expected")
        }
        return query
    }

    private static func lines(_ json: JSON) throws -> [String] {
        let one = try json.optionalText("line")
        let many = try json.texts("lines")
        guard (one == nil) != many.isEmpty else {
            throw DocumentError(field: "lines", reason: "one of line and lines is expected")
        }
        let lines = one.map { [$0] } ?? many
        guard lines.count <= linesMax else {
            throw DocumentError(field: "lines", reason: "at most \(linesMax) lines are expected")
        }
        guard lines.allSatisfy({ !$0.isEmpty && $0.utf8.count <= Limits.searchQueryCharactersMax }) else {
            throw DocumentError(
                field: "lines",
                reason: "lines of 1 to \(Limits.searchQueryCharactersMax) bytes are expected"
            )
        }
        return lines
    }
}
