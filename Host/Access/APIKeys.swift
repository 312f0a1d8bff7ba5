// API keys. The key itself is shown once; only its SHA-256 is stored.

public import HostCore
public import HostStorage
public import OrkestaModel

public enum APIKeyKind {}
public typealias APIKeyID = Identifier<APIKeyKind>

/// A key without what makes it one.
public struct APIKey: Sendable, Hashable {
    public let id: APIKeyID
    /// Nil for a key of the platform.
    public let tenant: TenantID?
    /// What its owner calls it.
    public let name: String
    public let permissions: Set<Permission>
    public let createdAt: Timestamp
    public let revokedAt: Timestamp?
}

/// Who asks, as its key says.
public struct Caller: Sendable, Hashable {
    /// Nil for the platform.
    public let tenant: TenantID?
    public let keyID: APIKeyID
    public let permissions: Set<Permission>

    public init(tenant: TenantID?, keyID: APIKeyID, permissions: Set<Permission>) {
        self.tenant = tenant
        self.keyID = keyID
        self.permissions = permissions
    }

    /// Whether it has this very permission.
    public func may(_ permission: Permission) -> Bool { permissions.contains(permission) }
}

/// All API keys. Whoever asks it has been authorized.
public struct APIKeys: Sendable {
    private static let columns = "id, tenant_id, name, permissions, created_at, revoked_at"
    /// A presented text longer than this is no key.
    private static let textBytesMax = 128

    public init() {}

    /// Whose key it is: it decides the beginning of its text.
    public enum Owner: Sendable, Hashable {
        case platform
        case tenant(TenantHandle, Tenant.Environment)
    }

    /// Makes a key. `text` is `ork_platform_…`, `ork_live_…` or `ork_test_…`
    /// with 256 random bits; it is nowhere else and cannot be shown again.
    public func issue(
        to owner: Owner,
        name: String,
        permissions: Set<Permission>,
        id: APIKeyID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (key: APIKey, text: String) {
        let text = owner.prefix + Digests.hex(randomBytes(32))
        let key = APIKey(
            id: id,
            tenant: owner.tenant,
            name: name,
            permissions: permissions,
            createdAt: moment,
            revokedAt: nil
        )
        try connection.execute(
            "INSERT INTO api_keys (id, tenant_id, name, hash, permissions, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            id,
            key.tenant,
            name,
            Digests.sha256Hex(text),
            permissions.text,
            moment
        )
        return (key, text)
    }

    /// The caller that presents `text`, or nil when it is no key or revoked.
    public func caller(
        presenting text: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Caller? {
        guard text.utf8.count <= Self.textBytesMax, text.hasPrefix("ork_") else { return nil }
        let row = try connection.row(
            "SELECT \(Self.columns) FROM api_keys WHERE hash = ? AND revoked_at IS NULL",
            Digests.sha256Hex(text)
        )
        guard let row else { return nil }
        let key = try APIKey(row)
        return Caller(tenant: key.tenant, keyID: key.id, permissions: key.permissions)
    }

    /// Revokes a key of `tenant`, or any key when it is nil, and tells the other
    /// hosts, which may remember it. Whether there was one to revoke.
    @discardableResult
    public func revoke(
        _ id: APIKeyID,
        of tenant: TenantHandle?,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        let revoke = "UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL"
        let row =
            if let tenant {
                try connection.row(revoke + " AND tenant_id = ? RETURNING tenant_id", moment, id, tenant.id)
            } else {
                try connection.row(revoke + " RETURNING tenant_id", moment, id)
            }
        guard let row else { return false }
        let owner = row.optionalText(0).flatMap { TenantID($0) }
        // No notice names the platform: this one makes hosts forget every key.
        try connection.announce(owner.map(DatabaseNotice.tenantChanged) ?? .missed)
        return true
    }

    /// Every key of `tenant`, or every key at all when it is nil, oldest first.
    public func list(
        of tenant: TenantHandle?,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [APIKey] {
        let select = "SELECT \(Self.columns) FROM api_keys"
        let rows =
            if let tenant {
                try connection.rows(select + " WHERE tenant_id = ? ORDER BY id", tenant.id)
            } else {
                try connection.rows(select + " ORDER BY id")
            }
        var keys: [APIKey] = []
        for row in rows { keys.append(try APIKey(row)) }
        return keys
    }

    /// What their owners call the keys among these actors of the audit log, revoked ones too;
    /// the others are no keys.
    public func names(
        of actors: [String],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [String: String] {
        guard !actors.isEmpty else { return [:] }
        let marks = actors.map { _ in "?" }.joined(separator: ", ")
        let rows = try connection.rows(
            "SELECT id, name FROM api_keys WHERE id IN (\(marks))",
            actors as [any DatabaseArgument]
        )
        var names: [String: String] = [:]
        for row in rows { names[try row.text(0)] = try row.text(1) }
        return names
    }
}

extension APIKey {
    fileprivate init(_ row: DatabaseRow) throws(DatabaseError) {
        let tenant = row.optionalText(1)
        self.tenant = tenant.flatMap { TenantID($0) }
        // A key whose tenant cannot be read must not become a key of the platform.
        guard (tenant == nil) == (self.tenant == nil) else { throw .failed("a key's row is damaged") }
        id = try row.identifier(0)
        name = try row.text(2)
        permissions = Set(parsing: try row.text(3))
        createdAt = try row.timestamp(4)
        revokedAt = row.optionalTimestamp(5)
    }
}

extension APIKeys.Owner {
    fileprivate var tenant: TenantID? {
        switch self {
        case .platform: nil
        case .tenant(let handle, _): handle.id
        }
    }

    fileprivate var prefix: String {
        switch self {
        case .platform: "ork_platform_"
        case .tenant(_, .production): "ork_live_"
        case .tenant(_, .sandbox): "ork_test_"
        }
    }
}

/// Bytes of the operating system's generator: a key is never seeded.
func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
