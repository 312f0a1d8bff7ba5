// What makes a reminder wrong that is on its way, and how far on its way it may be:
// made and reached by the doors that the host has for it.

import HostAccess
import HostConversations
import HostCore
import HostDunning
import HostInbox
import HostOutbox
import HostPayments
import HostStorage
import HostTime
import Logging
import OrkestaModel
import StorageHarness
import Testing

/// Something that makes a reminder wrong.
enum DebtorFact: String, CaseIterable, CustomTestStringConvertible {
    case paid, paidInPart, voided, disputed, promised, paidInInstalments
    case optedOut, caseOpened, withPerson, withPersonElsewhere, collectsNoMore, tooLate

    var testDescription: String { rawValue }

    /// Nothing at all may be said to the customer after it.
    var isOfCustomer: Bool {
        switch self {
        case .optedOut, .caseOpened, .withPerson, .withPersonElsewhere, .collectsNoMore: true
        default: false
        }
    }

    /// It happens to the shop, and so to all who owe.
    var isOfShop: Bool { self == .collectsNoMore || self == .tooLate }

    /// The rest may be asked for in other words.
    var leavesRest: Bool { self == .paidInPart || self == .paidInInstalments }
}

/// How far a reminder has come.
enum ReminderStep: String, CaseIterable, CustomTestStringConvertible {
    case queued, heldByADeadHost, putBack, onFallback, failedLater

    var testDescription: String { rawValue }
}

/// A customer of the house, by their place in it.
struct Buyer: Sendable {
    /// The house's first one.
    static let ana = Buyer(place: 1)

    /// From 1.
    let place: Int

    var name: String { "CUST-\(place)" }
    var phone: String { place == 1 ? "+525512345678" : "+52558765\(4_000 + place)" }
}

extension DebtorHouse {
    /// Of the sandbox; what is paid there, and disputed, the tests say.
    private func checkout() throws -> Checkout {
        let key = try #require(MasterKey(String(repeating: "0", count: 64)))
        return Checkout(
            database: host.database,
            providers: PaymentProviders([SandboxProvider(database: host.database, masterKey: key)]),
            clocks: host.clocks,
            publicURL: "https://shop.example",
            log: Logger(label: "debtor") { _ in SwiftLogNoOpLogHandler() },
            isStopped: { _, _, _ in false }
        )
    }

    /// So much is paid by card, under the link with this token or under none.
    func payAtProvider(_ invoice: InvoiceID, minor: Int64, under link: String? = nil) async throws -> PaymentRow {
        let amount = Money(minor: minor, currency: "MXN")
        let checkout = try checkout()
        let begun =
            if let link {
                try await checkout.begin(link, amount: amount)
            } else {
                try await checkout.begin(invoice, of: tenant.id, amount: amount)
            }
        let payment = begun.payment
        let report = ProviderReport(
            .succeeded,
            session: payment.sessionID,
            reference: payment.id,
            paymentID: "card \(payment.id)",
            amount: amount,
            method: "card"
        )
        try await hear(.payment(report))
        return payment
    }

    /// The payer's bank tells of a dispute.
    func dispute(_ payment: PaymentRow, _ state: DisputeRow.State = .open) async throws {
        let attempt = AttemptName(reference: payment.id)
        try await hear(.dispute(DisputeReport(state, of: attempt, id: "dp \(payment.id)", amount: payment.amount)))
    }

    private func hear(_ news: ProviderNews) async throws {
        try await write { [tenant] connection, now, randomness in
            _ = try Ledger(tenant, now: now, randomness: randomness).take(news, of: .sandbox, in: connection)
        }
    }

    func void(_ invoice: InvoiceID) async throws {
        try await write { [tenant] connection, now, randomness in
            _ = try Ledger(tenant, now: now, randomness: randomness).void(invoice, in: connection)
        }
    }

    func setOptedOut(_ isOut: Bool, of name: String = "CUST-1") async throws {
        try await write { [tenant] connection, now, _ in
            let customer = try required(Customers(tenant).find(name, in: connection)).id
            try Customers(tenant).setOptedOut(customer, since: isOut ? now : nil, at: now, in: connection)
        }
    }

    /// A customer's conversation, on WhatsApp or on another channel.
    func conversation(on channel: PluginID = .whatsapp, of buyer: Buyer = .ana) async throws -> Conversation {
        try await write { [tenant] connection, now, randomness in
            let customer = try required(Customers(tenant).find(buyer.name, in: connection))
            return try Conversations(tenant).open(
                channel: channel,
                address: buyer.phone,
                customer: customer,
                at: now,
                randomness: randomness,
                in: connection
            )
        }
    }

    func setState(_ state: Conversation.State, of conversation: Conversation) async throws {
        try await write { [tenant] connection, now, _ in
            try Conversations(tenant).setState(state, of: conversation.id, at: now, in: connection)
        }
    }

    func openCase(of buyer: Buyer = .ana) async throws -> Case {
        let conversation = try await conversation(of: buyer)
        return try await write { [tenant] connection, now, randomness in
            try Cases(tenant).open(
                kind: "billing",
                summary: "no reconoce el cargo",
                conversation: conversation,
                at: now,
                randomness: randomness,
                in: connection
            ).case
        }
    }

    func close(_ opened: Case) async throws {
        try await write { [tenant] connection, now, _ in
            _ = try Cases(tenant).close(opened.id.rawValue, at: now, in: connection)
        }
    }

    func collect(_ change: JSON) async throws {
        try await write { [tenant] connection, now, _ in
            _ = try DunningRules(tenant).change(by: change, at: now, in: connection)
        }
    }

    private func payInInstalments(_ invoice: InvoiceID) async throws {
        try await write { [tenant] connection, now, randomness in
            let total = try required(Invoices(tenant).find(invoice, in: connection)).total
            let plan = try PaymentPlan(parts: 2, of: total, first: now, everyDays: 15)
            try Ledger(tenant, now: now, randomness: randomness).setPlan(plan, of: invoice, in: connection)
        }
    }

    @discardableResult
    func letPass(hours: Int64) async throws -> [TimeStep] {
        let later = try await machine.current(tenant).now.advanced(bySeconds: hours * 3_600)
        return try await machine.set(tenant, to: later, by: TimeMachineActor(id: "test")).steps
    }

    // MARK: A fact at a step

    /// What must have been before, so that the fact itself is all that is new; how it is made.
    func prepare(
        _ fact: DebtorFact,
        about invoice: InvoiceID,
        of buyer: Buyer = .ana
    ) async throws -> @Sendable () async throws -> Void {
        switch fact {
        case .paid: return { try await self.pay(invoice) }
        case .paidInPart: return { try await self.pay(invoice, minor: 1_000) }
        case .voided: return { try await self.void(invoice) }
        case .disputed:
            let payment = try await payAtProvider(invoice, minor: 1_000)
            return { try await self.dispute(payment) }
        case .promised: return { _ = try await self.promise(inDays: 3, of: buyer.name) }
        case .paidInInstalments: return { try await self.payInInstalments(invoice) }
        case .optedOut: return { try await self.setOptedOut(true, of: buyer.name) }
        case .caseOpened: return { _ = try await self.openCase(of: buyer) }
        case .withPerson: return { try await self.setState(.paused, of: self.conversation(of: buyer)) }
        case .withPersonElsewhere:
            return { try await self.setState(.paused, of: self.conversation(on: plugin("web"), of: buyer)) }
        case .collectsNoMore: return { try await self.collect(["enabled": false]) }
        case .tooLate: return { _ = try await self.letPass(hours: 11) }
        }
    }

    /// Brings the reminders that are queued, so many, as far as that.
    func bring(_ step: ReminderStep, of count: Int = 1) async throws {
        guard step != .queued else { return }
        let items = try await claim(by: "first")
        #expect(items.count == count, "\(items.map(\.reply))")
        switch step {
        case .queued, .heldByADeadHost: break
        case .putBack:
            let later = Settlement.Outcome.later(until: SystemClock().now(), reason: nil, countsAttempt: false)
            try await settle(items, as: later, by: "first")
        case .onFallback: try await settle(items, as: .ended(.dead, reason: "refused"), by: "first")
        case .failedLater:
            for item in items {
                try await settle([item], as: .sent(providerMessageID: "wamid \(item.id)"), by: "first")
                try await receive(.failed, of: "wamid \(item.id)")
            }
        }
        guard step == .onFallback || step == .failedLater else { return }
        let waiting = try await texts("SELECT channel FROM outbox WHERE state = 'pending'")
        #expect(waiting == Array(repeating: "sms", count: count))
    }
}
