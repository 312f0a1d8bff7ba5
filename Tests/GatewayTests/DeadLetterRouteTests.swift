// Messages that could not be sent, through the routes: thrown away, and many at once.

import HTTPTypes
import HostCore
import HostGateway
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10))) struct DeadLetterRouteTests {
    @Test func aDeadMessageIsThrownAwayOnce() async throws {
        let host = try await GatewayFixture()
        try await host.bury(["refused"])
        let path = "/api/outbox/\(GatewayFixture.outboxKey(0))/discard"
        #expect(try await host.tower.ask(.post, path, key: host.keys.beta).status == 409)
        #expect(try await host.tower.ask(.post, path, key: host.keys.alphaReadOnly).status == 403)
        let discarded = try await host.tower.ask(.post, path, key: host.keys.alpha)
        #expect(discarded.status == 200 && discarded.json["state"] == "cancelled", "\(discarded.text)")
        #expect(discarded.json["error"] == "discarded; refused")
        #expect(try await host.tower.ask(.post, path, key: host.keys.alpha).status == 409)
        let audit = try await host.tower.ask(.get, "/api/audit", key: host.keys.alpha)
        let record = audit.json["items"]?.arrayValue?.first { $0["action"] == "outbox.discard" }
        #expect(record?["diff"]?["before"]?["state"] == "dead", "\(audit.text)")
        #expect(record?["diff"]?["after"]?["state"] == "cancelled", "\(audit.text)")
    }

    @Test func manyAreFoundByWhatWentWrong() async throws {
        let host = try await GatewayFixture()
        try await host.bury(["131026 not on WhatsApp", "100% full", "131026 Not on WhatsApp", "131049 held back"])
        let count = try await host.ask("discard", ["reason": "131026 NOT", "dry_run": true])
        #expect(count["matched"] == 2 && count["done"] == 0 && count["dry_run"] == true, "\(count)")
        #expect(count["reasons"]?.arrayValue?.allSatisfy { $0["count"] == 1 && $0["channel"] == "web" } == true)
        #expect(try await host.dead() == 4)
        // The sign of a pattern stands for itself.
        #expect(try await host.ask("discard", ["reason": "1%", "dry_run": true])["matched"] == 0)
        #expect(try await host.ask("discard", ["reason": "100%", "dry_run": true])["matched"] == 1)
        #expect(try await host.ask("discard", ["channel": "sms"])["matched"] == 0)
        #expect(try await host.ask("discard", ["state": "unknown"])["matched"] == 0)
        let discarded = try await host.ask("discard", ["reason": "131026"])
        #expect(discarded["matched"] == 2 && discarded["done"] == 2 && discarded["refused"] == 0, "\(discarded)")
        #expect(try await host.dead() == 2)
        // The oldest first.
        let replayed = try await host.ask("replay", ["limit": 1])
        #expect(replayed["matched"] == 2 && replayed["done"] == 1, "\(replayed)")
        let isSent = try await eventually {
            let sent = try await host.tower.ask(.get, "/api/outbox?state=sent", key: host.keys.alpha)
            // In a row of its own.
            let first = JSON.string(GatewayFixture.outboxKey(1))
            return sent.json["items"]?.arrayValue?.map { $0["fallback_of"] } == [first]
        }
        #expect(isSent)
        #expect(try await host.dead() == 1)
    }

    /// More than a transaction takes; and nobody else's.
    @Test func allOfThemAreReached() async throws {
        let host = try await GatewayFixture()
        try await host.bury(Array(repeating: "refused", count: Limits.deadLetterBatchMax * 2 + 1))
        let other = try await host.tower.ask(.post, "/api/outbox/discard", key: host.keys.beta, json: [:])
        #expect(other.json["matched"] == 0 && other.json["done"] == 0, "\(other.text)")
        let all = try await host.ask("discard", [:])
        #expect(all["done"] == .integer(Int64(Limits.deadLetterBatchMax * 2 + 1)), "\(all)")
        #expect(try await host.dead() == 0)
    }

    @Test(
        arguments: [
            (["state": "sent"], "state"), (["limit": 0], "limit"), (["limit": 1_001], "limit"),
            (["channel": "No"], "channel"), (["reason": ""], "reason"), (["dry_run": "yes"], "dry_run"),
            (["since": "x"], "since"),
        ] as [(JSON, String)]
    )
    func whatIsWrongIsNamed(request: JSON, field: String) async throws {
        let host = try await GatewayFixture()
        let reply = try await host.tower.ask(.post, "/api/outbox/replay", key: host.keys.alpha, json: request)
        #expect(reply.status == 400 && reply.json["field"]?.stringValue == field, "\(reply.text)")
    }
}

extension GatewayFixture {
    /// Messages of alpha's that were given up for these reasons, numbered from 0.
    fileprivate func bury(_ reasons: [String]) async throws {
        for (number, reason) in reasons.enumerated() {
            try await bury(try Self.waiting(number, in: "c\(number)", messageID: "m\(number)"), because: reason)
        }
    }

    /// Does something with many of alpha's.
    fileprivate func ask(_ verb: String, _ request: JSON) async throws -> JSON {
        let reply = try await tower.ask(.post, "/api/outbox/\(verb)", key: keys.alpha, json: request)
        #expect(reply.status == 200, "\(reply.text)")
        return reply.json
    }

    fileprivate func dead() async throws -> Int {
        let list = try await tower.ask(.get, "/api/outbox?state=dead&limit=200", key: keys.alpha)
        return list.json["items"]?.arrayValue?.count ?? -1
    }
}
