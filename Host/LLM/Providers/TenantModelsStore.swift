// The language models of tenants as they are stored: what each has chosen, and
// how a chain learns of it.

public import HostCore
public import HostStorage
internal import Logging
public import OrkestaModel

/// Reads and changes what one tenant has chosen.
public struct TenantModelsStore: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The document as it is stored; empty when the tenant has chosen nothing.
    public func document(in connection: any DatabaseConnection) throws(DatabaseError) -> JSON {
        try connection.row("SELECT document FROM llm_settings WHERE tenant_id = ?", tenant.id)?.json(0) ?? [:]
    }

    /// Changes what `patch` (RFC 7396) names, among what `settings` knows, and
    /// tells the other hosts. This one's chain learns of it by
    /// ``LLMChain/loadChoices(of:from:)``, behind the commit.
    /// - Throws: ``DocumentError`` naming the member at fault; then nothing has changed.
    public func merge(
        _ patch: JSON,
        among settings: LLMSettings,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        // What the patch leaves as it is may be gone; what it names may not.
        _ = try settings.tenantModels(TenantModels().json.merging(patch), .request)
        // Stored as it was said, so that what is missing today counts when it is back.
        let changed = try document(in: connection).merging(patch)
        let after = try settings.tenantModels(changed, .stored)
        try settings.checkPrices(of: after.over(settings.tenants[tenant.id] ?? TenantModels()), .request)
        try connection.execute(
            """
            INSERT INTO llm_settings (tenant_id, document, updated_at) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id) DO UPDATE SET document = excluded.document, updated_at = excluded.updated_at
            """,
            tenant.id,
            changed,
            moment
        )
        try connection.announce(.tenantChanged(tenant.id))
    }
}

extension LLMChain {
    /// Learns what every tenant has chosen: at the start, and when notices of
    /// changes may have been lost.
    public func loadChoices(from database: any Database) async throws {
        let documents = try await database.read { connection in
            try connection.rows("SELECT tenant_id, document FROM llm_settings").map { row in
                (TenantID(try row.text(0)), try row.json(1))
            }
        }
        for case (let tenant?, let document) in documents { learn(document, of: tenant) }
    }

    /// Learns what one tenant has chosen now. It looks until it has seen nothing
    /// new: of two who change something at once, the later one counts.
    public func loadChoices(of tenant: TenantID, from database: any Database) async throws {
        var learned: JSON?
        while true {
            let document = try await database.read { connection in
                try TenantModelsStore(TenantDirectory().handle(for: tenant, in: connection)).document(in: connection)
            }
            guard document != learned else { return }
            learn(document, of: tenant)
            learned = document
        }
    }

    /// A document that nobody can read any more must not let a tenant spend
    /// without the bounds that it names.
    private func learn(_ document: JSON, of tenant: TenantID) {
        do throws(DocumentError) {
            choose(try configuration.tenantModels(document, .stored), for: tenant)
        } catch {
            log.error(
                "the settings of language models are damaged: the tenant gets none",
                metadata: ["tenant": "\(tenant)", "field": "\(error.field)", "reason": "\(error.reason)"]
            )
            choose(TenantModels(isEnabled: false), for: tenant)
        }
    }
}
