// Collections through the pipeline: an overdue invoice becomes a reminder, one message
// about all that is due, until it is paid, promised or given up.

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

@Suite struct CollectionTests {
    @Test func anOverdueInvoiceIsRemindedOfUntilItIsPaid() async throws {
        try await withDebtor { house in
            let invoice = try await house.bill(50_000, dueInDays: 3)
            // Thursday 3 December 2026 is the due day; T-3 is at once too soon after the invoice.
            let steps = try await house.advance(days: 4)
            #expect(steps.map(\.result.result) == ["completed", "completed", "completed"], "\(steps)")
            try await house.host.until(3, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
            #expect(try await house.texts("SELECT stage FROM reminders ORDER BY created_at") == ["T-1", "DUE", "T+1"])
            try await house.pay(invoice)
            let silence = try await house.advance(days: 60)
            #expect(silence.isEmpty, "\(silence)")
            #expect(try await house.host.count("SELECT COUNT(*) FROM reminders") == 3)
            #expect(try await house.host.count("SELECT COUNT(*) FROM timers") == 0)
        }
    }

    @Test func severalInvoicesAreOneMessage() async throws {
        try await withDebtor { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.bill(20_000, dueInDays: 2)
            _ = try await house.bill(10_000, dueInDays: 3)
            _ = try await house.advance(days: 3)
            let messages = try await house.texts(
                "SELECT content FROM messages WHERE role = 'assistant' ORDER BY sequence"
            )
            #expect(messages.count == 3, "\(messages)")
            let days = try await house.host.count("SELECT COUNT(DISTINCT day) FROM reminders")
            #expect(days == Int64(messages.count))
        }
    }

    @Test func withoutNewsAReminderIsClaimed() async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 2)
            #expect(try await house.claim().count == 1)
        }
    }

    @Test func aBrokenPromiseIsFollowedUpOnce() async throws {
        try await withDebtor { house in
            _ = try await house.bill(50_000, dueInDays: 1)
            _ = try await house.advance(days: 2)
            #expect(try await house.promise(inDays: 2) == .accepted)
            let pause = try await house.advance(days: 2)
            #expect(pause.isEmpty, "the promise waits: \(pause)")
            _ = try await house.advance(days: 2)
            #expect(try await house.texts("SELECT state FROM promises") == ["broken"])
            let reasons = try await house.texts("SELECT reason FROM reminders ORDER BY created_at")
            #expect(reasons.filter { $0 == "broken_promise" }.count == 1, "\(reasons)")
        }
    }

    @Test func aLossWaitsForAPersonAndIsBookedOnce() async throws {
        try await withDebtor { house in
            let invoice = try await house.bill(50_000, dueInDays: 1)
            _ = try await house.advance(days: 65)
            #expect(try await house.texts("SELECT state FROM write_offs") == ["proposed"])
            try await house.approveLoss()
            let losses = "SELECT SUM(amount_minor) FROM ledger_entries WHERE account = 'losses'"
            #expect(try await house.host.count(losses) == 50_000)
            #expect(try await house.host.count("SELECT SUM(amount_minor) FROM ledger_entries") == 0)
            await #expect(throws: Problem.self) { try await house.approveLoss() }
            #expect(try await house.openInvoices().isEmpty, "\(invoice) is given up")
        }
    }

    /// Newest first, in the tenant's time.
    @Test func whatTookOverIsListedBesideWhatFailed() async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 1)
            try await house.bring(.onFallback)
            let listed = try await house.host.database.read { [tenant = house.tenant] connection in
                try Outbox(tenant).list(in: connection)
            }
            #expect(listed.map(\.item.channel) == [.sms, .whatsapp])
        }
    }

    /// A person is seeing to the matter: only then somebody decides whether it is lost.
    @Test func whatACaseIsOpenAboutIsNotGivenUp() async throws {
        try await withDebtor { house in
            _ = try await house.bill(50_000, dueInDays: 1)
            let first = try await house.openCase()
            _ = try await house.advance(days: 65)
            // Whatever changes lets the customer be looked at.
            _ = try await house.bill(10_000, dueInDays: 90)
            _ = try await house.advance(days: 1)
            #expect(try await house.texts("SELECT state FROM write_offs").isEmpty)
            try await house.close(first)
            _ = try await house.advance(days: 1)
            #expect(try await house.texts("SELECT state FROM write_offs") == ["proposed"])
            let second = try await house.openCase()
            do {
                try await house.approveLoss()
                Issue.record("what a case is open about was given up")
            } catch let problem as Problem {
                #expect(problem.kind == .conflict && problem.detail.contains(second.shownNumber), "\(problem)")
            }
            try await house.close(second)
            try await house.approveLoss()
            #expect(try await house.texts("SELECT state FROM write_offs") == ["approved"])
        }
    }

    @Test(arguments: [true, false])
    func aPromiseEndsOnItsDayWhateverHoldsTheCustomer(_ byCase: Bool) async throws {
        try await withDebtor { house in
            let invoice = try await house.bill(50_000, dueInDays: 1)
            _ = try await house.advance(days: 2)
            let opened = try await byCase ? house.openCase() : nil
            let payment = try await byCase ? nil : house.payAtProvider(invoice, minor: 1_000)
            #expect(try await house.promise(inDays: 2, [invoice]) == .accepted)
            if let payment { try await house.dispute(payment) }
            let steps = try await house.advance(days: 5)
            #expect(steps.map(\.result.result) == ["promise_broken"], "\(steps)")
            if let opened { try await house.close(opened) }
            if let payment { try await house.dispute(payment, .won) }
            _ = try await house.advance(days: 2)
            let reasons = try await house.texts("SELECT reason FROM reminders ORDER BY created_at")
            #expect(reasons.filter { $0 == "broken_promise" }.count == 1, "\(reasons)")
        }
    }

    @Test func sixtyDaysAreTheSameTwice() async throws {
        let logs = Mutex<[[String]]>([])
        for _ in 0..<2 {
            try await withDebtor { house in
                for place in 0..<6 { _ = try await house.bill(10_000 + Int64(place), dueInDays: Int64(place * 5)) }
                _ = try await house.advance(days: 60)
                let log = try await house.texts("SELECT id || type || data || at FROM events ORDER BY id")
                logs.withLock { $0.append(log) }
            }
        }
        let (first, second) = logs.withLock { ($0[0], $0[1]) }
        #expect(first.count > 20, "\(first.count)")
        #expect(first == second)
    }
}
