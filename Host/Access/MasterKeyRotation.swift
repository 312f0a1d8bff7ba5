// Another master key in the place of the present one: every secret is sealed anew,
// in one transaction, and whatever breaks it off can be done again.

import HostCore
public import HostStorage

/// Replaces the key in `DIRECTORY/master.key`, or the one of the environment.
public struct MasterKeyRotation: Sendable {
    private let old: SecretBox
    private let new: SecretBox

    public init(from old: MasterKey, to new: MasterKey) {
        self.old = SecretBox(old)
        self.new = SecretBox(new)
    }

    /// Seals every tenant's secrets with the new key and returns how many there
    /// are. What is sealed with it already, by a rotation that was broken off, stays.
    /// Throws a ``Problem`` for a secret that neither key opens; then nothing is
    /// changed.
    public func reseal(in connection: any DatabaseConnection) throws -> Int {
        let rows = try connection.rows("SELECT tenant_id, name, sealed FROM secrets ORDER BY tenant_id, name")
        for row in rows {
            guard let tenant = TenantID(try row.text(0)) else {
                throw DatabaseError.failed("a secret's row is damaged")
            }
            let (name, sealed) = (try row.text(1), try row.blob(2))
            if isOpened(sealed, tenant, name) { continue }
            let secret = try old.open(sealed, tenant: tenant, name: name)
            try connection.execute(
                "UPDATE secrets SET sealed = ? WHERE tenant_id = ? AND name = ?",
                try new.seal(secret, tenant: tenant, name: name),
                tenant,
                name
            )
        }
        return rows.count
    }

    private func isOpened(_ sealed: [UInt8], _ tenant: TenantID, _ name: String) -> Bool {
        do {
            _ = try new.open(sealed, tenant: tenant, name: name)
            return true
        } catch {
            // Sealed with the old key, which is what is expected.
            return false
        }
    }
}
