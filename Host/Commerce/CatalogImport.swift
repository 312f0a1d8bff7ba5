// One way in for catalog files, for the HTTP API and the command line.

import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// Imports a file into a tenant's catalog: all of its good rows, or nothing.
public struct CatalogImport: Sendable {
    /// Who uploads, for the audit log.
    public struct Author: Sendable, Hashable {
        /// A key's id, `cli`, `system` or a plugin's id.
        public let actor: String
        public let ipAddress: String?
        public let userAgent: String?

        public init(actor: String, ipAddress: String? = nil, userAgent: String? = nil) {
            self.actor = actor
            self.ipAddress = ipAddress
            self.userAgent = userAgent
        }
    }

    private let database: any Database
    private let tenant: TenantHandle
    private let randomness: any Randomness

    public init(database: any Database, tenant: TenantHandle, randomness: any Randomness) {
        self.database = database
        self.tenant = tenant
        self.randomness = randomness
    }

    /// Reads the file, then writes its products, the audit rows and the time
    /// of import in one transaction. `currency` is the tenant's, for prices
    /// that name none. Throws a problem when the file as a whole is unusable.
    public func upload(
        _ bytes: [UInt8],
        contentType: String?,
        mode: CatalogMode = .merge,
        currency: String,
        author: Author,
        at moment: Timestamp
    ) async throws -> CatalogImportResult {
        let upload = try CatalogUpload(bytes, contentType: contentType, currency: currency)
        guard !upload.drafts.isEmpty || mode == .merge else { throw nothingToReplaceWith(upload) }
        return try await database.write { [tenant, randomness] connection in
            let changes = try CatalogItems(tenant).upsert(
                upload.drafts,
                mode: mode,
                at: moment,
                randomness: randomness,
                in: connection
            )
            let result = CatalogImportResult(changes, upload)
            for record in self.records(of: changes, result: result, mode: mode, author: author, at: moment) {
                try AuditLog.record(record, in: connection)
            }
            try TenantDirectory().recordImport(of: tenant, at: moment, in: connection)
            return result
        }
    }

    /// One for the upload, and one for each product that it changed or withdrew.
    private func records(
        of changes: CatalogChanges,
        result: CatalogImportResult,
        mode: CatalogMode,
        author: Author,
        at moment: Timestamp
    ) -> [AuditRecord] {
        func record(_ action: String, _ type: String, _ id: String, _ before: JSON?, _ after: JSON?) -> AuditRecord {
            AuditRecord(
                id: AuditRecordID(at: moment, randomness: randomness),
                tenant: tenant.id,
                actor: author.actor,
                action: action,
                entityType: type,
                entityID: id,
                before: before,
                after: after,
                ipAddress: author.ipAddress,
                userAgent: author.userAgent,
                at: moment
            )
        }
        let summary = result.summary.merging(["mode": .string(mode.rawValue)])
        return [record("catalog.import", "catalog", CatalogImportResult.catalogID, nil, summary)]
            + changes.updated.map {
                record("catalog.update", "catalog_item", $0.after.sku, $0.before.auditDocument, $0.after.auditDocument)
            }
            + changes.withdrawn.map {
                record("catalog.withdraw", "catalog_item", $0.sku, ["active": true], ["active": false])
            }
    }

    /// A file without one good row would withdraw the whole catalog.
    private func nothingToReplaceWith(_ upload: CatalogUpload) -> Problem {
        let first = upload.errors.first.map { " (line \($0.line): \($0.problem))" } ?? ""
        return Problem(
            .invalid,
            "no row of the file can be imported\(first)",
            field: "file",
            remedy: "Mend the rows; the catalog was left as it is."
        )
    }
}

/// What became of an upload.
public struct CatalogImportResult: Sendable, Hashable {
    /// A tenant has one catalog.
    public static let catalogID = "default"

    public let created: Int
    public let updated: Int
    public let unchanged: Int
    /// Products that mode `replace` withdrew.
    public let withdrawn: Int
    /// At most `Limits.catalogErrorsReportedMax`.
    public let errors: [CatalogUploadError]
    /// All errors, also those that are not reported.
    public let errorCount: Int

    init(_ changes: CatalogChanges, _ upload: CatalogUpload) {
        created = changes.created.count
        updated = changes.updated.count
        unchanged = changes.unchanged
        withdrawn = changes.withdrawn.count
        errors = upload.errors
        errorCount = upload.errorCount
    }

    /// `{"catalog_id", "created", "updated", "unchanged", "deactivated",
    /// "error_count", "errors": [{"line", "field", "problem"}]}`.
    public var json: JSON { summary.merging(["errors": .array(errors.map(\.json))]) }

    fileprivate var summary: JSON {
        [
            "catalog_id": .string(CatalogImportResult.catalogID),
            "created": .integer(Int64(created)),
            "updated": .integer(Int64(updated)),
            "unchanged": .integer(Int64(unchanged)),
            "deactivated": .integer(Int64(withdrawn)),
            "error_count": .integer(Int64(errorCount)),
        ]
    }
}

extension CatalogItem {
    /// The API's form and what it does not show.
    fileprivate var auditDocument: JSON {
        json.merging(["active": .bool(active), "min_stock": .integer(minimumStock), "cost": JSON(cost?.decimal)])
    }
}
