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
import StorageHarness
import Synchronization
import Testing

final class DebtorHouse: Sendable {
    /// Monday, nine in the morning in Mexico, in a week without holidays.
    static let start = Timestamp(milliseconds: 2_868_966_000_000)

    let host: PipelineHost
    let tenant: TenantHandle
    let machine: TimeMachine
    let sends: Bool
    /// What happens while the agent that collects is at work, once.
    let interruption: Interruption
    private let made = Mutex<UInt64>(0)

    init(_ host: PipelineHost, sends: Bool, interruption: Interruption) {
        (self.host, self.sends, self.interruption) = (host, sends, interruption)
        tenant = host.tenant
        machine = TimeMachine(database: host.database, clocks: host.clocks, work: CollectionWork(host.engine))
    }

    /// Begins in simulated time, with collections on and a customer on WhatsApp.
    func open(timeZone: String) async throws {
        _ = try await machine.set(tenant, to: Self.start, by: TimeMachineActor(id: "test"))
        try await write { [tenant] connection, now, _ in
            var shop = try required(TenantDirectory().find(tenant.id, in: connection)?.tenant)
            shop.timeZone = timeZone
            try TenantDirectory().update(shop, at: now, in: connection)
            for plugin in [PluginID.whatsapp, .sms, .dunning] {
                try TenantPlugins(tenant).set(plugin, enabled: true, at: now, in: connection)
            }
            _ = try DunningRules(tenant).change(by: ["enabled": true], at: now, in: connection)
        }
        _ = try await addCustomer("+525512345678", "Ana")
    }

    /// A customer who has written by WhatsApp.
    func addCustomer(_ phone: String, _ name: String) async throws -> CustomerID {
        try await write { [tenant] connection, now, randomness in
            let customer = try Customers(tenant).resolve(
                channel: .whatsapp,
                address: phone,
                name: name,
                locale: "es",
                at: now,
                randomness: randomness,
                in: connection
            )
            _ = try Conversations(tenant).open(
                channel: .whatsapp,
                address: phone,
                customer: customer,
                at: now,
                randomness: randomness,
                in: connection
            )
            return customer.id
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

    func bill(
        _ minor: Int64,
        _ currency: String = "MXN",
        dueInDays days: Int64,
        to name: String = "CUST-1"
    ) async throws -> InvoiceID {
        try await write { [tenant] connection, now, randomness in
            let customer = try Customers(tenant).find(name, in: connection)
            return try Ledger(tenant, now: now, randomness: randomness).issue(
                InvoiceDraft(
                    customerID: try required(customer).id,
                    total: Money(minor: minor, currency: currency),
                    dueAt: now.advanced(bySeconds: days * 86_400)
                ),
                in: connection
            ).id
        }
    }

    /// Lets days pass, each with its morning, by the house's own machine or another; what is
    /// queued goes out before time goes on.
    func advance(days: Int, by other: TimeMachine? = nil) async throws -> [TimeStep] {
        let machine = other ?? self.machine
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
            let row = try required(Invoices(tenant).find(invoice, in: connection))
            let amount = Money(minor: minor ?? row.total.minor, currency: "MXN")
            try ledger.grantCredit(amount, to: row.customerID, reason: "transfer", in: connection)
            _ = try ledger.applyCredit(to: invoice, amount: amount, in: connection)
        }
    }

    /// Promises to pay the invoices, or all that is due; what the host answers.
    @discardableResult
    func promise(
        inDays days: Int64,
        _ invoices: [InvoiceID] = [],
        of name: String = "CUST-1"
    ) async throws -> PromiseAnswer.Outcome {
        try await write { [tenant] connection, now, _ in
            let customer = try required(Customers(tenant).find(name, in: connection)).id
            let desk = DunningDesk(tenant, customer: customer, now: now, key: "test \(name) \(now) \(invoices)")
            let today = try DunningRules(tenant).policy(in: connection).calendar.day(of: now)
            var wish: JSON = ["on": .string(today.advanced(byDays: days).description)]
            if !invoices.isEmpty {
                wish = wish.merging(["invoices": .array(invoices.map { .string($0.rawValue) })])
            }
            let (answer, effect) = try desk.promise(wish, by: "test", in: connection)
            try effect?.make(for: tenant, at: now, in: connection)
            return answer.outcome
        }
    }

    func approveLoss() async throws {
        try await write { [tenant] connection, now, randomness in
            let proposed = try WriteOffs(tenant).list(limit: 10, in: connection).writeOffs
            _ = try WriteOffs(tenant).decide(
                try required(proposed.first).id,
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

    func texts(_ sql: String) async throws -> [String] { try await host.texts(sql) }

    /// What a dispatcher gets to send, `milliseconds` from now.
    func claim(by owner: String = "other", inMilliseconds milliseconds: Int64 = 0) async throws -> [OutboxItem] {
        let now = SystemClock().now().advanced(byMilliseconds: milliseconds)
        var items: [OutboxItem] = []
        while true {
            let claim = try await host.database.write { connection in
                try OutboxLeases(owner: owner).claim(limit: 10, now: now, in: connection)
            }
            guard claim.takenCount > 0 else { return items }
            items += claim.items
        }
    }

    /// How sends ended that `owner` had claimed.
    func settle(_ items: [OutboxItem], as outcome: Settlement.Outcome, by owner: String = "other") async throws {
        let now = SystemClock().now()
        let settlements = items.map { Settlement(item: $0, outcome: outcome) }
        try await host.database.write { connection in
            try OutboxLeases(owner: owner).settle(settlements, now: now, in: connection)
        }
    }

    /// The provider tells what became of a message.
    func receive(_ kind: DeliveryReceipt.Kind, of message: String) async throws {
        let now = SystemClock().now()
        let receipt = DeliveryReceipt(kind: kind, providerMessageID: message, at: now)
        try await host.database.write { [tenant] connection in
            try DeliveryReceipts(tenant).record([receipt], channel: .whatsapp, now: now, in: connection)
        }
    }
}

/// Something that happens while an agent is at work for a customer, once.
final class Interruption: Sendable {
    private let next = Mutex<[CustomerID: @Sendable () async throws -> Void]>([:])

    var isPending: Bool { next.withLock { !$0.isEmpty } }

    func set(for customer: CustomerID, _ body: @escaping @Sendable () async throws -> Void) {
        next.withLock { $0[customer] = body }
    }

    func happen(to customer: CustomerID) async {
        let body = next.withLock { $0.removeValue(forKey: customer) }
        do { try await body?() } catch { Issue.record(error) }
    }
}

/// Runs a shop that collects; without `sends`, nobody takes what is queued.
func withDebtor(
    sends: Bool = true,
    timeZone: String = "America/Mexico_City",
    _ body: @Sendable (DebtorHouse) async throws -> Void
) async throws {
    let interruption = Interruption()
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
                await interruption.happen(to: turn.customerID)
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
        let house = DebtorHouse(host, sends: sends, interruption: interruption)
        let result: Result<Void, any Error>
        do {
            try await house.open(timeZone: timeZone)
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
