// A sandbox tenant with a customer, and everything that takes its payments, on a
// real database of the test's own.

import FoundationEssentials
import HostAccess
import HostConversations
import HostCore
import HostInbox
import HostPayments
import HostStorage
import HostTime
import Logging
import OrkestaModel
import StorageHarness
import Synchronization
import Testing

/// The moment at which tests happen.
let noon = Timestamp(milliseconds: 1_764_000_000_000)

/// A clock that tests move.
final class TestClock: Clock {
    private let moment = Mutex(noon)

    func now() -> Timestamp { moment.withLock { $0 } }
    func advance(bySeconds seconds: Int64) { moment.withLock { $0 = $0.advanced(bySeconds: seconds) } }
    func tick() { moment.withLock { $0 = $0.advanced(byMilliseconds: 1) } }
}

/// Hears which turns are begun.
final class WorkLog: DueWork {
    private let begun = Mutex<[InboxItemID]>([])

    var items: [InboxItemID] { begun.withLock { $0 } }

    func begin(_ work: InboxItemID) { begun.withLock { $0.append(work) } }

    func enqueue(
        _ timer: TenantTimer,
        of tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> EnqueuedWork { throw Problem(.internal, "no timers here", remedy: "Set none.") }

    func finish(_ work: InboxItemID) async throws -> DueResult {
        throw Problem(.internal, "no turns here", remedy: "Run none.")
    }
}

/// What a test works on.
struct TestHouse: Sendable {
    let database: any Database
    let tenant: TenantHandle
    let customer: CustomerID
    let conversation: Conversation
    let clock = TestClock()
    let work = WorkLog()
    let wakeUp = WakeUp()
    let sandbox: SandboxProvider
    /// Seals secrets.
    let box: SecretBox
    let providers: PaymentProviders
    /// One for all that comes in, as a host has it.
    let intake: WebhookIntake
    let clocks: TenantClocks

    /// Makes providers that keep something in the house's database.
    typealias Making = (any Database, SecretBox) -> [any PaymentProvider]

    /// Runs `body` and removes the folder afterwards. `more` and what is made come
    /// before the sandbox.
    static func with(
        environment: Tenant.Environment = .sandbox,
        providers more: [any PaymentProvider] = [],
        making: Making = { _, _ in [] },
        _ body: (TestHouse) async throws -> Void
    ) async throws {
        try await TestEngine.selected.withSchema { database in
            try await fill(database, environment, { more + making($0, $1) }, body)
        }
    }

    private static func fill(
        _ database: any Database,
        _ environment: Tenant.Environment,
        _ making: Making,
        _ body: (TestHouse) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "orkesta-payments-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = try MasterKey.load(fromEnvironment: nil, directory: folder.path)
        let id = try #require(TenantID("la-central"))
        let web = try #require(PluginID("web"))
        let sales = try #require(PluginID("sales"))
        let (handle, conversation) = try await database.write { connection in
            let tenant = Tenant(
                id: id,
                displayName: "La Central",
                environment: environment,
                randomSeed: 1,
                createdAt: noon
            )
            let handle = try TenantDirectory().create(tenant, in: connection)
            let customer = try Customers(handle).resolve(
                channel: web,
                address: "visitor-1",
                name: "Ana",
                locale: "es",
                at: noon,
                randomness: SystemRandomness(),
                in: connection
            )
            var conversation = try Conversations(handle).open(
                channel: web,
                address: "visitor-1",
                customer: customer,
                at: noon,
                randomness: SystemRandomness(),
                in: connection
            )
            var change = ConversationChange(keeping: conversation)
            change.agentID = sales
            conversation = try Conversations(handle).commitTurn(change, to: conversation, at: noon, in: connection)
                .conversation
            return (handle, conversation)
        }
        try await body(TestHouse(database, handle, conversation, key, making))
    }

    private init(
        _ database: any Database,
        _ tenant: TenantHandle,
        _ conversation: Conversation,
        _ key: MasterKey,
        _ making: Making
    ) {
        self.database = database
        self.tenant = tenant
        self.conversation = conversation
        sandbox = SandboxProvider(database: database, masterKey: key)
        box = SecretBox(key)
        customer = conversation.customerID
        providers = PaymentProviders(making(database, box) + [sandbox])
        clocks = TenantClocks(database: database, real: clock)
        intake = WebhookIntake(
            database: database,
            providers: providers,
            clock: clock,
            randomness: SystemRandomness(),
            wakeUp: wakeUp,
            count: { _, _ in }
        )
    }

    // MARK: Parts, as a host has them after a start

    var checkout: Checkout { checkout { _, _, _ in false } }

    func checkout(isStopped: @escaping Checkout.Stop) -> Checkout {
        Checkout(
            database: database,
            providers: providers,
            clocks: clocks,
            publicURL: "https://shop.example",
            log: quiet,
            isStopped: isStopped
        )
    }

    var processor: WebhookProcessor {
        WebhookProcessor(
            database: database,
            providers: providers,
            clocks: clocks,
            clock: clock,
            work: work,
            wakeUp: wakeUp,
            log: quiet
        )
    }

    var sweep: PaymentSweep {
        PaymentSweep(database: database, providers: providers, clocks: clocks, work: work, log: quiet)
    }

    var refundSender: RefundSender { refundSender { _, _, _ in false } }

    func refundSender(isStopped: @escaping Checkout.Stop) -> RefundSender {
        RefundSender(
            database: database,
            providers: providers,
            clocks: clocks,
            clock: clock,
            work: work,
            wakeUp: WakeUp(),
            log: quiet,
            isStopped: isStopped
        )
    }

    var quiet: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    // MARK: Steps that tests repeat

    var ledger: Ledger { Ledger(tenant, now: clock.now(), randomness: SystemRandomness()) }

    /// An invoice over so many centavos, agreed on in the conversation.
    func invoice(_ minor: Int64) async throws -> InvoiceRow {
        let draft = InvoiceDraft(
            customerID: customer,
            conversationID: conversation.id,
            description: "Taladro",
            total: pesos(minor),
            dueAt: noon.advanced(bySeconds: 86_400)
        )
        return try await database.write { [ledger] in try ledger.issue(draft, in: $0) }
    }

    /// A link to pay it, valid for a day.
    func link(
        to invoice: InvoiceRow,
        token: String = "token",
        amountMinor: Int64? = nil,
        addressee: PayLink.Addressee? = nil
    ) async throws -> PayLink {
        try await database.write { [tenant, clock] connection in
            try PayLinks(tenant).create(
                token: token,
                for: invoice,
                amountMinor: amountMinor,
                addressee: addressee,
                expiresAt: clock.now().advanced(bySeconds: 86_400),
                id: PaymentLinkID(at: noon, randomness: SystemRandomness()),
                at: clock.now(),
                in: connection
            )
        }
    }

    /// Presses a button of the sandbox for an attempt, and delivers what it tells.
    func decide(_ payment: PaymentRow, _ outcome: SandboxOutcome) async throws {
        let session = try #require(payment.sessionID)
        for delivery in try await sandbox.decide(session, outcome, of: tenant, now: clock.now()) {
            try await intake.receive(delivery, provider: "sandbox", tenant: tenant.id)
        }
    }

    /// An invoice over so many centavos that was paid at once, by this method.
    func paid(_ minor: Int64, by method: String = "card") async throws -> (invoice: InvoiceRow, payment: PaymentRow) {
        let invoice = try await invoice(minor)
        let begun = try await checkout.begin(invoice.id, of: tenant.id)
        if method == "oxxo" { try await decide(begun.payment, .voucher) }
        try await decide(begun.payment, .succeeded)
        await processor.processAll()
        return (invoice, begun.payment)
    }

    /// Begins to give back, and lets the provider be asked.
    @discardableResult
    func refund(
        _ invoice: InvoiceRow,
        _ minor: Int64? = nil,
        to destination: RefundWish.Destination = .original
    ) async throws -> [RefundRow] {
        clock.tick()
        let wish = RefundWish(invoice: invoice.id, amount: minor.map(pesos), destination: destination)
        let begun = try await database.write { [ledger, providers] connection in
            try ledger.refund(wish, canRefund: { providers.canRefund($0) }, in: connection)
        }
        await refundSender.sendDue()
        return begun
    }

    /// What the customer has as credit, in centavos.
    func credit() async throws -> Int64 {
        try await database.read { [tenant, customer] in
            try Credits(tenant).balances(of: customer, in: $0).first?.minor ?? 0
        }
    }

    /// What waits for a person, by kind.
    func reviews() async throws -> [ReviewRow] {
        try await database.read { [tenant] in try Reviews(tenant).list(isOpen: true, limit: 200, in: $0).reviews }
    }

    /// The attempt as it stands now.
    func stored(_ payment: PaymentRow) async throws -> PaymentRow {
        try await database.read { [tenant] in try required(Payments(tenant).find(payment.id, in: $0)) }
    }

    /// As if the process had died before the provider's answer was kept.
    func forgetSession(_ payment: PaymentRow) async throws {
        try await database.write { connection in
            try connection.execute("UPDATE payments SET session_id = NULL WHERE id = ?", payment.id)
        }
    }

    /// The invoice as everybody sees it.
    func document(_ id: InvoiceID) async throws -> Invoice {
        try await database.read { [tenant] connection in
            let row = try required(Invoices(tenant).find(id, in: connection))
            return try Invoices(tenant).document(of: row, in: connection)
        }
    }

    /// The balance of each account, all invoices together.
    func balances() async throws -> [String: Int64] {
        let rows = try await database.read {
            try $0.rows("SELECT account, SUM(amount_minor) FROM ledger_entries GROUP BY account")
        }
        var balances: [String: Int64] = [:]
        for row in rows { balances[try row.text(0)] = try row.integer(1) }
        return balances.filter { $0.value != 0 }
    }

    /// The events that woke agents, in order.
    func notices() async throws -> [String] {
        let rows = try await database.read {
            try $0.rows("SELECT provider_message_id FROM inbox WHERE kind = 'event' ORDER BY id")
        }
        return try rows.map { row in String(try row.text(0).prefix { $0 != ":" }) }
    }
}

/// An amount in centavos.
func pesos(_ minor: Int64) -> Money { Money(minor: minor, currency: "MXN") }
