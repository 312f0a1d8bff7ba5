// The promises of one tenant's customers: made, kept, broken, called off.

public import HostConversations
public import HostCore
import HostPayments
public import HostStorage
import HostTime
public import OrkestaModel

/// Finds, makes and settles promises.
public struct Promises: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Those that are open, and those that were broken without a word about that yet,
    /// of one customer or of all; oldest first.
    func unsettled(of customer: CustomerID?, in connection: any DatabaseConnection) throws -> [PromiseRow] {
        try read(
            """
            (promises.state = 'open' OR (promises.state = 'broken' AND promises.followed_up_at IS NULL))
                \(customer == nil ? "" : "AND promises.customer_id = ?")
            """,
            customer.map { [$0 as any DatabaseArgument] } ?? [],
            in: connection
        )
    }

    /// How many promises about an invoice were broken.
    func brokenCount(of invoices: [InvoiceID], in connection: any DatabaseConnection) throws -> Int64 {
        guard !invoices.isEmpty else { return 0 }
        let places = Array(repeating: "?", count: invoices.count).joined(separator: ", ")
        let rows = try connection.rows(
            """
            SELECT COUNT(DISTINCT promises.id) FROM promises
            JOIN promise_invoices ON promise_invoices.promise_id = promises.id
            WHERE promises.tenant_id = ? AND promises.state = 'broken' AND promise_invoices.invoice_id IN (\(places))
            """,
            [tenant.id as any DatabaseArgument] + invoices.map { $0 as any DatabaseArgument }
        )
        return try rows.first?.integer(0) ?? 0
    }

    /// A page of promises, newest first. Nil stands for any.
    public func list(
        state: DebtPromise.State? = nil,
        before cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> (promises: [PromiseRow], next: ActivityCursor?) {
        let bound = cursor ?? .end
        let found = try read(
            """
            (promises.created_at, promises.id) < (?, ?) AND promises.state = COALESCE(?, promises.state)
            """,
            [bound.at, bound.key, state?.rawValue],
            order: "promises.created_at DESC, promises.id DESC",
            limit: limit + 1,
            in: connection
        )
        let page = Array(found.prefix(limit))
        let next = page.last.map { ActivityCursor(at: $0.createdAt, key: $0.id.rawValue) }
        return (page, found.count > limit ? next : nil)
    }

    public func find(_ id: PromiseID, in connection: any DatabaseConnection) throws -> PromiseRow? {
        try read("promises.id = ?", [id], in: connection).first
    }

    /// Stores a promise in the place of earlier ones about the same invoices.
    func make(
        _ draft: PromiseDraft,
        id: PromiseID,
        by actor: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        for earlier in try unsettled(of: draft.customer, in: connection)
        where draft.invoices.contains(where: { earlier.covers($0.id) }) {
            if earlier.state == .open { try settle(earlier, as: .cancelled, at: moment, in: connection) }
            try followUp(earlier.id, at: moment, in: connection)
        }
        try connection.execute(
            """
            INSERT INTO promises (id, tenant_id, customer_id, amount_minor, currency, day, over_at, state, made_by,
                created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)
            """,
            id,
            tenant.id,
            draft.customer,
            draft.amount.minor,
            draft.amount.currency,
            draft.day.daysSinceEpoch,
            draft.overAt,
            actor,
            moment
        )
        for invoice in draft.invoices {
            try connection.execute(
                """
                INSERT INTO promise_invoices (promise_id, tenant_id, invoice_id, arrived_minor)
                SELECT ?, tenant_id, id, \(arrived("invoices.id")) FROM invoices WHERE tenant_id = ? AND id = ?
                """,
                id,
                tenant.id,
                invoice.id
            )
        }
        try record(.promiseMade, id, at: moment, in: connection)
        try DebtorTimer(tenant).lookNow(draft.customer, at: moment, in: connection)
    }

    /// A person calls a promise off. Throws a problem when it is not open.
    public func cancel(
        _ id: PromiseID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> PromiseRow {
        guard let promise = try find(id, in: connection) else {
            throw Problem(.notFound, "there is no such promise", field: "promise", remedy: "Check its key.")
        }
        guard promise.state == .open else {
            throw Problem(
                .conflict,
                "the promise is \(promise.state.rawValue)",
                field: "promise",
                remedy: "Only an open promise can be called off."
            )
        }
        try settle(promise, as: .cancelled, at: moment, in: connection)
        try DebtorTimer(tenant).lookNow(promise.customerID, at: moment, in: connection)
        return try find(id, in: connection) ?? promise
    }

    /// Decides the open promises of a customer: kept as soon as the money is there,
    /// called off when nothing of what was promised is owed any more, broken once their
    /// day is over.
    func settle(_ customer: CustomerID, at now: Timestamp, in connection: any DatabaseConnection) throws {
        for promise in try unsettled(of: customer, in: connection) where promise.state == .open {
            let row = try connection.row(
                """
                SELECT COALESCE(SUM(\(arrived("promise_invoices.invoice_id")) - arrived_minor), 0)
                FROM promise_invoices WHERE promise_id = ?
                """,
                promise.id
            )
            if try row?.integer(0) ?? 0 >= promise.amount.minor {
                try settle(promise, as: .kept, at: now, in: connection)
            } else if try !isOwed(promise, in: connection) {
                try settle(promise, as: .cancelled, at: now, in: connection)
            } else if promise.overAt <= now {
                try settle(promise, as: .broken, at: now, in: connection)
            }
        }
    }

    /// Whether an invoice of the promise is to be paid: neither paid, withdrawn nor given up.
    private func isOwed(
        _ promise: PromiseRow,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        let row = try connection.row(
            """
            SELECT 1 FROM promise_invoices JOIN invoices ON invoices.id = promise_invoices.invoice_id
            WHERE promise_invoices.promise_id = ? AND invoices.voided_at IS NULL AND invoices.written_off_at IS NULL
                AND invoices.\(InvoiceRow.isOpen) LIMIT 1
            """,
            promise.id
        )
        return row != nil
    }

    func followUp(_ id: PromiseID, at moment: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) {
        try connection.execute(
            "UPDATE promises SET followed_up_at = ? WHERE tenant_id = ? AND id = ?",
            moment,
            tenant.id,
            id
        )
    }

    private func settle(
        _ promise: PromiseRow,
        as state: DebtPromise.State,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        try connection.execute(
            "UPDATE promises SET state = ?, settled_at = ? WHERE tenant_id = ? AND id = ?",
            state.rawValue,
            moment,
            tenant.id,
            promise.id
        )
        switch state {
        case .kept: try record(.promiseKept, promise.id, at: moment, in: connection)
        case .broken: try record(.promiseBroken, promise.id, at: moment, in: connection)
        case .open, .cancelled: break
        }
    }

    private func record(
        _ type: DomainEventType,
        _ id: PromiseID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        guard let promise = try find(id, in: connection) else { return }
        var seed = StableHash()
        seed.combine(id.rawValue)
        seed.combine(type.rawValue)
        try DomainEvents(tenant).record(
            type,
            entity: promise.customerID.rawValue,
            data: ["promise": promise.json],
            id: DomainEventID(at: moment, randomness: SeededRandomness(seed: seed.value)),
            at: moment,
            in: connection
        )
    }

    /// What has arrived of the invoice whose key a column holds.
    private func arrived(_ column: String) -> String {
        """
        (SELECT COALESCE(SUM(payments.amount_minor), 0) FROM payments
            WHERE payments.invoice_id = \(column) AND payments.\(PaymentRow.hasArrived))
        """
    }

    private func read(
        _ condition: String,
        _ arguments: [any DatabaseArgument],
        order: String = "promises.created_at, promises.id",
        limit: Int? = nil,
        in connection: any DatabaseConnection
    ) throws -> [PromiseRow] {
        let pick = """
            SELECT promises.id FROM promises WHERE promises.tenant_id = ? AND \(condition)
            ORDER BY \(order)\(limit.map { " LIMIT \($0)" } ?? "")
            """
        let rows = try connection.rows(
            """
            SELECT \(PromiseRow.columns), promise_invoices.invoice_id, invoices.number FROM promises
            JOIN promise_invoices ON promise_invoices.promise_id = promises.id
            JOIN invoices ON invoices.id = promise_invoices.invoice_id
            WHERE promises.id IN (\(pick)) ORDER BY \(order), invoices.number
            """,
            [tenant.id as any DatabaseArgument] + arguments
        )
        var promises: [PromiseRow] = []
        for row in rows {
            let promise = try PromiseRow(row)
            if promises.last?.id != promise.id { promises.append(promise) }
            promises[promises.count - 1].invoices.append(
                PromiseRow.Subject(
                    id: try row.identifier(PromiseRow.columnCount),
                    number: try row.integer(PromiseRow.columnCount + 1)
                )
            )
        }
        return promises
    }
}

/// A promise that may be made.
struct PromiseDraft: Sendable {
    let customer: CustomerID
    let amount: Money
    let day: CivilDate
    let overAt: Timestamp
    let invoices: [PromiseRow.Subject]
}
