// Beginning to pay: what a link lets its holder do, and what it refuses.

import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import Testing

struct CheckoutTests {
    @Test("a page that was opened and not paid is opened again, not a second one")
    func pageIsReused() async throws {
        try await TestHouse.with { house in
            _ = try await house.link(to: try await house.invoice(10_000))
            let first = try await house.checkout.begin("token")
            let second = try await house.checkout.begin("token")
            #expect(first.payment.id == second.payment.id)
            #expect(first.payment.sessionID == second.payment.sessionID)
        }
    }

    @Test("another amount closes the page that was opened before")
    func otherAmount() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let whole = try await house.checkout.begin("token")
            let part = try await house.checkout.begin("token", amount: pesos(4_000))
            #expect(
                try await house.document(invoice.id).payments.map(\.state.rawValue).sorted() == ["failed", "pending"]
            )
            #expect(try await house.notices().isEmpty, "nobody is told of a page that was left")
            await #expect(throws: Problem.self) { try await house.decide(whole.payment, .succeeded) }
            try await house.decide(part.payment, .succeeded)
        }
    }

    @Test("while a payment is with the provider, only the rest can be paid")
    func underWay() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let part = try await house.checkout.begin("token", amount: pesos(6_000))
            try await house.decide(part.payment, .processing)
            await house.processor.processAll()
            #expect(try await house.checkout.page("token")?.asked == pesos(4_000))
            await #expect(throws: Problem.self) { try await house.checkout.begin("token", amount: pesos(10_000)) }
            let rest = try await house.checkout.begin("token")
            #expect(rest.payment.amount == pesos(4_000))
            try await house.decide(rest.payment, .processing)
            await house.processor.processAll()
            #expect(try await house.checkout.page("token")?.state == .processing)
            await #expect(throws: Problem.self) { try await house.checkout.begin("token") }
        }
    }

    @Test("a page that opens after its attempt was closed for another amount takes no money")
    func closedWhileOpening() async throws {
        let provider = ScriptedProvider()
        try await TestHouse.with(environment: .production, providers: [provider]) { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            provider.next(.open) { _ = try await house.checkout.begin("token", amount: pesos(6_000)) }
            let problem = await #expect(throws: Problem.self) {
                try await house.checkout.begin("token", amount: pesos(7_000))
            }
            #expect(problem?.kind == .conflict)
            #expect(provider.closed == ["cs_7000"], "the first page can still be paid")
            let open = try await house.document(invoice.id).payments.filter { $0.state == .pending }
            #expect(open.map(\.amount) == [pesos(6_000)])
        }
    }

    @Test("an attempt that gets its page while others are closed stays open")
    func openedWhileClosing() async throws {
        let provider = ScriptedProvider()
        try await TestHouse.with(environment: .production, providers: [provider]) { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            _ = try await house.checkout.begin("token", amount: pesos(6_000))
            house.clock.advance(bySeconds: 1)
            let second = try await house.checkout.begin("token", amount: pesos(3_000)).payment
            try await house.forgetSession(second)
            provider.next(.close) { _ = try await house.checkout.begin("token", amount: pesos(3_000)) }
            let problem = await #expect(throws: Problem.self) { try await house.checkout.begin("token") }
            #expect(problem?.kind == .conflict)
            #expect(provider.closed == ["cs_6000"])
            #expect(try await house.stored(second).state == .pending, "its page can be paid")
        }
    }

    @Test("a provider that fails is told in the house's words, and the attempt waits")
    func providerDown() async throws {
        let provider = ScriptedProvider()
        try await TestHouse.with(environment: .production, providers: [provider]) { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            provider.next(.open) { throw ProviderDown() }
            let unopened = await #expect(throws: Problem.self) { try await house.checkout.begin("token") }
            #expect(unopened?.kind == .unavailable)
            let begun = try await house.checkout.begin("token")
            #expect(try await house.document(invoice.id).payments.map(\.id) == [begun.payment.id.rawValue])

            provider.next(.close) { throw ProviderDown() }
            let unclosed = await #expect(throws: Problem.self) {
                try await house.checkout.begin("token", amount: pesos(4_000))
            }
            #expect(unclosed?.kind == .conflict)
            #expect(try await house.stored(begun.payment).state == .pending)
        }
    }

    @Test("an amount that is being paid in part already closes no page")
    func moreThanIsLeft() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let part = try await house.checkout.begin("token", amount: pesos(6_000))
            try await house.decide(part.payment, .processing)
            await house.processor.processAll()
            let open = try await house.checkout.begin("token", amount: pesos(2_000)).payment
            let problem = await #expect(throws: Problem.self) {
                try await house.checkout.begin("token", amount: pesos(9_000))
            }
            #expect(problem?.kind == .conflict)
            #expect(try await house.stored(open).state == .pending)
            try await house.decide(open, .succeeded)
        }
    }

    @Test("under a clock that stands still a second attempt is another one")
    func clockStandsStill() async throws {
        try await TestHouse.with { house in
            let machine = TimeMachine(database: house.database, clocks: house.clocks, work: house.work)
            let later = noon.advanced(bySeconds: 60)
            _ = try await machine.set(house.tenant, to: later, by: TimeMachineActor(id: "test"))
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let first = try await house.checkout.begin("token").payment
            try await house.decide(first, .failed)
            await house.processor.processAll()
            let second = try await house.checkout.begin("token").payment
            #expect(second.id != first.id)
            #expect(second.createdAt == first.createdAt)
        }
    }

    @Test("amounts that are none are refused by name", arguments: [0, -1, 10_001, Int64.max])
    func badAmounts(minor: Int64) async throws {
        try await TestHouse.with { house in
            _ = try await house.link(to: try await house.invoice(10_000))
            let problem = await #expect(throws: Problem.self) {
                try await house.checkout.begin("token", amount: pesos(minor))
            }
            #expect(problem?.kind == .invalid)
            #expect(problem?.field == "amount")
        }
    }

    @Test("another currency is refused")
    func otherCurrency() async throws {
        try await TestHouse.with { house in
            _ = try await house.link(to: try await house.invoice(10_000))
            await #expect(throws: Problem.self) {
                try await house.checkout.begin("token", amount: Money(minor: 100, currency: "USD"))
            }
        }
    }

    @Test("a link ends by the tenant's clock, and a paid invoice is paid for good")
    func expiry() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let begun = try await house.checkout.begin("token")
            house.clock.advance(bySeconds: 86_400)
            #expect(try await house.checkout.page("token")?.state == .expired)
            let problem = await #expect(throws: Problem.self) { try await house.checkout.begin("token") }
            #expect(problem?.detail == "the link has expired")
            await house.sweep.sweep(quietMilliseconds: 60_000)
            #expect(try await house.document(invoice.id).status == .failed)
            #expect(try await house.notices().isEmpty)
            _ = try await house.link(to: invoice, token: "fresh")
            let again = try await house.checkout.begin("fresh")
            #expect(again.payment.id != begun.payment.id)
            try await house.decide(again.payment, .succeeded)
            await house.processor.processAll()
            #expect(try await house.checkout.page("token")?.state == .paid)
        }
    }

    @Test("no page for a token that is none")
    func unknownToken() async throws {
        try await TestHouse.with { house in
            let page = try await house.checkout.page("other")
            #expect(page == nil)
            await #expect(throws: Problem.self) { try await house.checkout.begin("other") }
        }
    }

    @Test("the sandbox serves nobody in production")
    func noSandboxInProduction() async throws {
        try await TestHouse.with(environment: .production) { house in
            _ = try await house.link(to: try await house.invoice(10_000))
            let problem = await #expect(throws: Problem.self) { try await house.checkout.begin("token") }
            #expect(problem?.kind == .conflict)
        }
    }

    @Test("a kill switch stops calls to a real provider before anything is written")
    func killSwitch() async throws {
        try await TestHouse.with(environment: .production, providers: [ScriptedProvider()]) { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let stopped = house.checkout { tenant, provider, _ in tenant == house.tenant.id && "\(provider)" == "real" }
            let problem = await #expect(throws: Problem.self) { try await stopped.begin("token") }
            #expect(problem?.kind == .unavailable)
            #expect(try await house.document(invoice.id).payments.isEmpty)
            #expect(try await house.checkout.begin("token").payment.sessionURL == "https://psp.example/cs_10000")
        }
    }
}

/// As a provider's library throws it: in words of its own.
private struct ProviderDown: Error {}
