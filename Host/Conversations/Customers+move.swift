// A customer who has another number, as a provider tells: the customer stays who they are, and
// what they were talking about goes on there.

public import HostAccess
public import HostCore
public import HostStorage
import HostTime
public import OrkestaModel

/// A customer who is at another address now.
public struct MovedCustomer: Sendable, Hashable {
    public let customer: Customer
    /// Set where somebody else had that address.
    public let passed: PassedNumber?
}

extension Customers {
    /// Whoever is at one address of a channel is at another from now on, and no more at the
    /// first: networks give numbers out again. Their conversations go with them, unless one is
    /// open there already; who had the other address has it no more, which `audit` tells of. Nil,
    /// and nothing changes, where nobody was known at the first when that was `said`: providers
    /// repeat themselves, and somebody else may be there by now.
    public func move(
        channel: PluginID,
        from old: String,
        to new: String,
        said: Timestamp,
        at moment: Timestamp,
        audit: (_ former: CustomerID, _ after: JSON) -> AuditRecord,
        in connection: any DatabaseConnection
    ) throws -> MovedCustomer? {
        let (old, new) = (Address.canonical(old), Address.canonical(new))
        guard old != new else { return nil }
        let known = try find(channel: channel, address: old, in: connection) ?? findPhone(old, in: connection)
        guard let owner = known, let since = try since(old, owner.id, in: connection),
            since <= said.advanced(byMilliseconds: Limits.providerSecondMilliseconds)
        else { return nil }
        let isAnothers = try isAnothers(new, on: channel, than: owner.id, in: connection)
        let passed = try isAnothers ? pass(new, to: owner, at: moment, in: connection, audit: audit) : nil
        // Whoever is told with it next is its owner, and a provider knows them by another id.
        try NumberHolders(tenant).forget(new, on: channel, in: connection)
        try leave(old, on: channel, owner.id, in: connection)
        let channels = [channel] + (Address.isPhone(new) ? [Self.telephone].compactMap(\.self) : [])
        for channel in channels { try link(owner.id, channel, new, at: since, in: connection) }
        try Conversations(tenant).move(channel, from: old, to: new, of: owner.id, in: connection)
        try DebtorTimer(tenant).lookNow(owner.id, at: moment, in: connection)
        return MovedCustomer(customer: owner, passed: passed)
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

    /// The address is not the customer's any more, on no channel, nor is what else the channel's
    /// provider knew them by there.
    private func leave(
        _ address: String,
        on channel: PluginID,
        _ customer: CustomerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        for known in try addresses(of: customer, in: connection) {
            let isID = known.channel == channel && !Address.isPhone(known.address)
            guard known.address == address || isID else { continue }
            try connection.execute(
                "DELETE FROM customer_addresses WHERE tenant_id = ? AND channel = ? AND address = ?",
                tenant.id,
                known.channel,
                known.address
            )
        }
    }
}

extension Conversations {
    /// With their timers and files. A turn under way becomes stale. What was begun at the new
    /// address already goes on there instead.
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
