// What collections say about themselves: effectiveness as it is defined, what each rule
// is worth, when the next reminder goes out, and who cannot be reached.

import HostCore
import HostDunning
import HostPayments
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import StorageHarness
import Testing

@Suite struct CollectionFigureTests {
    /// Four invoices: paid before T-3 came, paid on the ladder, paid after WRITE_OFF's
    /// day, and one whose day is still to come.
    @Test func effectivenessIsOfWhatEnteredTheLadder() async throws {
        try await withDebtor { house in
            let early = try await house.bill(10_000, dueInDays: 10)
            let inTime = try await house.bill(20_000, dueInDays: 10)
            let late = try await house.bill(40_000, dueInDays: 10)
            try await house.pay(early)
            _ = try await house.advance(days: 12)
            try await house.pay(inTime)
            _ = try await house.advance(days: 60)
            #expect(try await house.texts("SELECT state FROM write_offs") == ["proposed"])
            try await house.pay(late)
            _ = try await house.bill(80_000, dueInDays: 1)
            _ = try await house.advance(days: 1)
            #expect(try await house.texts("SELECT state FROM write_offs") == ["withdrawn"], "it is paid after all")
            let totals = try await house.report()["totals"]?.arrayValue ?? []
            let figures = try #require(totals.first)
            #expect(totals.count == 1 && figures["open"] == 1 && figures["invoices"] == 2, "\(figures)")
            #expect(figures["paid"] == 1 && figures["effectiveness"]?.doubleValue == 0.5, "\(figures)")
            #expect(figures["due"]?["amount"] == "600.00" && figures["collected"]?["amount"] == "200.00", "\(figures)")
            #expect(figures["collection_rate"]?.doubleValue == 0.3333, "\(figures)")
        }
    }

    @Test func aRuleIsWorthWhatCameAfterItsReminders() async throws {
        try await withDebtor { house in
            try await house.collect(["settings": ["costs": ["whatsapp": "0.90"]]])
            let invoice = try await house.bill(50_000, dueInDays: 3)
            _ = try await house.advance(days: 4)
            try await house.pay(invoice)
            let report = try await house.report()
            let rules = report["rules"]?.arrayValue ?? []
            #expect(rules.map { $0["stage"] } == ["T-1", "DUE", "T+1"], "\(report)")
            let (first, last) = (try #require(rules.first), try #require(rules.last))
            #expect(last["reminders"] == 1 && last["worked"] == 1 && last["channel"] == "whatsapp", "\(last)")
            #expect(last["recovered"]?["amount"] == "500.00" && last["cost"]?["amount"] == "0.90", "\(last)")
            #expect(last["cost_per_contact"]?["amount"] == "0.90", "\(last)")
            #expect(last["cost_per_recovered"]?.doubleValue == 0.0018, "\(last)")
            #expect(first["worked"] == 0 && first["cost_per_recovered"]?.isNull == true, "\(first)")
            let shown = try await house.rules()
            let outcomes = ["T-1", "T+1", "T+30"].compactMap { stage in
                shown.first { $0["stage"]?.stringValue == stage }
            }
            #expect(outcomes.map { $0["success_rate"]?.doubleValue } == [0, 1, nil], "\(shown)")
            #expect(outcomes.map { $0["last_sent"]?.stringValue != nil } == [true, true, false], "\(shown)")
        }
    }

    /// The ladder run ahead is the judge: over Sundays, and over a pause of 100 hours.
    @Test(arguments: [2, 5] as [Int64])
    func thePipelineSaysWhenTheNextReminderGoesOut(_ dueInDays: Int64) async throws {
        try await withDebtor { house in
            try await house.collect(["rules": [["stage": "T+3", "throttle_hours": 100]]])
            _ = try await house.bill(50_000, dueInDays: dueInDays)
            for day in 0..<10 {
                let (next, foreseen) = try await house.next()
                #expect(next["action"] == "remind" && foreseen != nil, "day \(day): \(next)")
                #expect(next["at"]?.stringValue == foreseen, "day \(day): \(next)")
                _ = try await house.advance(days: 1)
            }
        }
    }

    /// It waits for the next day, before the stage that would come of itself.
    @Test func thePipelineShowsWhatAPersonAskedFor() async throws {
        try await withDebtor { house in
            _ = try await house.bill(50_000, dueInDays: 1)
            _ = try await house.advance(days: 2)
            #expect(try await house.next().shown["why"] == "T+3 is next")
            let asked = try await house.remind()
            #expect(asked.work == nil, "they were reminded today")
            let (next, foreseen) = try await house.next()
            #expect(next["action"] == "remind" && next["why"] == "a person asked for it", "\(next)")
            #expect(next["at"]?.stringValue == asked.at.description && foreseen == asked.at.description, "\(next)")
            _ = try await house.advance(days: 1)
            #expect(try await house.texts("SELECT reason FROM reminders ORDER BY created_at").last == "manual")
            #expect(try await house.next().shown["why"] != "a person asked for it")
        }
    }

    @Test func whoCannotBeReachedIsNotPromisedAReminder() async throws {
        try await withDebtor { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            try await house.enable(.dunning, false)
            do {
                _ = try await house.remind()
                Issue.record("a reminder was promised that nobody would say")
            } catch let problem as Problem {
                #expect(problem.kind == .conflict && problem.field == "customer", "\(problem)")
            }
            #expect(try await house.host.count("SELECT COUNT(*) FROM reminder_requests") == 0)
            let (next, _) = try await house.next()
            #expect(next["action"] == "none" && next["at"]?.isNull == true, "\(next)")
            #expect(next["why"]?.stringValue?.contains("reached") == true, "\(next)")
            try await house.enable(.dunning, true)
            #expect(try await house.remind().work != nil)
            house.host.engine.wake()
            try await house.host.until(1, "SELECT COUNT(*) FROM reminders WHERE reason = 'manual' AND state = 'sent'")
        }
    }

    /// What the API promises and what is done are one rule: a channel that is too dear for
    /// what is owed is none.
    @Test func aChannelThatIsTooDearReachesNobody() async throws {
        try await withDebtor(sends: false) { house in
            try await house.collect(["settings": ["costs": ["sms": "0.90"]]])
            try await house.knowOnly(.sms)
            _ = try await house.bill(500, dueInDays: 2)
            let (next, _) = try await house.next()
            #expect(next["action"] == "none" && next["why"]?.stringValue?.contains("too dear") == true, "\(next)")
            do {
                _ = try await house.remind()
                Issue.record("a reminder was promised that nobody would say")
            } catch let problem as Problem {
                #expect(problem.remedy.contains("fallback_cost_max_percent"), "\(problem)")
            }
            // Both together are worth a text message.
            _ = try await house.bill(50_000, dueInDays: 2)
            #expect(try await house.remind().work != nil)
        }
    }

    /// The index of nights and reports is not taken for what the open ones are read by,
    /// and one customer's addresses are not looked for among all.
    @Test(.enabled(if: TestEngine.selected == .sqlite, "the plans of the other engine depend on its statistics"))
    func openInvoicesAreReadByTheirIndex() async throws {
        try await withDatabase { database, _ in
            let statements = [
                ("invoices_open", "SELECT customer_id FROM invoices WHERE tenant_id = 'a' AND \(InvoiceRow.isOpen)"),
                (
                    "invoices_by_due",
                    "SELECT MIN(due_at) FROM invoices WHERE tenant_id = 'a' AND due_at > 1 AND amount_minor > 0"
                ),
                (
                    "customer_addresses_of_customer",
                    "SELECT 1 FROM customer_addresses WHERE tenant_id = 'a' AND customer_id = 'b'"
                ),
            ]
            for (index, statement) in statements {
                let plan = try await database.read { connection in
                    try connection.rows("EXPLAIN QUERY PLAN \(statement)").map { try $0.text(3) }
                }
                #expect(plan.contains { $0.contains(index) }, "\(plan)")
            }
        }
    }

    @Test func aLossThatAPersonKeptIsProposedAgainAfterANewStart() async throws {
        try await withDebtor { house in
            let invoice = try await house.bill(50_000, dueInDays: 1)
            _ = try await house.advance(days: 62)
            try await house.keepLoss()
            _ = try await house.advance(days: 2)
            #expect(try await house.texts("SELECT state FROM write_offs") == ["rejected"])
            // Two fifths: its ladder begins anew, and comes to its end again.
            try await house.pay(invoice, minor: 20_000)
            _ = try await house.advance(days: 62)
            #expect(try await house.texts("SELECT state FROM write_offs WHERE reason IS NULL") == ["proposed"])
            #expect(try await house.host.count("SELECT amount_minor FROM write_offs") == 30_000)
            try await house.pay(invoice, minor: 10_000)
            try await house.approveLoss()
            #expect(try await house.host.count("SELECT amount_minor FROM write_offs") == 20_000, "what was booked")
            let losses = "SELECT SUM(amount_minor) FROM ledger_entries WHERE account = 'losses'"
            #expect(try await house.host.count(losses) == 20_000)
        }
    }
}

extension DebtorHouse {
    fileprivate func enable(_ plugin: PluginID, _ isEnabled: Bool) async throws {
        _ = try await write { [tenant] connection, now, _ in
            try TenantPlugins(tenant).set(plugin, enabled: isEnabled, at: now, in: connection)
        }
    }

    /// The customer is known on the channel alone, and WhatsApp is off.
    fileprivate func knowOnly(_ channel: PluginID) async throws {
        try await enable(.whatsapp, false)
        _ = try await write { connection, _, _ in
            try connection.execute("UPDATE customer_addresses SET channel = ?", channel)
        }
    }

    fileprivate func report() async throws -> JSON {
        try await write { [tenant] connection, now, _ in
            let from = now.advanced(bySeconds: -90 * 86_400)
            return try CollectionReport(of: tenant, from: from, until: now, in: connection).json
        }
    }

    fileprivate func rules() async throws -> [JSON] {
        try await write { [tenant] connection, now, _ in
            let policy = try DunningRules(tenant).policy(in: connection)
            let document = try RuleOutcomes(of: tenant, now: now, in: connection).json(of: policy)
            return document["rules"]?.arrayValue ?? []
        }
    }

    /// What the pipeline says of the first invoice, and when the ladder, run ahead, speaks.
    fileprivate func next() async throws -> (shown: JSON, foreseen: String?) {
        try await write { [tenant] connection, now, _ in
            let pipeline = try Pipeline(of: tenant, now: now, in: connection)
            let entries = (pipeline.json()["stages"]?.arrayValue ?? []).flatMap { $0["invoices"]?.arrayValue ?? [] }
            let forecast = pipeline.forecast(until: now.advanced(bySeconds: 40 * 86_400))
            return (try required(entries.first?["next"]), forecast.reminders.first?.at.description)
        }
    }

    fileprivate func remind() async throws -> RequestedReminder {
        try await write { [tenant] connection, now, _ in
            let customer = try required(connection.row("SELECT id FROM customers"))
            return try Collector(tenant).remind(try customer.identifier(0), by: "test", now: now, in: connection)
        }
    }

    /// A person decides that the invoice is not lost.
    fileprivate func keepLoss() async throws {
        try await write { [tenant] connection, now, randomness in
            let proposed = try WriteOffs(tenant).list(state: .proposed, limit: 10, in: connection).writeOffs
            _ = try WriteOffs(tenant).decide(
                try required(proposed.first).id,
                WriteOffs.Decision(isApproved: false, reason: "pays in parts", actor: "test"),
                with: Ledger(tenant, now: now, randomness: randomness),
                at: now,
                in: connection
            )
        }
    }
}
