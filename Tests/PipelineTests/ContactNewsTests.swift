// What customers tell their provider in its own app, and what a provider says of a sender.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Synchronization
import Testing

@Suite struct ContactNewsTests {
    private static let agents = ScriptedAgents(["orchestrator": echo])
    private static let (old, new) = ("+525511110000", "+525522220000")

    /// Providers repeat themselves, and keep no order: the last wish counts, whoever heard it.
    @Test func theLastWishCounts() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                let now = SystemClock().now()
                let told: [(kind: ContactNews.Kind, secondsAgo: Int64?, isOptedOut: Bool)] = [
                    // Nobody was known by this number so far.
                    (.stopped, 50, true), (.stopped, 50, true), (.resumed, 40, false), (.stopped, 45, false),
                    (.stopped, 30, true), (.resumed, nil, false),
                ]
                let optedOut = "SELECT COUNT(*) FROM customers WHERE opted_out_at IS NOT NULL"
                for (kind, seconds, isOptedOut) in told {
                    let at = seconds.map { now.advanced(bySeconds: -$0) }
                    try await host.tell([ContactNews(kind, address: "+5215511110000", at: at)])
                    #expect(try await host.count(optedOut) == (isOptedOut ? 1 : 0), "\(kind) \(seconds ?? 0)")
                }
                #expect(try await host.count("SELECT COUNT(*) FROM customers") == 1)
                let acts = try await host.texts("SELECT action FROM audit_logs WHERE action LIKE 'opt-%' ORDER BY id")
                #expect(acts.sorted() == ["opt-in", "opt-in", "opt-out", "opt-out"])
                // What was said in words since is not undone by what comes late.
                _ = try await host.ask("BAJA", id: "m1", from: Self.old)
                try await host.tell([ContactNews(.resumed, address: Self.old, at: now.advanced(bySeconds: -20))])
                #expect(try await host.count(optedOut) == 1)
            }
        }
    }

    /// The customer stays who they are, and goes on where they were; who has the old number
    /// later is somebody else.
    @Test func whoHasAnotherNumberIsTheSameCustomer() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                try await host.take([Self.message("1", Self.old, alias: "MX.1", file: "7")], on: "whatsapp")
                try await host.until(1, "SELECT COUNT(*) FROM turns")
                let timer = TimerID(at: SystemClock().now(), randomness: SystemRandomness())
                try await database.write { connection in
                    try Timers(tenant).schedule(
                        plugin: plugin("sales"),
                        channel: plugin("whatsapp"),
                        address: Self.old,
                        name: "follow-up",
                        due: SystemClock().now().advanced(bySeconds: 86_400),
                        payload: [:],
                        id: timer,
                        in: connection
                    )
                }
                let moved = ContactNews(.moved(to: Self.new), address: "+5215511110000", at: SystemClock().now())
                for _ in 0..<2 { try await host.tell([moved]) }
                for table in ["conversations", "timers", "attachments"] {
                    #expect(try await host.texts("SELECT address FROM \(table)") == [Self.new], "\(table)")
                }
                try await host.take([Self.message("2", Self.new, alias: "MX.2")], on: "whatsapp")
                try await host.until(2, "SELECT COUNT(*) FROM turns")
                #expect(try await host.count("SELECT COUNT(*) FROM customers") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM conversations") == 1)
                let known = "SELECT channel || ' ' || address FROM customer_addresses ORDER BY channel, address"
                let names = ["phone \(Self.new)", "whatsapp \(Self.new)", "whatsapp MX.2"]
                #expect(try await host.texts(known) == names)
                #expect(try await host.count("SELECT COUNT(*) FROM audit_logs WHERE action = 'move-number'") == 1)
                // The number is given out again, and the news of before come once more.
                try await Task.sleep(for: .milliseconds(Limits.providerSecondMilliseconds + 100))
                try await host.take([Self.message("3", Self.old, alias: "MX.3")], on: "whatsapp")
                try await host.until(3, "SELECT COUNT(*) FROM turns")
                try await host.tell([moved])
                #expect(try await host.count("SELECT COUNT(*) FROM customers") == 2)
                #expect(try await host.texts("SELECT address FROM conversations ORDER BY id") == [Self.new, Self.old])
            }
        }
    }

    /// Nothing of what was said with whoever had the number before is said to its new owner.
    @Test func whoHadTheNewNumberHasItNoMore() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { message in
                message.address == Self.old
                    ? .retry(reason: "down", afterMilliseconds: 3_600_000)
                    : .sent(providerMessageID: message.idempotencyKey)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                for (id, address) in [("1", Self.new), ("2", Self.old)] {
                    try await host.take([Self.message(id, address, alias: nil)], on: "whatsapp")
                    try await host.until(Int64(id) ?? 0, "SELECT COUNT(*) FROM turns")
                }
                let waits = "state = 'pending' AND attempts = 1 AND lease_owner IS NULL"
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE \(waits)")
                try await host.tell([ContactNews(.moved(to: Self.new), address: Self.old, at: nil)])
                // What waited for the customer waits for them there.
                #expect(try await host.texts("SELECT address FROM outbox WHERE state = 'pending'") == [Self.new])
                let states = try await host.texts("SELECT state FROM conversations ORDER BY id")
                #expect(states == ["completed", "active"])
                #expect(try await host.count("SELECT COUNT(DISTINCT customer_id) FROM customer_addresses") == 1)
                let talk = try await database.read { connection in
                    try Conversations(tenant).load(channel: plugin("whatsapp"), address: Self.new, in: connection)
                }
                #expect(talk?.customer.number == 2 && talk?.conversation?.customerID == talk?.customer.id)
            }
        }
    }

    /// No message failed, and none goes out until somebody mends the account.
    @Test func aProviderMayStopTheSenderItself() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel()
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                for _ in 0..<2 { try await host.tell(.failed, "", remedy: .stop) }
                let told = try await host.events(of: "channel.stopped")
                #expect(told.map { $0["stopped"]?.stringValue } == ["all"])
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND lease_owner IS NULL")
                #expect(channel.sent.withLock { $0.isEmpty })
                #expect(try await host.count("SELECT COUNT(*) FROM early_receipts") == 0)
            }
        }
    }

    private static func message(_ id: String, _ number: String, alias: String?, file: String? = nil) -> InboundMessage {
        InboundMessage(
            messageID: id,
            address: number,
            name: nil,
            locale: nil,
            text: "hola",
            phone: number,
            alias: alias,
            attachments: file.map { [InboundAttachment(reference: $0, mime: nil, name: nil)] } ?? []
        )
    }
}

extension PipelineHost {
    /// The provider tells what its customers told it.
    fileprivate func tell(_ news: [ContactNews]) async throws {
        let response = ChannelResponse(status: 200, headers: [], body: [])
        let ingest = ChannelIngest(messages: [], receipts: [], contacts: news, response: response)
        try await engine.take(ingest, channel: plugin("whatsapp"), tenant: tenant)
    }
}
