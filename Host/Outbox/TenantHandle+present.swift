// A tenant's time, within a transaction.

import HostStorage
import OrkestaModel

extension TenantHandle {
    /// The time that was simulated for the tenant, else `now`, the machine's.
    func present(_ now: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) -> Timestamp {
        try connection.row("SELECT simulated_now FROM tenants WHERE id = ?", id)?.optionalTimestamp(0) ?? now
    }
}
