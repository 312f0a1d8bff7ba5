// One person, known twice: merged, so that history and papers are together, and
// parted again when that was wrong.

public import HostAccess
public import HostCore
public import HostStorage
import HostTime
public import OrkestaModel

/// What a merge moved.
public struct CustomerMerge: Sendable, Hashable {
    public let merged: CustomerID
    public let into: CustomerID
    public let at: Timestamp
    /// Keys of the rows, by table.
    let moved: JSON
}

extension Customers {
    /// Everything of `merged` becomes that of `into`; what a customer wanted no more
    /// of stays unwanted. What cannot change hands, the entries of their credit, is read
    /// as that of both from now on. Audited. Throws notFound and conflict problems.
    public func merge(
        _ merged: CustomerID,
        into target: CustomerID,
        at moment: Timestamp,
        audit: (_ action: String, _ after: JSON) -> AuditRecord,
        in connection: any DatabaseConnection
    ) throws {
        let (from, to) = (try required(merged, in: connection), try required(target, in: connection))
        guard from.id != to.id else {
            throw Problem(
                .conflict,
                "a customer cannot be merged with itself",
                field: "into",
                remedy: "Name another customer."
            )
        }
        try requireUnmerged(from, field: "customer_id", in: connection)
        try requireUnmerged(to, field: "into", in: connection)
        // Of two merges at once with one of them, the second begins again and sees the first.
        try connection.execute(
            "UPDATE customers SET updated_at = ? WHERE tenant_id = ? AND id IN (?, ?)",
            moment,
            tenant.id,
            from.id,
            to.id
        )
        try CustomerPartings(tenant).forget(
            between: family(of: from.id, in: connection),
            family(of: to.id, in: connection),
            in: connection
        )
        // Whichever of the two waits; where both do, the one of `merged`.
        try cancelDoubled(of: from.id, besides: to.id, in: connection)
        try cancelDoubled(of: to.id, besides: from.id, in: connection)
        var moved: [String: JSON] = [:]
        for belonging in CustomerBelonging.all {
            moved[belonging.table] = try belonging.move(from: from.id, to: to.id, of: tenant, in: connection)
        }
        try connection.execute(
            """
            INSERT INTO customer_merges (tenant_id, merged_id, into_id, moved, at) VALUES (?, ?, ?, ?, ?)
            """,
            tenant.id,
            from.id,
            to.id,
            JSON.object(moved),
            moment
        )
        if let since = from.optedOutAt, to.optedOutAt == nil {
            try setOptedOut(to.id, since: since, at: moment, in: connection)
        }
        try joinReminders(of: from.id, to.id, at: moment, in: connection)
        _ = try complete(to, name: from.name, locale: from.locale, at: moment, in: connection)
        try AuditLog.record(
            audit("merge", ["merged": .string(from.shownNumber), "into": .string(to.shownNumber)]),
            in: connection
        )
    }

    /// What is queued for one of them on a day of the other's reminder does not go out.
    /// What it would have said is still to be: a promise that it followed up, and what a
    /// person asked for.
    private func cancelDoubled(
        of customer: CustomerID,
        besides other: CustomerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let doubled = """
            reminders.tenant_id = ? AND reminders.customer_id = ? AND reminders.state = 'queued'
                AND \(CustomerBelonging.secondReminder)
            """
        try connection.execute(
            """
            UPDATE promises SET followed_up_at = NULL WHERE tenant_id = ? AND customer_id = ? AND state = 'broken'
                AND followed_up_at IN (SELECT reminders.created_at FROM reminders WHERE \(doubled))
            """,
            tenant.id,
            customer,
            tenant.id,
            customer,
            other
        )
        try connection.execute(
            """
            INSERT INTO reminder_requests (tenant_id, customer_id, requested_by, requested_at)
            SELECT tenant_id, customer_id, requested_by, created_at FROM reminders
            WHERE \(doubled) AND requested_by IS NOT NULL ORDER BY created_at LIMIT 1
            ON CONFLICT (tenant_id, customer_id) DO NOTHING
            """,
            tenant.id,
            customer,
            other
        )
        try connection.execute("UPDATE reminders SET state = 'cancelled' WHERE \(doubled)", tenant.id, customer, other)
    }

    /// One customer is reminded from now on, and a person's wish for one of them is one
    /// for both.
    private func joinReminders(
        of merged: CustomerID,
        _ target: CustomerID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO reminder_requests (tenant_id, customer_id, requested_by, requested_at)
            SELECT tenant_id, ?, requested_by, requested_at FROM reminder_requests
            WHERE tenant_id = ? AND customer_id = ?
            ON CONFLICT (tenant_id, customer_id) DO NOTHING
            """,
            target,
            tenant.id,
            merged
        )
        try connection.execute(
            "DELETE FROM reminder_requests WHERE tenant_id = ? AND customer_id = ?",
            tenant.id,
            merged
        )
        try DebtorTimer(tenant).forget(merged, in: connection)
        try DebtorTimer(tenant).lookNow(target, at: moment, in: connection)
    }

    /// Gives back what a merge moved, from whoever has it now: also where the one that it went
    /// to was merged in turn. Both stay apart, whatever a provider tells of them, until a person
    /// merges them. Audited. Throws a conflict problem when the customer was not merged.
    public func part(
        _ merged: CustomerID,
        at moment: Timestamp,
        audit: (_ action: String, _ after: JSON) -> AuditRecord,
        in connection: any DatabaseConnection
    ) throws {
        let customer = try required(merged, in: connection)
        let others = try successors(of: customer.id, in: connection)
        guard let merge = try merge(of: customer.id, in: connection), let last = others.last else {
            throw Problem(
                .conflict,
                "\(customer.shownNumber) is not merged into another customer",
                field: "customer_id",
                remedy: "Name the customer that was merged, not the one that it was merged into."
            )
        }
        let holder = try required(last, in: connection)
        for belonging in CustomerBelonging.all {
            guard let names = merge.moved[belonging.table] else { continue }
            try belonging.giveBack(names, from: holder.id, to: customer.id, of: tenant, in: connection)
        }
        try connection.execute(
            "DELETE FROM customer_merges WHERE tenant_id = ? AND merged_id = ?",
            tenant.id,
            customer.id
        )
        try CustomerPartings(tenant).record(customer.id, from: others, at: moment, in: connection)
        for one in [customer, holder] { try DebtorTimer(tenant).lookNow(one.id, at: moment, in: connection) }
        try AuditLog.record(
            audit("part", ["parted": .string(customer.shownNumber), "from": .string(holder.shownNumber)]),
            in: connection
        )
    }

    /// The merge that ended this customer; nil when there was none.
    public func merge(of customer: CustomerID, in connection: any DatabaseConnection) throws -> CustomerMerge? {
        let row = try connection.row(
            "SELECT into_id, moved, at FROM customer_merges WHERE tenant_id = ? AND merged_id = ?",
            tenant.id,
            customer
        )
        return try row.map { row in
            CustomerMerge(
                merged: customer,
                into: try row.identifier(0),
                at: try row.timestamp(2),
                moved: try row.json(1)
            )
        }
    }

    private func requireUnmerged(
        _ customer: Customer,
        field: String,
        in connection: any DatabaseConnection
    ) throws {
        guard let last = try successors(of: customer.id, in: connection).last else { return }
        let stays = try required(last, in: connection).shownNumber
        throw Problem(
            .conflict,
            "\(customer.shownNumber) was merged into \(stays)",
            field: field,
            remedy: "Name \(stays), or part \(customer.shownNumber) first."
        )
    }

    private func required(_ id: CustomerID, in connection: any DatabaseConnection) throws -> Customer {
        guard let customer = try find(id.rawValue, in: connection) else {
            throw Problem(
                .notFound,
                "there is no customer \(id)",
                field: "customer_id",
                remedy: "List the customers with GET /api/customers."
            )
        }
        return customer
    }
}
