// Whether customers want messages that come unasked, as they told a provider.

public import HostCore
public import HostStorage
public import OrkestaModel

extension Customers {
    /// Records what a customer told at `said`. Whether that changes anything: providers repeat
    /// themselves, and what was said before something that is known already is over.
    public func hear(
        wantsMessages: Bool,
        from customer: CustomerID,
        said: Timestamp,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        let row = try connection.row(
            "SELECT opted_out_at, wished_at FROM customers WHERE tenant_id = ? AND id = ?",
            tenant.id,
            customer
        )
        guard let row else { return false }
        // What is in the future was said in a time that the time machine has left.
        if let last = row.optionalTimestamp(1), last > said, last <= now { return false }
        let before = row.optionalTimestamp(0)
        let since = wantsMessages ? nil : before ?? said
        try setOptedOut(customer, since: since, said: said, at: now, in: connection)
        return (before != nil) == wantsMessages
    }
}
