// The audit log: a row for every write, in the transaction of that write.

public import HostCore
public import HostStorage

/// Records acts and lists them. Nothing changes or removes a record.
public enum AuditLog {
    /// Writes the record in the caller's transaction: the act and its record
    /// happen both or not at all.
    public static func record(
        _ record: AuditRecord,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "INSERT INTO audit_logs (\(AuditRecord.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            record.values
        )
    }

    /// Up to `limit` records of `tenant`, or of everyone when it is nil, the
    /// newest first, those older than the record `before`.
    public static func list(
        of tenant: TenantHandle?,
        before: AuditRecordID? = nil,
        limit: Int = Limits.pageItemsDefault,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [AuditRecord] {
        var conditions: [String] = []
        var arguments: [any DatabaseArgument] = []
        if let tenant {
            conditions.append("tenant_id = ?")
            arguments.append(tenant.id)
        }
        if let before {
            conditions.append("(at, id) < (SELECT at, id FROM audit_logs WHERE id = ?)")
            arguments.append(before)
        }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        arguments.append(max(0, min(limit, Limits.pageItemsMax)))
        let rows = try connection.rows(
            "SELECT \(AuditRecord.columns) FROM audit_logs \(filter) ORDER BY at DESC, id DESC LIMIT ?",
            arguments
        )
        var records: [AuditRecord] = []
        for row in rows { records.append(try AuditRecord(row)) }
        return records
    }
}
