// Invoices that nobody pays any more: proposed by the ladder, decided by a person.

public import HostConversations
public import HostCore
public import HostPayments
public import HostStorage
import HostTime
public import OrkestaModel

/// Tags the keys of write-offs.
public enum WriteOffKind {}

public typealias WriteOffID = Identifier<WriteOffKind>

/// A loss that is proposed or decided.
public struct WriteOff: Sendable, Hashable {
    public let id: WriteOffID
    public let invoiceID: InvoiceID
    /// `INV-1001`.
    public let invoice: String
    public let customerID: CustomerID
    /// What was open when it was proposed; once it is approved, what was booked as lost.
    public let amount: Money
    public let state: State
    /// What the person who decided said.
    public let reason: String?
    public let decidedBy: String?
    public let createdAt: Timestamp
    /// When a person decided, or it was withdrawn.
    public let decidedAt: Timestamp?

    /// Whether a person has decided.
    public enum State: String, Sendable, CaseIterable {
        case proposed, approved, rejected
        /// Nobody has to decide any more: the invoice was paid, or withdrawn itself.
        case withdrawn
    }

    public var json: JSON {
        [
            "id": .string(id.rawValue), "invoice": .string(invoice), "customer_id": .string(customerID.rawValue),
            "amount": amount.json, "state": .string(state.rawValue), "reason": JSON(reason),
            "decided_by": JSON(decidedBy), "created_at": .string(createdAt.description),
            "decided_at": JSON(decidedAt?.description),
        ]
    }
}

/// The write-offs of one tenant.
public struct WriteOffs: Sendable {
    private static let columns = """
        write_offs.id, write_offs.invoice_id, invoices.number, write_offs.customer_id, write_offs.amount_minor, \
        write_offs.currency, write_offs.state, write_offs.reason, write_offs.decided_by, write_offs.created_at, \
        write_offs.decided_at
        """

    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Proposes to give up these invoices, each once: again only when it had been paid and
    /// is open anew, or when a part payment has let its ladder begin again since a
    /// person kept it. Returns whether one is new.
    func propose(
        _ debts: [OpenDebt],
        by ladder: DunningLadder,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        var isNew = false
        for debt in debts {
            let counted = ladder.standing(debt, at: moment).countedFrom
            let lostAt = ladder.calendar.moment(of: counted.advanced(byDays: DunningStage.writeOff.days), hour: 0)
            var seed = StableHash()
            seed.combine("write-off")
            seed.combine(debt.invoice.id.rawValue)
            let inserted = try connection.execute(
                """
                INSERT INTO write_offs (id, tenant_id, invoice_id, customer_id, amount_minor, currency, state,
                    created_at)
                VALUES (?, ?, ?, ?, ?, ?, 'proposed', ?)
                ON CONFLICT (invoice_id) DO UPDATE SET state = 'proposed', customer_id = excluded.customer_id,
                    amount_minor = excluded.amount_minor, reason = NULL, decided_by = NULL, decided_at = NULL,
                    created_at = excluded.created_at
                WHERE write_offs.state = 'withdrawn' OR (write_offs.state = 'rejected' AND write_offs.created_at < ?)
                """,
                WriteOffID(at: moment, randomness: SeededRandomness(seed: seed.value)),
                tenant.id,
                debt.invoice.id,
                debt.invoice.customerID,
                debt.open.position.balance,
                debt.invoice.total.currency,
                moment,
                lostAt
            )
            guard inserted == 1 else { continue }
            isNew = true
            try DomainEvents(tenant).record(
                .writeOffProposed,
                entity: debt.invoice.id.rawValue,
                data: ["invoice": .string(debt.invoice.shownNumber), "amount": debt.open.balance.json],
                id: DomainEventID(at: moment, randomness: SeededRandomness(seed: seed.value &+ 1)),
                at: moment,
                in: connection
            )
        }
        return isNew
    }

    /// Takes proposals back about which nobody has to decide any more: of the customer's
    /// invoices, those that are paid by now, or void.
    func withdraw(
        of customer: CustomerID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE write_offs SET state = 'withdrawn', decided_at = ?
            WHERE tenant_id = ? AND customer_id = ? AND state = 'proposed' AND NOT EXISTS (
                SELECT 1 FROM invoices WHERE invoices.id = write_offs.invoice_id
                    AND invoices.\(InvoiceRow.isOpen) AND invoices.voided_at IS NULL)
            """,
            moment,
            tenant.id,
            customer
        )
    }

    /// A page of write-offs, newest first. Nil stands for any.
    public func list(
        state: WriteOff.State? = nil,
        before cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> (writeOffs: [WriteOff], next: ActivityCursor?) {
        let bound = cursor ?? .end
        let found = try read(
            """
            (write_offs.created_at, write_offs.id) < (?, ?) AND write_offs.state = COALESCE(?, write_offs.state)
            ORDER BY write_offs.created_at DESC, write_offs.id DESC LIMIT ?
            """,
            [bound.at, bound.key, state?.rawValue, limit + 1],
            in: connection
        )
        let page = Array(found.prefix(limit))
        let next = page.last.map { ActivityCursor(at: $0.createdAt, key: $0.id.rawValue) }
        return (page, found.count > limit ? next : nil)
    }

    public func find(_ id: WriteOffID, in connection: any DatabaseConnection) throws -> WriteOff? {
        try read("write_offs.id = ?", [id], in: connection).first
    }

    /// Decides a proposal. Of an approved one what is open by then is booked as a loss,
    /// and is its amount. Throws notFound and conflict problems: what a case is open about
    /// is not given up.
    public func decide(
        _ id: WriteOffID,
        _ decision: Decision,
        with ledger: Ledger,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> (before: WriteOff, after: WriteOff) {
        guard let before = try find(id, in: connection) else {
            throw Problem(.notFound, "there is no such write-off", field: "write_off", remedy: "Check its key.")
        }
        guard before.state == .proposed else {
            throw Problem(
                .conflict,
                "the write-off is \(before.state.rawValue)",
                field: "write_off",
                remedy: "It is decided once; look at the invoice."
            )
        }
        if decision.isApproved, let held = try Cases(tenant).holding(before.customerID, in: connection) {
            throw Problem(
                .conflict,
                "\(held.shownNumber) of the customer is \(held.state.rawValue)",
                field: "write_off",
                remedy: "See to \(held.shownNumber) and close it first."
            )
        }
        let amount = try decision.isApproved ? ledger.writeOff(before.invoiceID, in: connection) : before.amount
        let changed = try connection.execute(
            """
            UPDATE write_offs SET state = ?, reason = ?, decided_by = ?, decided_at = ?, amount_minor = ?
            WHERE tenant_id = ? AND id = ? AND state = 'proposed'
            """,
            decision.isApproved ? "approved" : "rejected",
            decision.reason,
            decision.actor,
            moment,
            amount.minor,
            tenant.id,
            id
        )
        guard changed == 1, let after = try find(id, in: connection) else {
            throw DatabaseError.failed("a write-off's row did not come back")
        }
        return (before, after)
    }

    /// A person's word about a proposal.
    public struct Decision: Sendable {
        public let isApproved: Bool
        public let reason: String?
        public let actor: String

        public init(isApproved: Bool, reason: String?, actor: String) {
            self.isApproved = isApproved
            self.reason = reason
            self.actor = actor
        }
    }

    private func read(
        _ condition: String,
        _ arguments: [any DatabaseArgument],
        in connection: any DatabaseConnection
    ) throws -> [WriteOff] {
        try connection.rows(
            """
            SELECT \(Self.columns) FROM write_offs JOIN invoices ON invoices.id = write_offs.invoice_id
            WHERE write_offs.tenant_id = ? AND \(condition)
            """,
            [tenant.id as any DatabaseArgument] + arguments
        ).map { row in try WriteOff(row) }
    }
}

extension WriteOff {
    fileprivate init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let state = State(rawValue: try row.text(6)) else { throw .failed("a write-off's row is damaged") }
        self.init(
            id: try row.identifier(0),
            invoiceID: try row.identifier(1),
            invoice: "INV-\(try row.integer(2))",
            customerID: try row.identifier(3),
            amount: Money(minor: try row.integer(4), currency: try row.text(5)),
            state: state,
            reason: row.optionalText(7),
            decidedBy: row.optionalText(8),
            createdAt: try row.timestamp(9),
            decidedAt: row.optionalTimestamp(10)
        )
    }
}
