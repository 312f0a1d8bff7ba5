// What tenants have set for their messages and cannot be read: it counts as nothing, whoever
// would need it, and is told of when a host starts.

import HostStorage
import Logging

/// A setting that cannot be read.
struct DamagedRow: Sendable {
    let tenant: String
    /// What it is, for people.
    let name: String
    let error: String
}

extension OutboxDispatcher {
    /// Once, and not with each message that would need them.
    func logDamage() async {
        do {
            let damage = try await database.read { connection in
                try DeliveryPolicies.damage(in: connection) + MessageTemplates.damage(in: connection)
            }
            for row in damage {
                log.error(
                    "a setting is damaged and counts as none; set it anew",
                    metadata: ["tenant": "\(row.tenant)", "setting": "\(row.name)", "error": "\(row.error)"]
                )
            }
        } catch {
            log.warning("settings could not be looked through for damage", metadata: ["error": "\(error)"])
        }
    }
}
