// What a plugin keeps for a tenant: documents under keys, with revisions.

public import HostCore
public import OrkestaModel

/// A stored document.
public struct PluginDocument: Sendable, Hashable {
    public let key: String
    /// JSON text, as the plugin gave it.
    public let value: String
    /// 1 at first, one more with every change.
    public let revision: Int64
    public let updatedAt: Timestamp
}

/// The documents of one plugin for one tenant.
public struct PluginDocuments: Sendable {
    private static let columns = "key, value, revision, updated_at"
    /// No key holds this character, so a prefix followed by it ends the prefix's range.
    private static let beyond = "\u{10FFFF}"

    private let tenant: TenantHandle
    private let plugin: PluginID

    public init(_ tenant: TenantHandle, plugin: PluginID) {
        self.tenant = tenant
        self.plugin = plugin
    }

    public func get(_ key: String, in connection: any DatabaseConnection) throws(DatabaseError) -> PluginDocument? {
        let row = try connection.row(
            "SELECT \(Self.columns) FROM plugin_documents WHERE tenant_id = ? AND plugin_id = ? AND key = ?",
            tenant.id,
            plugin,
            key
        )
        guard let row else { return nil }
        return try document(row)
    }

    /// Stores a document, whatever is there, and returns its revision. Throws
    /// a ``Problem`` when the key is not 1 to `Limits.documentKeyBytesMax`
    /// bytes or the value exceeds `Limits.documentBytesMax`.
    @discardableResult
    public func put(
        _ key: String,
        _ value: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Int64 {
        try check(key, value)
        let row = try connection.row(
            """
            INSERT INTO plugin_documents (tenant_id, plugin_id, \(Self.columns)) VALUES (?, ?, ?, ?, 1, ?)
            ON CONFLICT (tenant_id, plugin_id, key) DO UPDATE SET value = excluded.value,
                revision = plugin_documents.revision + 1, updated_at = excluded.updated_at
            RETURNING revision
            """,
            tenant.id,
            plugin,
            key,
            value,
            moment
        )
        guard let row else { throw DatabaseError.failed("a document's revision did not come back") }
        return try row.integer(0)
    }

    /// Stores a document only over revision `expected` (0: none is there).
    /// Returns the new revision, or nil when another one is stored. Throws as
    /// ``put(_:_:at:in:)`` does.
    public func compareAndSet(
        _ key: String,
        _ value: String,
        expecting expected: Int64,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Int64? {
        try check(key, value)
        let changed =
            if expected == 0 {
                try connection.execute(
                    """
                    INSERT INTO plugin_documents (tenant_id, plugin_id, \(Self.columns)) VALUES (?, ?, ?, ?, 1, ?)
                    ON CONFLICT (tenant_id, plugin_id, key) DO NOTHING
                    """,
                    tenant.id,
                    plugin,
                    key,
                    value,
                    moment
                )
            } else {
                try connection.execute(
                    """
                    UPDATE plugin_documents SET value = ?, revision = revision + 1, updated_at = ?
                    WHERE tenant_id = ? AND plugin_id = ? AND key = ? AND revision = ?
                    """,
                    value,
                    moment,
                    tenant.id,
                    plugin,
                    key,
                    expected
                )
            }
        return changed == 1 ? expected + 1 : nil
    }

    /// Whether a document was there to delete.
    @discardableResult
    public func delete(_ key: String, in connection: any DatabaseConnection) throws(DatabaseError) -> Bool {
        try connection.execute(
            "DELETE FROM plugin_documents WHERE tenant_id = ? AND plugin_id = ? AND key = ?",
            tenant.id,
            plugin,
            key
        ) == 1
    }

    /// Up to `limit` documents whose keys begin with `prefix`, in the order of
    /// the keys, those behind `after`.
    public func scan(
        prefix: String,
        after: String? = nil,
        limit: Int = Limits.scanBatchMax,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [PluginDocument] {
        let rows = try connection.rows(
            """
            SELECT \(Self.columns) FROM plugin_documents
            WHERE tenant_id = ? AND plugin_id = ? AND key >= ? AND key < ? AND key > ? ORDER BY key LIMIT ?
            """,
            tenant.id,
            plugin,
            prefix,
            prefix + Self.beyond,
            after ?? "",
            max(0, min(limit, Limits.scanBatchMax))
        )
        var documents: [PluginDocument] = []
        for row in rows { documents.append(try document(row)) }
        return documents
    }

    private func document(_ row: DatabaseRow) throws(DatabaseError) -> PluginDocument {
        PluginDocument(
            key: try row.text(0),
            value: try row.text(1),
            revision: try row.integer(2),
            updatedAt: try row.timestamp(3)
        )
    }

    private func check(_ key: String, _ value: String) throws(Problem) {
        let isWritable = !key.unicodeScalars.contains { $0 == "\0" || $0 == "\u{10FFFF}" }
        guard isWritable, (1...Limits.documentKeyBytesMax).contains(key.utf8.count) else {
            throw Problem(
                .invalid,
                "the document's key is empty, too long or holds U+0000 or U+10FFFF",
                field: "key",
                remedy: "Use 1 to \(Limits.documentKeyBytesMax) bytes of text."
            )
        }
        guard value.utf8.count <= Limits.documentBytesMax else {
            throw Problem(
                .tooLarge,
                "the document has \(value.utf8.count) bytes",
                field: "value",
                remedy: "Keep it under \(Limits.documentBytesMax) bytes."
            )
        }
    }
}
