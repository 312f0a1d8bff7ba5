// The port behind which a tenant's search plugin stands (ork.search/1).

public import HostStorage
public import OrkestaModel

/// Finds products. Implemented by the runtime of plugins, which routes to the
/// tenant's search plugin; throws a conflict problem when none is enabled.
public protocol CatalogSearch: Sendable {
    /// The products that fit `query`, best first.
    func search(_ query: ProductQuery, tenant: TenantHandle) async throws -> ProductAnswer

    /// What each line of free text asks for; one answer a line, in order.
    func normalize(_ lines: [String], tenant: TenantHandle) async throws -> [NormalizedProduct]

    /// Products that go with `skus`, best first, none of `skus` among them.
    func recommend(skus: [String], limit: Int, tenant: TenantHandle) async throws -> [ProductHit]
}
