// Collections over HTTP: losses and who may decide about them, tests of hours, rules with
// their outcomes, and a reminder of somebody whom nothing reaches.

import HTTPTypes
import HostCore
import OrkestaModel
import Testing

@testable import HostGateway

/// A tenant that collects, in simulated time, and has billed one customer. No channel and
/// no agent is enabled.
private struct CollectingShop {
    let host: GatewayFixture

    init() async throws {
        host = try await GatewayFixture()
        try await move(to: "2070-06-02T15:00:00Z")
        let changed = try await ask(.put, "/api/dunning/rules", ["enabled": true])
        try #require(changed.status == 200, "\(changed.text)")
        let bill: JSON = [
            "customer": ["phone": "+525512345678", "name": "Ana"], "amount": "1000.00",
            "due_at": "2070-06-03T15:00:00Z",
        ]
        let issued = try await ask(.post, "/api/invoices", bill)
        try #require(issued.json["number"] == "INV-1001", "\(issued.text)")
    }

    func ask(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ json: JSON? = nil,
        key: String? = nil
    ) async throws -> Reply {
        try await host.tower.ask(method, path, key: key ?? host.keys.alpha, json: json)
    }

    func move(to now: String) async throws {
        let moved = try await ask(
            .post,
            "/api/time-machine/set",
            ["tenant_id": "alpha", "now": .string(now)],
            key: host.keys.platform
        )
        try #require(moved.status == 200, "\(moved.text)")
    }

    /// The only proposal, two months later.
    func loss() async throws -> JSON {
        try await move(to: "2070-08-05T18:00:00Z")
        let list = try await ask(.get, "/api/dunning/write-offs?state=proposed")
        return try #require(list.json["items"]?.arrayValue?.first, "\(list.text)")
    }

    func audited(_ action: String) async throws -> JSON? {
        let list = try await ask(.get, "/api/audit")
        return list.json["items"]?.arrayValue?.first { $0["action"]?.stringValue == action }
    }
}

@Suite struct DunningRouteTests {
    @Test func anApprovedLossIsWhatWasOpenByThen() async throws {
        let shop = try await CollectingShop()
        let loss = try await shop.loss()
        #expect(loss["amount"]?["amount"] == "1000.00" && loss["invoice"] == "INV-1001", "\(loss)")
        let id = try #require(loss["id"]?.stringValue)
        let path = "/api/dunning/write-offs/\(id)"
        let grant: JSON = ["action": "grant", "amount": "400.00", "reason": "transfer"]
        #expect(try await shop.ask(.post, "/api/credits/CUST-1", grant).status == 200)
        #expect(try await shop.ask(.post, "/api/invoices/INV-1001/apply-credit", [:]).status == 200)

        #expect(try await shop.ask(.post, "\(path)/approve", [:], key: shop.host.keys.alphaReadOnly).status == 403)
        #expect(try await shop.ask(.post, "\(path)/approve", [:], key: shop.host.keys.beta).status == 404)
        let long: JSON = ["reason": .string(String(repeating: "x", count: Limits.refundReasonCharactersMax + 1))]
        let refused = try await shop.ask(.post, "\(path)/approve", long)
        #expect(refused.status == 400 && refused.json["field"] == "reason", "\(refused.text)")

        let approved = try await shop.ask(.post, "\(path)/approve", ["reason": "The shop has closed."])
        #expect(approved.status == 200 && approved.json["state"] == "approved", "\(approved.text)")
        #expect(approved.json["amount"]?["amount"] == "600.00", "\(approved.text)")
        let invoice = try await shop.ask(.get, "/api/invoices/INV-1001")
        #expect(invoice.json["written_off_at"] == approved.json["decided_at"], "\(invoice.text)")
        let found = try await shop.audited("write_off.approve")
        let audit = try #require(found)
        #expect(audit["diff"]?["before"]?["state"] == "proposed", "\(audit)")
        #expect(audit["diff"]?["before"]?["amount"]?["amount"] == "1000.00", "\(audit)")
        #expect(audit["diff"]?["after"]?["amount"]?["amount"] == "600.00", "\(audit)")
        #expect(audit["diff"]?["after"]?["reason"] == "The shop has closed.", "\(audit)")
        for verb in ["approve", "reject"] {
            #expect(try await shop.ask(.post, "\(path)/\(verb)", [:]).status == 409, "\(verb): it is decided once")
        }
        let left = try await shop.ask(.get, "/api/dunning/write-offs?state=proposed")
        #expect(left.json["items"] == [], "\(left.text)")
    }

    @Test func aRejectedLossKeepsTheInvoice() async throws {
        let shop = try await CollectingShop()
        let loss = try await shop.loss()
        let id = try #require(loss["id"]?.stringValue)
        let path = "/api/dunning/write-offs/\(id)"
        let rejected = try await shop.ask(.post, "\(path)/reject", ["reason": "pays in January"])
        #expect(
            rejected.json["state"] == "rejected" && rejected.json["amount"]?["amount"] == "1000.00",
            "\(rejected.text)"
        )
        let audit = try await shop.audited("write_off.reject")
        #expect(audit?["diff"]?["after"]?["state"] == "rejected", "\(audit ?? .null)")
        let invoice = try await shop.ask(.get, "/api/invoices/INV-1001")
        #expect(invoice.json["balance"]?["amount"] == "1000.00", "\(invoice.text)")
        #expect(try await shop.ask(.post, "/api/dunning/write-offs/none/reject", [:]).status == 404)
    }

    @Test func whoCannotBeReachedIsAConflict() async throws {
        let shop = try await CollectingShop()
        let answer = try await shop.ask(.post, "/api/dunning/send", ["invoice": "INV-1001"])
        #expect(answer.status == 409 && answer.json["field"] == "customer", "\(answer.text)")
        let pipeline = try await shop.ask(.get, "/api/dunning/pipeline")
        let entries = (pipeline.json["stages"]?.arrayValue ?? []).flatMap { $0["invoices"]?.arrayValue ?? [] }
        #expect(entries.count == 1 && entries.first?["next"]?["action"] == "none", "\(pipeline.text)")
    }

    @Test func rulesShowTheirOutcomesAndMayBePutBack() async throws {
        let shop = try await CollectingShop()
        let rules = try await shop.ask(.get, "/api/dunning/rules")
        let members = (rules.json["rules"]?.arrayValue ?? []).compactMap(\.objectValue)
        #expect(members.count == 9, "\(rules.text)")
        #expect(members.allSatisfy { $0["success_rate"] == JSON.null && $0["last_sent"] == JSON.null }, "\(rules.text)")
        let put = try await shop.ask(.put, "/api/dunning/rules", rules.json)
        #expect(put.status == 200 && put.json == rules.json, "\(put.text)")
    }

    @Test func aTestOfHoursIsStartedListedAndEnded() async throws {
        let shop = try await CollectingShop()
        let path = "/api/dunning/experiments"
        let test: JSON = [
            "name": "evenings", "hours": [12, 18], "hold_out_percent": 40, "trials_max": 200,
            "smallest_difference": 0.05,
        ]
        #expect(try await shop.ask(.post, path, test, key: shop.host.keys.alphaReadOnly).status == 403)
        let started = try await shop.ask(.post, path, test)
        #expect(started.status == 200 && started.json["state"] == "running", "\(started.text)")
        #expect(started.json["trials_max"] == 200, "\(started.text)")
        #expect(started.json["smallest_difference"]?.doubleValue == 0.05, "\(started.text)")
        #expect(started.json["arms"]?.arrayValue?.map { $0["hour"] } == [12, 18], "\(started.text)")
        let second = try await shop.ask(.post, path, test.merging(["name": "mornings"]))
        #expect(second.status == 409 && second.json["field"] == "name", "\(second.text)")
        #expect(try await shop.ask(.get, path).json["items"]?.arrayValue?.count == 1)
        #expect(try await shop.ask(.get, path, key: shop.host.keys.beta).json["items"] == [])

        let ended = try await shop.ask(.post, "\(path)/evenings/end", [:])
        #expect(started.json["verdict"] == ["state": "running"], "\(started.text)")
        #expect(ended.json["state"] == "ended" && ended.json["verdict"] == ["state": "undecided"], "\(ended.text)")
        #expect(try await shop.ask(.post, "\(path)/evenings/end", [:]).status == 404, "it runs no more")
        #expect(try await shop.ask(.post, path, test).status == 409, "a name is used once")
        let audit = try await shop.audited("experiment.end")
        #expect(audit?["diff"]?["after"]?["state"] == "ended", "\(audit ?? .null)")
        let prediction = try await shop.ask(.get, "/api/dunning/prediction")
        #expect(prediction.json["latest"]?.isNull == true, "nothing was learnt yet: \(prediction.text)")
    }

    @Test(
        arguments: [
            (["hours": [9, "18"]], "hours[1]"), (["hours": "9"], "hours"), (["hours": [21]], "hours"),
            (["smallest_difference": 0.9], "smallest_difference"),
            (["smallest_difference": "much"], "smallest_difference"), (["trials_max": 10], "trials_max"),
            (["trial_max": 200], "trial_max"), (["name": ""], "name"),
        ] as [(JSON, String)]
    )
    func aTestThatCannotBeIsRefused(_ change: JSON, _ field: String) async throws {
        let host = try await GatewayFixture()
        let test: JSON = ["name": "evenings", "hours": [18]]
        let path = "/api/dunning/experiments"
        let answer = try await host.tower.ask(.post, path, key: host.keys.alpha, json: test.merging(change))
        #expect(answer.status == 400 && answer.json["field"]?.stringValue == field, "\(answer.text)")
        #expect(try await host.tower.ask(.get, path, key: host.keys.alpha).json["items"] == [])
    }
}
