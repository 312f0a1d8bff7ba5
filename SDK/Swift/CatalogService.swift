// ork.catalog/1: the tenant's products, and the search that one plugin provides.

import OrkestaABI
public import OrkestaModel

/// The tenant's products, read-only.
public struct CatalogService: Sendable {
    let table: ServiceTable<ork_catalog_service>
    let instance: ork_inst
    let turn: ork_turn

    /// Products and the catalog revision that they show.
    public struct Snapshot: Sendable {
        public let items: [CatalogItem]
        public let revision: Int64
    }

    /// Every active product.
    public func scan() async throws -> Snapshot {
        try await batches { call, op in ork_catalog_scan(table.pointer, instance, call, op) }
    }

    /// What changed after `revision`, withdrawn products included (`active` is
    /// false), at most `limit` of them in order of revision.
    public func changes(since revision: Int64, limit: Int) async throws -> Snapshot {
        try await batches { call, op in
            ork_catalog_changes(table.pointer, instance, call, revision, UInt32(clamping: limit), op)
        }
    }

    /// One product, or nil when there is none or it is withdrawn.
    public func item(sku: String) async throws -> CatalogItem? {
        do {
            return try await batches { call, op in
                withBorrowed(sku) { ork_catalog_get(table.pointer, instance, call, $0, op) }
            }.items.first
        } catch let error as PluginError where error.status == ORK_E_NOT_FOUND {
            return nil
        }
    }

    /// Products for a text, by the tenant's search plugin.
    public func search(_ query: ProductQuery) async throws -> ProductAnswer {
        let answer = try await serviceCall(turn: turn) { call, op in
            withBorrowed(query.json.description) { ork_catalog_search(table.pointer, instance, call, $0, op) }
        }
        return try ProductAnswer(json: try parsed(answer.json))
    }

    /// Products that go with others, by the tenant's search plugin.
    public func recommend(for skus: [String], limit: Int) async throws -> ProductAnswer {
        let request: JSON = ["skus": JSON(skus), "limit": .integer(Int64(limit))]
        let answer = try await serviceCall(turn: turn) { call, op in
            withBorrowed(request.description) { ork_catalog_recommend(table.pointer, instance, call, $0, op) }
        }
        return try ProductAnswer(json: try parsed(answer.json))
    }

    private func batches(
        _ start: (UnsafePointer<ork_call>, UnsafeMutablePointer<ork_op>) -> ork_status
    ) async throws -> Snapshot {
        let found = Collected<CatalogItem>()
        let answer = try await serviceCall(
            turn: turn,
            onEvent: { completion in
                guard let batch = completion.data?.assumingMemoryBound(to: ork_catalog_batch.self) else { return }
                found.append(contentsOf: items(of: sized(batch)))
            },
            start
        )
        return Snapshot(items: found.all(), revision: answer.number)
    }
}

private func items(of batch: ork_catalog_batch) -> [CatalogItem] {
    guard let base = UnsafeRawPointer(batch.items) else { return [] }
    return (0..<Int(batch.count)).map { index in
        let item = base.advanced(by: index * batch.stride).assumingMemoryBound(to: ork_catalog_item.self)
        return CatalogItem(sized(item))
    }
}

extension CatalogItem {
    init(_ item: ork_catalog_item) {
        let currency = withUnsafeBytes(of: item.price.currency) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        self.init(
            id: String(item.sku),
            sku: String(item.sku),
            name: String(item.name),
            canonicalName: "",
            aliases: strings(item.aliases_json),
            price: Money(minor: item.price.minor, currency: currency),
            unit: String(item.unit),
            category: String.unlessEmpty(item.category),
            tags: strings(item.tags_json),
            attributes: textMembers(item.attributes_json),
            stock: item.stock == untracked ? nil : item.stock,
            active: item.active != 0,
            revision: item.revision
        )
    }
}

/// ORK_STOCK_UNTRACKED, a macro that Swift does not import.
private let untracked = Int64.min

/// Most products have no aliases or tags: "[]" costs no parsing.
private func strings(_ borrowed: ork_str) -> [String] {
    guard borrowed.len > 2, let array = try? JSON(parsing: String(borrowed)).arrayValue else { return [] }
    return array.compactMap(\.stringValue)
}

private func textMembers(_ borrowed: ork_str) -> [String: String] {
    guard borrowed.len > 2, let object = try? JSON(parsing: String(borrowed)).objectValue else { return [:] }
    return object.compactMapValues(\.stringValue)
}
