// Two hosts on one database: a conversation is worked on by one of them at a
// time, in the order in which its messages came.

import HostCore
import HostInbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import StorageHarness
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct TwoHostTests {
    /// What both hosts' agents did.
    private final class Record: Sendable {
        struct State {
            var running: [String: Int] = [:]
            var overlaps = 0
            var order: [String: [String]] = [:]
        }

        let state = Mutex(State())

        func begin(_ address: String, _ text: String) {
            state.withLock { state in
                state.running[address, default: 0] += 1
                if state.running[address] != 1 { state.overlaps += 1 }
                state.order[address, default: []].append(text)
            }
        }

        func end(_ address: String) { state.withLock { $0.running[address, default: 1] -= 1 } }
    }

    @Test func turnsOfAConversationFollowEachOther() async throws {
        let (one, other) = try await TestDatabase.makePair()
        let tenant = try await addShop(.sandbox, to: one.database)
        let record = Record()
        let agents = ScriptedAgents([
            "orchestrator": { input, turn in
                record.begin(turn.address, input.text)
                try? await Task.sleep(for: .milliseconds(3))
                record.end(turn.address)
                return await echo(input, turn)
            }
        ])
        let addresses = ["ana", "beto", "carla"]
        try await withHost(one.database, tenant, agents: agents, owner: "one") { first in
            try await withHost(other.database, tenant, agents: agents, owner: "other") { second in
                for number in 0..<30 {
                    for address in addresses {
                        let host = (number + address.utf8.count).isMultiple(of: 2) ? first : second
                        _ = try await host.submit("\(number)", id: "\(address)-\(number)", from: address)
                    }
                }
                try await first.until(90, "SELECT COUNT(*) FROM turns WHERE status = 'completed'")
            }
        }
        let state = record.state.withLock { $0 }
        #expect(state.overlaps == 0)
        for address in addresses {
            // A turn that began from an outdated snapshot is redone at once.
            let order = (state.order[address] ?? []).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
            #expect(order == (0..<30).map(String.init), "\(address)")
        }
        try await one.database.close()
        try await other.database.close()
    }

    /// Whoever asks gets the answer, whichever host ran the turn.
    @Test func theAnswerIsFoundAtBothHosts() async throws {
        let (one, other) = try await TestDatabase.makePair()
        let tenant = try await addShop(.sandbox, to: one.database)
        let agents = ScriptedAgents(["orchestrator": echo])
        try await withHost(one.database, tenant, agents: agents, owner: "one") { first in
            try await withHost(other.database, tenant, agents: agents, owner: "other") { second in
                // The first host has the conversation now.
                _ = try await first.ask("hola", id: "m0")
                for number in 1..<8 {
                    let receipt = try await second.submit("\(number)", id: "m\(number)")
                    let reply = try await second.engine.reply(for: receipt)
                    #expect(reply?.status == .completed)
                    let again = try await first.submit("\(number)", id: "m\(number)")
                    #expect(again.isDuplicate && again.turnID == receipt.turnID)
                    #expect(try await first.engine.reply(for: again) == reply)
                }
            }
        }
        try await one.database.close()
        try await other.database.close()
    }

    /// What a dead host had is free with its conversations' leases.
    @Test func aDeadHostsMessagesAreTakenOverInOrder() async throws {
        let (one, other) = try await TestDatabase.makePair()
        let tenant = try await addShop(.sandbox, to: one.database)
        let record = Record()
        let agents = ScriptedAgents([
            "orchestrator": { input, turn in
                record.begin(turn.address, input.text)
                record.end(turn.address)
                return await echo(input, turn)
            }
        ])
        let stuck = ScriptedAgents([
            "orchestrator": { _, _ in
                try? await Task.sleep(for: .seconds(3_600))
                return .failed(Problem(.timeout, "stopped", remedy: "Wait."))
            }
        ])
        try await withHost(one.database, tenant, agents: stuck, owner: "one") { first in
            _ = try await first.submit("1", id: "m1")
            _ = try await first.submit("2", id: "m2")
            // As after a power cut: nobody lets go of anything, for as long as this test says.
            try await one.database.close()
            try await other.database.write { connection in
                try connection.execute("UPDATE conversation_leases SET lease_until = 9000000000000")
            }
            try await withHost(other.database, tenant, agents: agents, owner: "other") { second in
                _ = try await second.submit("3", id: "m3")
                #expect(record.state.withLock { $0.order.isEmpty })
                let ended = try await other.database.write { connection in
                    try connection.execute("UPDATE conversation_leases SET lease_until = 0 WHERE owner = 'one'")
                }
                #expect(ended == 1)
                try await second.until(3, "SELECT COUNT(*) FROM turns WHERE status = 'completed'")
            }
        }
        #expect(record.state.withLock { $0.order["ana"] } == ["1", "2", "3"])
        try await other.database.close()
    }

    /// One number, two hosts: together they send what it may send, and nearly all of that.
    @Test func aSendersRateHoldsOverBoth() async throws {
        let (one, other) = try await TestDatabase.makePair()
        let tenant = try await addShop(.sandbox, to: one.database)
        let agents = ScriptedAgents(["orchestrator": echo])
        let sentAt = Mutex<[Int64]>([])
        let rates = SendRates(perSecond: 10, customerBurst: 1, customerIntervalMilliseconds: nil)
        let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(rates: rates)) { message in
            sentAt.withLock { $0.append(SystemClock.monotonicMilliseconds()) }
            return .sent(providerMessageID: message.idempotencyKey)
        }
        try await withHost(one.database, tenant, agents: agents, channel: channel, owner: "one") { first in
            try await withHost(other.database, tenant, agents: agents, channel: channel, owner: "other") { second in
                for number in 0..<150 {
                    let host = number.isMultiple(of: 2) ? first : second
                    _ = try await host.submit("hola", id: "m\(number)", from: "customer \(number)")
                }
                try await first.until(150, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
            }
        }
        let moments = sentAt.withLock { $0.sorted() }
        #expect(moments.count == 150)
        // Twice the rate would be 60 in three seconds. A machine that stands still in between
        // lets what waited go out together.
        let most = moments.map { begin in moments.count { begin <= $0 && $0 < begin + 3_000 } }.max() ?? 0
        #expect(most <= 45, "\(most) in three seconds")
        try await one.database.close()
        try await other.database.close()
    }
}
