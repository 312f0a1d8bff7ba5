// Credit of customers who become one and are parted again: no entry of the ledger is
// changed, and every centavo is somebody's.

import HostAccess
import HostConversations
import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import Testing

struct MergedCreditTests {
    @Test("what both had is one credit; parted, each has again what was theirs")
    func oneCreditAndTwoAgain() async throws {
        try await TestHouse.with { house in
            let (ana, anita) = (house.customer, try await house.anita())
            try await house.grant(5_000, to: ana)
            try await house.grant(1_000, to: anita)
            try await house.merge(ana, into: anita)
            #expect(try await house.credit(of: anita) == 6_000)
            #expect(try await house.credit(of: ana) == 6_000, "whoever asks for Ana means Anita")
            let movements = try await house.database.read { [tenant = house.tenant] connection in
                try Credits(tenant).movements(of: anita, limit: 9, in: connection)
            }
            #expect(movements.map(\.amount) == [pesos(1_000), pesos(5_000)])
            try await house.part(ana)
            #expect(try await house.credit(of: ana) == 5_000)
            #expect(try await house.credit(of: anita) == 1_000)
            try await house.expectBalanced()
        }
    }

    @Test("merged credit pays an invoice that moved, and parts with it")
    func creditFollowsItsInvoice() async throws {
        try await TestHouse.with { house in
            let (ana, anita) = (house.customer, try await house.anita())
            try await house.grant(5_000, to: ana)
            let invoice = try await house.invoice(3_000)
            try await house.merge(ana, into: anita)
            let paid = try await house.useCredit(on: invoice)
            #expect(paid.invoice.status == .succeeded)
            #expect(try await house.credit(of: anita) == 2_000)
            try await house.part(ana)
            #expect(try await house.credit(of: ana) == 2_000)
            #expect(try await house.credit(of: anita) == 0)
            try await house.expectBalanced()
        }
    }

    @Test("what was paid too much, and given back while both were one, is nobody's afterwards")
    func overpaidThenGivenBack() async throws {
        try await TestHouse.with { house in
            let (ana, anita) = (house.customer, try await house.anita())
            let (invoice, _) = try await house.paid(10_000)
            let late = try await house.plant(4_000, on: invoice)
            try await house.take(.succeeded, of: late)
            try await house.merge(ana, into: anita)
            #expect(try await house.credit(of: anita) == 4_000)
            let news = ProviderNews.refund(
                RefundReport(
                    .succeeded,
                    of: AttemptName(reference: late.id),
                    id: "re_1",
                    reference: nil,
                    amount: pesos(4_000)
                )
            )
            _ = try await house.database.write { [ledger = house.ledger] in
                try ledger.take(news, of: .sandbox, in: $0)
            }
            #expect(try await house.credit(of: anita) == 0)
            try await house.part(ana)
            #expect(try await house.credit(of: ana) == 0)
            #expect(try await house.credit(of: anita) == 0)
            try await house.expectBalanced()
        }
    }

    @Test("whoever spent the other's credit owes it when they are parted, and spends no more")
    func spentByTheOther() async throws {
        try await TestHouse.with { house in
            let (ana, anita) = (house.customer, try await house.anita())
            try await house.grant(5_000, to: ana)
            try await house.merge(ana, into: anita)
            _ = try await house.useCredit(on: try await house.invoice(5_000, of: anita))
            #expect(try await house.credit(of: anita) == 0)
            try await house.part(ana)
            #expect(try await house.credit(of: ana) == 5_000, "what was hers is hers")
            #expect(try await house.credit(of: anita) == -5_000)
            let next = try await house.invoice(1_000, of: anita)
            let problem = await #expect(throws: Problem.self) { try await house.useCredit(on: next) }
            #expect(problem?.kind == .conflict)
            try await house.expectBalanced()
        }
    }

    @Test("at once, under the name of either: it is spent once")
    func spentOnceUnderBothNames() async throws {
        try await TestHouse.with { house in
            let (ana, anita) = (house.customer, try await house.anita())
            try await house.grant(5_000, to: ana)
            try await house.merge(ana, into: anita)
            let paidOut = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        let name = index.isMultiple(of: 2) ? ana : anita
                        do {
                            try await house.payOut(5_000, of: name)
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { count, isPaid in count += isPaid ? 1 : 0 }
            }
            #expect(paidOut == 1)
            #expect(try await house.credit(of: anita) == 0)
            try await house.expectBalanced()
        }
    }

    @Test("a return goes with its order, and what it is worth becomes the credit of whose it is then")
    func aReturnMoves() async throws {
        try await TestHouse.with { house in
            let (ana, anita) = (house.customer, try await house.anita())
            let (invoice, _) = try await house.paid(10_000, by: "oxxo")
            try await house.addReturn(of: invoice)
            let owners = "SELECT COUNT(*) FROM returns WHERE customer_id = ?"
            try await house.merge(ana, into: anita)
            #expect(try await house.count(owners, anita) == 1)
            try await house.refund(invoice, 4_000)
            #expect(try await house.credit(of: anita) == 4_000)
            try await house.part(ana)
            #expect(try await house.count(owners, ana) == 1)
            #expect(try await house.credit(of: ana) == 4_000)
            #expect(try await house.credit(of: anita) == 0)
            try await house.expectBalanced()
        }
    }
}

extension TestHouse {
    /// Another customer.
    fileprivate func anita() async throws -> CustomerID {
        let web = try #require(PluginID("web"))
        return try await database.write { [tenant] connection in
            try Customers(tenant).resolve(
                channel: web,
                address: "visitor-2",
                name: "Anita",
                at: noon,
                randomness: SystemRandomness(),
                in: connection
            ).id
        }
    }

    /// An invoice of a customer's own.
    fileprivate func invoice(_ minor: Int64, of customer: CustomerID) async throws -> InvoiceRow {
        let due = noon.advanced(bySeconds: 86_400)
        let draft = InvoiceDraft(customerID: customer, total: pesos(minor), dueAt: due)
        return try await database.write { [ledger] in try ledger.issue(draft, in: $0) }
    }

    fileprivate func grant(_ minor: Int64, to customer: CustomerID) async throws {
        clock.tick()
        try await database.write { [ledger] in
            try ledger.grantCredit(pesos(minor), to: customer, reason: "a gift", in: $0)
        }
    }

    fileprivate func payOut(_ minor: Int64, of customer: CustomerID) async throws {
        try await database.write { [ledger] in
            try ledger.payOutCredit(pesos(minor), of: customer, reason: "by transfer", in: $0)
        }
    }

    @discardableResult
    fileprivate func useCredit(on invoice: InvoiceRow) async throws -> Ledger.Outcome {
        clock.tick()
        return try await database.write { [ledger] in try ledger.applyCredit(to: invoice.id, in: $0) }
    }

    /// What a customer has as credit, in centavos.
    fileprivate func credit(of customer: CustomerID) async throws -> Int64 {
        try await database.read { [tenant] in
            try Credits(tenant).balances(of: customer, in: $0).first?.minor ?? 0
        }
    }

    fileprivate func merge(_ merged: CustomerID, into target: CustomerID) async throws {
        let audit = audit(merged)
        try await database.write { [tenant] connection in
            try Customers(tenant).merge(merged, into: target, at: noon, audit: audit, in: connection)
        }
    }

    fileprivate func part(_ merged: CustomerID) async throws {
        let audit = audit(merged)
        try await database.write { [tenant] connection in
            try Customers(tenant).part(merged, at: noon, audit: audit, in: connection)
        }
    }

    private func audit(_ customer: CustomerID) -> @Sendable (String, JSON) -> AuditRecord {
        { [id = tenant.id] action, after in
            AuditRecord(
                id: AuditRecordID(at: noon, randomness: SystemRandomness()),
                tenant: id,
                actor: "luis",
                action: action,
                entityType: "customer",
                entityID: customer.rawValue,
                after: after,
                at: noon
            )
        }
    }

    /// A return of the first customer's, of goods that the invoice bills.
    fileprivate func addReturn(of invoice: InvoiceRow) async throws {
        try await database.write { [tenant, customer] connection in
            try connection.execute(
                """
                INSERT INTO orders (id, tenant_id, number, customer_id, state, document, total_minor, currency,
                    created_at) VALUES ('order', ?, 1, ?, 'paid', '{}', 10000, 'MXN', ?)
                """,
                tenant.id,
                customer,
                noon
            )
            try connection.execute(
                """
                INSERT INTO returns (id, tenant_id, number, order_id, invoice_id, customer_id, state, created_at,
                    updated_at) VALUES ('return', ?, 1, 'order', ?, ?, 'requested', ?, ?)
                """,
                tenant.id,
                invoice.id,
                customer,
                noon,
                noon
            )
        }
    }

    fileprivate func count(_ sql: String, _ customer: CustomerID) async throws -> Int64 {
        try await database.read { try $0.row(sql, customer)?.integer(0) ?? -1 }
    }

    /// Debits equal credits in each effect, and all credit is somebody's.
    fileprivate func expectBalanced() async throws {
        let (unbalanced, customers) = try await database.read { connection in
            (
                try connection.rows(
                    "SELECT effect FROM ledger_entries GROUP BY tenant_id, effect HAVING SUM(amount_minor) <> 0"
                ).count,
                try connection.rows(
                    """
                    SELECT id FROM customers WHERE NOT EXISTS
                        (SELECT 1 FROM customer_merges WHERE customer_merges.merged_id = customers.id)
                    """
                ).map { row -> CustomerID in try row.identifier(0) }
            )
        }
        #expect(unbalanced == 0)
        var credits: Int64 = 0
        for customer in customers { credits += try await credit(of: customer) }
        #expect(try await balances()["credit", default: 0] == -credits)
    }
}
