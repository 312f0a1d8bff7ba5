// One person under several names, and several persons under one: what is said to whom
// after customers were merged and parted.

import HostAccess
import HostConversations
import HostCore
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

@Suite struct IdentityTests {
    /// What waits for one of two who are one now heeds what the other one wants.
    @Test func whoIsMergedIsOptedOutWithTheOther() async throws {
        try await withDatabase { database, tenant in
            let claimed = try await database.write { connection in
                let now = SystemClock().now()
                let customers = Customers(tenant)
                let (ana, beto) = (
                    try resolve("+525512345678", of: tenant, at: now, in: connection),
                    try resolve("+525587654321", of: tenant, at: now, in: connection)
                )
                let conversation = try Conversations(tenant).open(
                    channel: .whatsapp,
                    address: "+525512345678",
                    customer: ana,
                    at: now,
                    randomness: SystemRandomness(),
                    in: connection
                )
                let item = OutboxItem(
                    id: OutboxItemID(at: now, randomness: SystemRandomness()),
                    tenant: tenant.id,
                    channel: .whatsapp,
                    address: conversation.address,
                    conversationID: conversation.id,
                    messageID: MessageID(at: now, randomness: SystemRandomness()),
                    sequence: 1,
                    reply: Reply.text("¿Sigues ahí?").json,
                    locale: "es",
                    sendGuard: .customerOptedOut(ana.id),
                    createdAt: now
                )
                _ = try Outbox(tenant)
                    .enqueue([item], environment: .sandbox, leaseOwner: "node", now: now, in: connection)
                try customers.setOptedOut(beto.id, since: now, at: now, in: connection)
                try customers.merge(ana.id, into: beto.id, at: now, audit: audit(ana.id), in: connection)
                return try OutboxLeases(owner: "node").claim(limit: 9, now: now, in: connection).items
            }
            #expect(claimed.isEmpty)
            let states = try await database.read { try $0.rows("SELECT state FROM outbox").map { try $0.text(0) } }
            #expect(states == ["cancelled"])
        }
    }

    // MARK: Numbers that are given out again

    private static let number = "+525512345678"
    /// Whose the number is, on every channel.
    private static let owners = """
        SELECT DISTINCT customers.number FROM customer_addresses JOIN customers ON customers.id = customer_id
        WHERE address = '\(number)'
        """

    /// Who has the number now is told apart by the id that came with it; what was bought,
    /// said and owed stays with who had it, and is told to nobody else.
    @Test func aNumberThatIsGivenOutAgainIsAStrangers() async throws {
        try await withDatabase { database, tenant in
            // What is said to Ana waits.
            let channel = RecordingChannel { message in
                "\(message.reply)".contains("Ana")
                    ? .retry(reason: "busy", afterMilliseconds: 600_000)
                    : .sent(providerMessageID: message.idempotencyKey)
            }
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                try await host.hear("soy Ana", Self.number, alias: "MX.1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND attempts = 1")
                try await host.owe()
                try await host.hear("soy otro", Self.number, alias: "MX.2")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(try await host.numbers(Self.owners) == [2])
                #expect(try await host.numbers("SELECT number FROM customers ORDER BY number") == [1, 2])
                // The one's papers, talk and id are the one's; nothing of it is said to the other.
                let first = "SELECT id FROM customers WHERE number = 1"
                #expect(try await host.count("SELECT COUNT(*) FROM invoices WHERE customer_id = (\(first))") == 1)
                let over = "SELECT COUNT(*) FROM conversations WHERE state = 'completed' AND customer_id = (\(first))"
                #expect(try await host.count(over) == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM conversations WHERE state = 'active'") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE state = 'cancelled'") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM hand_offs") == 0)
                #expect(try await host.count("SELECT COUNT(*) FROM timers WHERE address = '\(Self.number)'") == 0)
                #expect(channel.sent.withLock { $0.filter { "\($0.reply)".contains("Ana") }.count } == 1)
                // What was delayed at the provider's gives nothing back, and joins nobody.
                let before = SystemClock().now().advanced(bySeconds: -60)
                try await host.hear("con retraso", Self.number, alias: "MX.1", at: before)
                // Again, and by SMS, it is the same stranger; the other one is known by the id.
                try await host.hear("otra vez", Self.number, alias: "MX.2")
                try await host.hear("por SMS", Self.number, alias: nil, on: "sms")
                try await host.hear("aquí estoy", "MX.1", alias: nil)
                try await host.until(5, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(try await host.numbers(Self.owners) == [2])
                let whose = """
                    SELECT customers.number FROM conversations JOIN customers ON customers.id = customer_id
                    WHERE address = 'MX.1'
                    """
                #expect(try await host.numbers(whose) == [1])
                #expect(try await host.said(by: "CUST-1") == ["soy Ana", "aquí estoy"])
                #expect(try await host.said(by: "CUST-2").contains("soy Ana") == false)
                #expect(try await host.count("SELECT COUNT(*) FROM audit_logs WHERE action = 'pass-number'") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM audit_logs WHERE diff LIKE '%12345678%'") == 0)
                #expect(try await host.count("SELECT COUNT(*) FROM audit_logs WHERE action = 'merge'") == 0)
            }
        }
    }

    /// Where a person knows better, that stands.
    @Test func aPersonMayJoinThemAllTheSame() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: ScriptedAgents(["orchestrator": echo])) { host in
                let sent = "SELECT COUNT(*) FROM outbox WHERE state = 'sent'"
                for place: Int64 in 1...2 {
                    try await host.hear("con \(place)", Self.number, alias: "MX.\(place)")
                    try await host.until(place, sent)
                }
                #expect(try await host.numbers(Self.owners) == [2])
                try await database.write { try mergeFirstTwo(of: tenant, in: $0) }
                for place: Int64 in 1...2 {
                    try await host.hear("otra vez con \(place)", Self.number, alias: "MX.\(place)")
                    try await host.until(2 + place, sent)
                }
                #expect(try await host.numbers(Self.owners) == [1])
                #expect(try await host.count("SELECT COUNT(*) FROM customers") == 2)
                #expect(try await host.count("SELECT COUNT(*) FROM audit_logs WHERE action = 'pass-number'") == 1)
            }
        }
    }

    /// A number that was known before its id was, and one of two that somebody has, are still
    /// theirs; not so one of an older house, in which nobody noted by which id it was held.
    @Test(arguments: [(true, 1), (false, 3)] as [(Bool, Int64)])
    func aNumberWithoutAnIDIsItsOwners(_ isOtherNumberNoted: Bool, _ owner: Int64) async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: ScriptedAgents(["orchestrator": echo])) { host in
                try await host.hear("hola", "+525587654321", alias: "MX.1")
                try await host.hear("hola por SMS", Self.number, alias: nil, on: "sms")
                try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                try await database.write { connection in
                    try mergeFirstTwo(of: tenant, in: connection)
                    if !isOtherNumberNoted { try connection.execute("DELETE FROM number_holders") }
                }
                try await host.hear("hola otra vez", Self.number, alias: "MX.2")
                try await host.until(3, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(try await host.numbers(Self.owners) == [owner])
            }
        }
    }

    private func resolve(
        _ number: String,
        of tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Customer {
        try Customers(tenant).resolve(
            channel: .whatsapp,
            address: number,
            at: moment,
            randomness: SystemRandomness(),
            in: connection
        )
    }

    /// A person says that the second customer is the first.
    private func mergeFirstTwo(of tenant: TenantHandle, in connection: any DatabaseConnection) throws {
        let customers = Customers(tenant)
        let (one, two) = (
            try required(try customers.find("CUST-1", in: connection)).id,
            try required(try customers.find("CUST-2", in: connection)).id
        )
        try customers.merge(two, into: one, at: SystemClock().now(), audit: audit(two), in: connection)
    }

    /// Of what a person does.
    private func audit(_ customer: CustomerID) -> @Sendable (String, JSON) -> AuditRecord {
        { action, after in
            AuditRecord(
                id: AuditRecordID(at: SystemClock().now(), randomness: SystemRandomness()),
                tenant: TenantID("shop"),
                actor: "luis",
                action: action,
                entityType: "customer",
                entityID: customer.rawValue,
                after: after,
                at: SystemClock().now()
            )
        }
    }
}

extension PipelineHost {
    /// A message comes by a channel, whose provider tells the id that stays, too.
    fileprivate func hear(
        _ text: String,
        _ address: String,
        alias: String?,
        at moment: Timestamp? = nil,
        on channel: String = "whatsapp"
    ) async throws {
        let message = InboundMessage(
            messageID: text,
            address: address,
            name: nil,
            locale: "es",
            text: text,
            phone: Address.isPhone(address) ? address : nil,
            alias: alias,
            at: moment
        )
        try await take([message], on: channel)
    }

    /// What a customer wrote, wherever they did.
    fileprivate func said(by name: String) async throws -> [String] {
        try await database.read { [tenant] connection in
            let customer = try required(try Customers(tenant).find(name, in: connection))
            return try Conversations(tenant)
                .history(customer: customer.id, newestFirst: false, limit: 50, in: connection)
                .messages.filter { $0.role == .user }.map(\.content.plainText)
        }
    }

    fileprivate func numbers(_ sql: String) async throws -> [Int64] {
        try await database.read { try $0.rows(sql).map { try $0.integer(0) } }
    }

    /// The first customer owes something, a person has their conversation, and an agent wants
    /// to come back to them there.
    fileprivate func owe() async throws {
        let now = SystemClock().now()
        try await database.write { [tenant] connection in
            let customer = try required(try Customers(tenant).find("CUST-1", in: connection))
            let draft = InvoiceDraft(
                customerID: customer.id,
                total: Money(minor: 50_000, currency: "MXN"),
                dueAt: now.advanced(bySeconds: 86_400)
            )
            _ = try Ledger(tenant, now: now, randomness: SystemRandomness()).issue(draft, in: connection)
            let contact = try Conversations(tenant).load(
                channel: plugin("whatsapp"),
                address: "+525512345678",
                in: connection
            )
            let conversation = try required(contact?.conversation)
            try Conversations(tenant).setState(.paused, of: conversation.id, at: now, in: connection)
            try HandOffs(tenant).begin(conversation.id, by: "luis", minutes: 30, now: now, in: connection)
            try Timers(tenant).schedule(
                plugin: plugin("orchestrator"),
                channel: conversation.channel,
                address: conversation.address,
                name: "come_back",
                due: now.advanced(bySeconds: 86_400),
                payload: [:],
                id: TimerID(at: now, randomness: SystemRandomness()),
                in: connection
            )
        }
    }
}
