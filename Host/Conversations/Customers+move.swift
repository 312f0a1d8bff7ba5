// A customer who has another number, as a provider tells: the customer stays who they are, and
// what they were talking about goes on there.

public import HostCore
public import HostStorage
import HostTime
public import OrkestaModel

extension Customers {
    /// Whoever is at one address of a channel is at another from now on, and no more at the
    /// first: networks give numbers out again. Their conversations go with them, unless one is
    /// open there already. Nil, and nothing changes, where nobody was known at the first when
    /// that was `said`: providers repeat themselves, and somebody else may be there by now.
    public func move(
        channel: PluginID,
        from old: String,
        to new: String,
        said: Timestamp,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Customer? {
        let (old, new) = (Address.canonical(old), Address.canonical(new))
        guard old != new else { return nil }
        let known = try find(channel: channel, address: old, in: connection) ?? findPhone(old, in: connection)
        guard let owner = known, let since = try since(old, owner.id, in: connection),
            since <= said.advanced(byMilliseconds: Limits.providerSecondMilliseconds)
        else { return nil }
        try readdress(owner.id, channel, from: old, to: new, since: since, in: connection)
        let conversations = Conversations(tenant)
        try conversations.vacate(channel, new, for: owner.id, at: moment, in: connection)
        try conversations.move(channel, from: old, to: new, of: owner.id, in: connection)
        try DebtorTimer(tenant).lookNow(owner.id, at: moment, in: connection)
        return owner
    }

    /// Since when a customer is known at an address.
    private func since(
        _ address: String,
        _ customer: CustomerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Timestamp? {
        try connection.row(
            "SELECT MIN(created_at) FROM customer_addresses WHERE tenant_id = ? AND customer_id = ? AND address = ?",
            tenant.id,
            customer,
            address
        )?.optionalTimestamp(0)
    }

    /// The new address takes the old one's place. What else a provider knew the customer by
    /// there belonged to the old one.
    private func readdress(
        _ owner: CustomerID,
        _ channel: PluginID,
        from old: String,
        to new: String,
        since moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        for known in try addresses(of: owner, in: connection) {
            let isOfOld = known.address == old || known.channel == channel && !Address.isPhone(known.address)
            guard isOfOld, known.address != new else { continue }
            try connection.execute(
                "DELETE FROM customer_addresses WHERE tenant_id = ? AND channel = ? AND address = ?",
                tenant.id,
                known.channel,
                known.address
            )
        }
        // Whoever had it before has it no more, on no channel.
        try connection.execute(
            "UPDATE customer_addresses SET customer_id = ? WHERE tenant_id = ? AND address = ?",
            owner,
            tenant.id,
            new
        )
        let channels = [channel] + (Address.isPhone(new) ? [Self.telephone].compactMap(\.self) : [])
        for channel in channels { try link(owner, channel, new, at: moment, in: connection) }
    }
}

extension Conversations {
    /// Ends what others have open at an address: whoever writes there now is not them.
    fileprivate func vacate(
        _ channel: PluginID,
        _ address: String,
        for owner: CustomerID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let ended = try connection.rows(
            """
            UPDATE conversations SET state = 'completed', state_revision = state_revision + 1, updated_at = ?
            WHERE tenant_id = ? AND channel = ? AND address = ? AND customer_id <> ? AND state <> 'completed'
            RETURNING id
            """,
            moment,
            tenant.id,
            channel,
            address,
            owner
        )
        for row in ended { try HandOffs.end(try row.identifier(0), in: connection) }
    }

    /// A turn under way becomes stale. What was begun at the new address already goes on there.
    fileprivate func move(
        _ channel: PluginID,
        from old: String,
        to new: String,
        of owner: CustomerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let begun = try connection.row(
            "SELECT 1 FROM conversations WHERE tenant_id = ? AND channel = ? AND address = ? AND state <> 'completed'",
            tenant.id,
            channel,
            new
        )
        guard begun == nil else { return }
        try connection.execute(
            "DELETE FROM timers WHERE tenant_id = ? AND channel = ? AND address = ?",
            tenant.id,
            channel,
            new
        )
        try connection.execute(
            """
            UPDATE conversations SET address = ?, state_revision = state_revision + 1
            WHERE tenant_id = ? AND channel = ? AND address = ? AND customer_id = ?
            """,
            new,
            tenant.id,
            channel,
            old,
            owner
        )
        for table in ["timers", "attachments"] {
            try connection.execute(
                "UPDATE \(table) SET address = ? WHERE tenant_id = ? AND channel = ? AND address = ?",
                new,
                tenant.id,
                channel,
                old
            )
        }
    }
}
