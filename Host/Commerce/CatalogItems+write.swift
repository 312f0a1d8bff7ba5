// The catalog of one tenant, written: only what differs, in few statements.

public import HostCore
public import HostStorage
public import OrkestaModel

/// What a write changed.
public struct CatalogChanges: Sendable, Hashable {
    /// A product before and after; equal but for the revision when unchanged.
    public struct Update: Sendable, Hashable {
        public let before: CatalogItem
        public let after: CatalogItem
    }

    public fileprivate(set) var created: [CatalogItem] = []
    public fileprivate(set) var updated: [Update] = []
    public fileprivate(set) var withdrawn: [CatalogItem] = []
    public fileprivate(set) var unchanged = 0
}

extension CatalogItems {
    /// Creates and updates products by SKU; each SKU comes once. In mode
    /// `replace` all others are withdrawn. Unchanged rows are not written.
    ///
    /// Throws a tooLarge problem beyond `Limits.catalogItemsMax` products.
    @discardableResult
    public func upsert(
        _ drafts: [CatalogDraft],
        mode: CatalogMode = .merge,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> CatalogChanges {
        var changes = try compare(drafts, mode: mode, at: moment, randomness: randomness, in: connection)
        if mode == .replace {
            changes.withdrawn = try activeItems(except: Set(drafts.map(\.sku)), in: connection)
        }
        try stampAndStore(&changes, at: moment, in: connection)
        return changes
    }

    /// Withdraws every active product but those named, and returns them.
    @discardableResult
    public func deactivateAll(
        except skus: Set<String>,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [CatalogItem] {
        var changes = CatalogChanges()
        changes.withdrawn = try activeItems(except: skus, in: connection)
        try stampAndStore(&changes, at: moment, in: connection)
        return changes.withdrawn
    }

    private func compare(
        _ drafts: [CatalogDraft],
        mode: CatalogMode,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> CatalogChanges {
        let present = try present(drafts.map(\.sku), in: connection)
        var changes = CatalogChanges()
        for draft in drafts {
            guard let before = present[draft.sku] else {
                let id = CatalogItemID(at: moment, randomness: randomness)
                changes.created.append(draft.applied(to: nil, id: id, mode: mode))
                continue
            }
            let after = draft.applied(to: before, id: CatalogItemID(before.id), mode: mode)
            if after == before {
                changes.unchanged += 1
            } else {
                changes.updated.append(CatalogChanges.Update(before: before, after: after))
            }
        }
        return changes
    }

    private func present(
        _ skus: [String],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [String: CatalogItem] {
        var present: [String: CatalogItem] = [:]
        for start in stride(from: 0, to: skus.count, by: batchSize) {
            let batch = skus[start..<min(start + batchSize, skus.count)]
            let marks = Array(repeating: "?", count: batch.count).joined(separator: ", ")
            let arguments: [any DatabaseArgument] = [tenant.id] + batch.map { $0 as any DatabaseArgument }
            let rows = try connection.rows(
                "SELECT \(CatalogItem.columns) FROM catalog_items WHERE tenant_id = ? AND sku IN (\(marks))",
                arguments
            )
            for item in try items(rows) { present[item.sku] = item }
        }
        return present
    }

    private func activeItems(
        except skus: Set<String>,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [CatalogItem] {
        try items(
            connection.rows(
                "SELECT \(CatalogItem.columns) FROM catalog_items WHERE tenant_id = ? AND active = 1 ORDER BY sku",
                tenant.id
            )
        ).filter { !skus.contains($0.sku) }
    }

    /// Gives every changed product a revision of its own and stores them all.
    private func stampAndStore(
        _ changes: inout CatalogChanges,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let changed = changes.created.count + changes.updated.count + changes.withdrawn.count
        guard changed > 0 else { return }
        var revision = try takeRevisions(changed, in: connection)
        func stamped(_ item: CatalogItem, active: Bool) -> CatalogItem {
            var item = item
            revision += 1
            item.revision = revision
            item.active = active
            return item
        }
        changes.created = changes.created.map { stamped($0, active: true) }
        changes.updated = changes.updated.map {
            CatalogChanges.Update(before: $0.before, after: stamped($0.after, active: true))
        }
        changes.withdrawn = changes.withdrawn.map { stamped($0, active: false) }
        try store(changes.created + changes.updated.map(\.after) + changes.withdrawn, at: moment, in: connection)
        if !changes.created.isEmpty { try refuseTooMany(in: connection) }
    }

    /// Advances the catalog's revision and returns what it was. Also the lock
    /// that lets one writer at a time into a tenant's catalog.
    private func takeRevisions(_ count: Int, in connection: any DatabaseConnection) throws(DatabaseError) -> Int64 {
        let row = try connection.row(
            "UPDATE tenants SET catalog_revision = catalog_revision + ? WHERE id = ? RETURNING catalog_revision",
            count,
            tenant.id
        )
        guard let row else { throw .failed("the tenant is gone") }
        return try row.integer(0) - Int64(count)
    }

    private func store(
        _ items: [CatalogItem],
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let updates = CatalogItem.columns.split(separator: ", ").filter { $0 != "id" && $0 != "sku" }
            .map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        for start in stride(from: 0, to: items.count, by: batchSize) {
            let batch = items[start..<min(start + batchSize, items.count)]
            let row = "(\(Array(repeating: "?", count: 20).joined(separator: ", ")))"
            try connection.execute(
                """
                INSERT INTO catalog_items (\(CatalogItem.columns), tenant_id, created_at, updated_at)
                VALUES \(Array(repeating: row, count: batch.count).joined(separator: ", "))
                ON CONFLICT (tenant_id, sku) DO UPDATE SET \(updates), updated_at = excluded.updated_at,
                    stock_thousandths = CASE WHEN excluded.stock IS NOT DISTINCT FROM catalog_items.stock
                        THEN catalog_items.stock_thousandths ELSE 0 END
                """,
                batch.flatMap { item -> [any DatabaseArgument] in item.values + [tenant.id, moment, moment] }
            )
        }
    }

    private func refuseTooMany(in connection: any DatabaseConnection) throws {
        guard try count(in: connection) > Int64(Limits.catalogItemsMax) else { return }
        throw Problem(
            .tooLarge,
            "the catalog would hold more than \(Limits.catalogItemsMax) products",
            field: "file",
            remedy: "Withdraw products that are no longer sold, with an upload in mode=replace."
        )
    }

    /// Rows a statement; well below the engines' limits on placeholders.
    private var batchSize: Int { 500 }
}
