// A shop that collects, in simulated time, with one customer who owes: what the tests
// of collections drive. Its agent says what is due and nothing else.

import HostConversations
import HostCore
import HostDunning
import HostInbox
import HostOutbox
import HostPayments
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Synchronization
import Testing

final class DebtorHouse: Sendable {
    /// Monday, nine in the morning in Mexico, in a week without holidays.
    static let start = Timestamp(milliseconds: 2_868_966_000_000)

    /// Something that makes a queued reminder wrong.
    enum Fact: String, CaseIterable, CustomTestStringConvertible {
        case paid, paidInPart, voided, disputed, promised, paidInInstalments, optedOut, caseOpened, withPerson, tooLate

        var testDescription: String { rawValue }
    }

    let host: PipelineHost
    let tenant: TenantHandle
    let machine: TimeMachine
    let sends: Bool
    private let made = Mutex<UInt64>(0)

    init(_ host: PipelineHost, sends: Bool) {
        (self.host, self.sends) = (host, sends)
        tenant = host.tenant
        machine = TimeMachine(database: host.database, clocks: host.clocks, work: CollectionWork(host.engine))
    }

    /// Begins in simulated time, with collections on and a customer on WhatsApp.
    func open() async throws {
        _ = try await machine.set(tenant, to: Self.start, by: TimeMachineActor(id: "test"))
        try await write { [tenant] connection, now, randomness in
            for plugin in [PluginID.whatsapp, .dunning] {
                try TenantPlugins(tenant).set(plugin, enabled: true, at: now, in: connection)
            }
            _ = try DunningRules(tenant).change(by: ["enabled": true], at: now, in: connection)
            _ = try Customers(tenant).resolve(
                channel: .whatsapp,
                address: "+525512345678",
                name: "Ana",
                locale: "es",
                at: now,
                randomness: randomness,
                in: connection
            )
        }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection, Timestamp, SeededRandomness) throws -> Value
    ) async throws -> Value {
        let now = try await machine.current(tenant).now
        let seed = made.withLock { made in
            made += 1
            return made
        }
        return try await host.database.write { try body($0, now, SeededRandomness(seed: seed)) }
    }

    func bill(_ minor: Int64, dueInDays days: Int64) async throws -> InvoiceID {
        try await write { [tenant] connection, now, randomness in
            let customer = try Customers(tenant).find("CUST-1", in: connection)
            return try Ledger(tenant, now: now, randomness: randomness).issue(
                InvoiceDraft(
                    customerID: try #require(customer).id,
                    total: Money(minor: minor, currency: "MXN"),
                    dueAt: now.advanced(bySeconds: days * 86_400)
                ),
                in: connection
            ).id
        }
    }

    /// Lets days pass, each with its morning; what is queued goes out before time goes on.
    func advance(days: Int) async throws -> [TimeStep] {
        var steps: [TimeStep] = []
        for _ in 0..<days {
            let now = try await machine.current(tenant).now
            let tomorrow = Timestamp(milliseconds: (now.milliseconds / 86_400_000 + 1) * 86_400_000)
            // Half past ten in Mexico.
            let morning = tomorrow.advanced(bySeconds: 59_400)
            steps += try await machine.set(tenant, to: morning, by: TimeMachineActor(id: "test")).steps
            guard sends else { continue }
            try await host.until(0, "SELECT COUNT(*) FROM outbox WHERE state = 'pending'")
        }
        return steps
    }

    func pay(_ invoice: InvoiceID, minor: Int64? = nil) async throws {
        try await write { [tenant] connection, now, randomness in
            let ledger = Ledger(tenant, now: now, randomness: randomness)
            let row = try #require(try Invoices(tenant).find(invoice, in: connection))
            let amount = Money(minor: minor ?? row.total.minor, currency: "MXN")
            try ledger.grantCredit(amount, to: row.customerID, reason: "transfer", in: connection)
            _ = try ledger.applyCredit(to: invoice, amount: amount, in: connection)
        }
    }

    func promise(inDays days: Int64) async throws {
        try await write { [tenant] connection, now, _ in
            let customer = try #require(try Customers(tenant).find("CUST-1", in: connection)).id
            let desk = DunningDesk(tenant, customer: customer, now: now, key: "test \(now)")
            let today = DunningCalendar(timeZone: "America/Mexico_City").day(of: now)
            let (answer, effect) = try desk.promise(
                ["on": .string(today.advanced(byDays: days).description)],
                by: "test",
                in: connection
            )
            #expect(answer.outcome == .accepted)
            try effect?.make(for: tenant, at: now, in: connection)
        }
    }

    func approveLoss() async throws {
        try await write { [tenant] connection, now, randomness in
            let proposed = try WriteOffs(tenant).list(limit: 10, in: connection).writeOffs
            _ = try WriteOffs(tenant).decide(
                try #require(proposed.first).id,
                WriteOffs.Decision(isApproved: true, reason: nil, actor: "test"),
                with: Ledger(tenant, now: now, randomness: randomness),
                at: now,
                in: connection
            )
        }
    }

    func openInvoices() async throws -> [OpenInvoice] {
        try await host.database.read { [tenant] in try Invoices(tenant).open(in: $0) }
    }

    func texts(_ sql: String) async throws -> [String] {
        try await host.database.read { try $0.rows(sql).map { try $0.text(0) } }
    }

    /// What a dispatcher would get to send now.
    func claim() async throws -> [OutboxItem] {
        let now = SystemClock().now()
        var items: [OutboxItem] = []
        while true {
            let claim = try await host.database.write { connection in
                try OutboxLeases(owner: "other").claim(limit: 10, now: now, in: connection)
            }
            guard claim.takenCount > 0 else { return items }
            items += claim.items
        }
    }

    func make(_ fact: Fact, about invoice: InvoiceID) async throws {
        switch fact {
        case .paid: try await pay(invoice)
        case .paidInPart: try await pay(invoice, minor: 1_000)
        case .promised: try await promise(inDays: 3)
        case .tooLate:
            let night = try await machine.current(tenant).now.advanced(bySeconds: 11 * 3_600)
            _ = try await machine.set(tenant, to: night, by: TimeMachineActor(id: "test"))
        case .disputed: try await dispute(invoice)
        case .voided, .paidInInstalments, .optedOut, .caseOpened, .withPerson:
            try await write { [tenant] connection, now, randomness in
                try tenant.make(fact, about: invoice, at: now, randomness, connection)
            }
        }
    }

    /// The payer of a part goes to their bank; the rest stays open.
    private func dispute(_ invoice: InvoiceID) async throws {
        try await write { connection, now, _ in
            try connection.execute(
                """
                INSERT INTO payments (id, tenant_id, invoice_id, provider, amount_minor, currency, state, created_at,
                    updated_at)
                SELECT 'disputed', tenant_id, id, 'stripe', 1, 'MXN', 'failed', ?, ? FROM invoices WHERE id = ?
                """,
                now,
                now,
                invoice
            )
            try connection.execute(
                """
                INSERT INTO disputes (id, tenant_id, invoice_id, payment_id, provider_dispute_id, amount_minor,
                    currency, state, created_at, updated_at)
                SELECT 'dispute', tenant_id, invoice_id, id, 'dp_1', 1, 'MXN', 'open', ?, ? FROM payments
                WHERE id = 'disputed'
                """,
                now,
                now
            )
        }
    }
}

extension TenantHandle {
    fileprivate func make(
        _ fact: DebtorHouse.Fact,
        about invoice: InvoiceID,
        at now: Timestamp,
        _ randomness: SeededRandomness,
        _ connection: any DatabaseConnection
    ) throws {
        let ledger = Ledger(self, now: now, randomness: randomness)
        let customer = try #require(try Customers(self).find("CUST-1", in: connection))
        let row = try #require(try connection.row("SELECT id FROM conversations LIMIT 1"))
        let conversation = try #require(try Conversations(self).find(try row.identifier(0), in: connection))
        switch fact {
        case .voided: _ = try ledger.void(invoice, in: connection)
        case .paidInInstalments:
            let total = try #require(try Invoices(self).find(invoice, in: connection)).total
            let plan = try PaymentPlan(parts: 2, of: total, first: now, everyDays: 15)
            try ledger.setPlan(plan, of: invoice, in: connection)
        case .optedOut: try Customers(self).setOptedOut(customer.id, since: now, at: now, in: connection)
        case .caseOpened:
            _ = try Cases(self).open(
                kind: "billing",
                summary: "no reconoce el cargo",
                conversation: conversation,
                at: now,
                randomness: randomness,
                in: connection
            )
        default:
            try connection.execute("UPDATE conversations SET state = 'paused' WHERE id = ?", conversation.id)
        }
    }
}

/// Runs a shop that collects; without `sends`, nobody takes what is queued.
func withDebtor(sends: Bool = true, _ body: @Sendable (DebtorHouse) async throws -> Void) async throws {
    try await withDatabase { database, tenant in
        let agents = ScriptedAgents([
            "dunning": { input, turn in
                guard case .event(let name, _) = input.kind, name == "dunning.due" else {
                    return .finished(AgentResult())
                }
                let desk = DunningDesk(
                    turn.tenant,
                    customer: turn.customerID,
                    now: turn.now,
                    key: turn.inboxID.rawValue
                )
                guard let reminder = try? await database.read({ try desk.reminder(in: $0) }) else {
                    return .finished(AgentResult())
                }
                _ = turn.say(.text("recordatorio: \(reminder.invoices.joined(separator: ", "))"), fallback: nil)
                _ = turn.stage(.effect(reminder))
                return .finished(AgentResult())
            }
        ])
        let host = PipelineHost(
            database: database,
            tenant: tenant,
            agents: agents,
            channel: RecordingChannel(),
            limits: quickLimits
        )
        let engine = Task { try await host.engine.run() }
        let dispatcher = sends ? Task { try await host.dispatcher.run() } : nil
        let house = DebtorHouse(host, sends: sends)
        let result: Result<Void, any Error>
        do {
            try await house.open()
            result = .success(try await body(house))
        } catch {
            result = .failure(error)
        }
        engine.cancel()
        dispatcher?.cancel()
        _ = await engine.result
        _ = await dispatcher?.result
        try result.get()
    }
}
