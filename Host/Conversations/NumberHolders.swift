// Who holds a telephone number, by the id under which a channel's provider knows them.

import HostCore
import HostStorage
import OrkestaModel

/// The ids that providers told together with numbers, the last one of each number and
/// channel. It says nothing of customers: whose a number and an id are stands with their
/// addresses.
struct NumberHolders: Sendable {
    private let tenant: TenantHandle

    init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Who holds a number.
    struct Holder: Sendable, Hashable {
        let id: String
        /// When id and number were first told together.
        let since: Timestamp
    }

    /// The one with whose id the number was told last; nil: with none so far.
    func find(
        _ number: String,
        on channel: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Holder? {
        let row = try connection.row(
            "SELECT holder, since FROM number_holders WHERE tenant_id = ? AND channel = ? AND number = ?",
            tenant.id,
            channel,
            number
        )
        return try row.map { row throws(DatabaseError) in
            Holder(id: try row.text(0), since: try row.timestamp(1))
        }
    }

    func set(
        _ holder: Holder,
        of number: String,
        on channel: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO number_holders (tenant_id, channel, number, holder, since) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, channel, number) DO UPDATE SET holder = excluded.holder, since = excluded.since
            """,
            tenant.id,
            channel,
            number,
            holder.id,
            holder.since
        )
    }

    /// Whether an id was told with any number.
    func isHolder(
        _ id: String,
        on channel: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        try connection.row(
            "SELECT 1 FROM number_holders WHERE tenant_id = ? AND channel = ? AND holder = ? LIMIT 1",
            tenant.id,
            channel,
            id
        ) != nil
    }
}
