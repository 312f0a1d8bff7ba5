// The catalog of one tenant, read: by SKU, in pages, and as a feed of changes
// that indexes follow.

public import HostCore
public import HostStorage
public import OrkestaModel

/// The products of a tenant.
///
/// The catalog's revision counts changed products: each change of a product
/// takes the next number, so that a feed can be read in pages of any size.
public struct CatalogItems: Sendable {
    let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The product with this SKU, withdrawn ones included; nil when there is none.
    public func get(_ sku: String, in connection: any DatabaseConnection) throws(DatabaseError) -> CatalogItem? {
        guard
            let row = try connection.row(
                "SELECT \(CatalogItem.columns) FROM catalog_items WHERE tenant_id = ? AND sku = ?",
                tenant.id,
                sku
            )
        else { return nil }
        return try CatalogItem(row: row)
    }

    /// The products with these SKUs, withdrawn ones included, in any order.
    public func items(
        withSKUs skus: [String],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [CatalogItem] {
        guard !skus.isEmpty else { return [] }
        let places = Array(repeating: "?", count: skus.count).joined(separator: ", ")
        return try items(
            connection.rows(
                "SELECT \(CatalogItem.columns) FROM catalog_items WHERE tenant_id = ? AND sku IN (\(places))",
                [tenant.id as any DatabaseArgument] + skus
            )
        )
    }

    /// A page of the active products by SKU, those after `cursor`, and the
    /// cursor of the next page (nil at the end).
    public func list(
        after cursor: String? = nil,
        limit: Int = Limits.pageItemsDefault,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (items: [CatalogItem], next: String?) {
        let limit = min(max(limit, 1), Limits.pageItemsMax)
        let found = try activeItems(after: cursor, limit: limit + 1, in: connection)
        let page = Array(found.prefix(limit))
        return (page, found.count > limit ? page.last?.sku : nil)
    }

    /// Up to `limit` (at most `Limits.scanBatchMax`) active products by SKU,
    /// those after `sku`. Read ``revision(in:)`` before the first batch: what
    /// changes meanwhile is found by ``changes(since:limit:in:)`` from there.
    public func scan(
        after sku: String? = nil,
        limit: Int = Limits.scanBatchMax,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [CatalogItem] {
        try activeItems(after: sku, limit: min(max(limit, 1), Limits.scanBatchMax), in: connection)
    }

    /// Up to `limit` (at most `Limits.scanBatchMax`) products that changed
    /// after revision `since`, withdrawn ones included, in order of revision,
    /// and the revision reached; equal to `since` when nothing is newer.
    public func changes(
        since revision: Int64,
        limit: Int = Limits.scanBatchMax,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (items: [CatalogItem], reached: Int64) {
        let items = try items(
            connection.rows(
                """
                SELECT \(CatalogItem.columns) FROM catalog_items
                WHERE tenant_id = ? AND revision > ? ORDER BY revision LIMIT ?
                """,
                tenant.id,
                revision,
                min(max(limit, 1), Limits.scanBatchMax)
            )
        )
        return (items, items.last?.revision ?? revision)
    }

    /// How many products are active.
    public func count(in connection: any DatabaseConnection) throws(DatabaseError) -> Int64 {
        let row = try connection.row("SELECT COUNT(*) FROM catalog_items WHERE tenant_id = ? AND active = 1", tenant.id)
        return try row?.integer(0) ?? 0
    }

    /// The revision that the catalog is at; 0 before its first product.
    public func revision(in connection: any DatabaseConnection) throws(DatabaseError) -> Int64 {
        try connection.row("SELECT catalog_revision FROM tenants WHERE id = ?", tenant.id)?.integer(0) ?? 0
    }

    private func activeItems(
        after sku: String?,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [CatalogItem] {
        try items(
            connection.rows(
                """
                SELECT \(CatalogItem.columns) FROM catalog_items
                WHERE tenant_id = ? AND sku > ? AND active = 1 ORDER BY sku LIMIT ?
                """,
                tenant.id,
                sku ?? "",
                limit
            )
        )
    }

    func items(_ rows: [DatabaseRow]) throws(DatabaseError) -> [CatalogItem] {
        var items: [CatalogItem] = []
        items.reserveCapacity(rows.count)
        for row in rows { items.append(try CatalogItem(row: row)) }
        return items
    }
}
