// Attempts of which nothing is heard: asked about in turn, and closed when their
// time is over.

import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import Testing

struct SweepTests {
    @Test("a payment whose webhook was lost is found, however many others are open")
    func nobodyStarves() async throws {
        try await TestHouse.with { house in
            let crowd = try await house.invoice(100_000)
            for _ in 0...Limits.claimBatchMax { _ = try await house.plant(1, on: crowd) }
            house.clock.advance(bySeconds: 1)
            let invoice = try await house.invoice(10_000)
            let begun = try await house.checkout.begin(invoice.id, of: house.tenant.id).payment
            let session = try #require(begun.sessionID)
            _ = try await house.sandbox.decide(session, .succeeded, of: house.tenant, now: house.clock.now())
            for _ in 0..<2 {
                house.clock.advance(bySeconds: 1)
                await house.sweep.sweep(quietMilliseconds: 0)
            }
            #expect(try await house.document(invoice.id).status == .succeeded)
        }
    }

    @Test("what was asked about is left alone for a while")
    func notAskedAgain() async throws {
        let provider = ScriptedProvider()
        try await TestHouse.with(environment: .production, providers: [provider]) { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.checkout.begin(invoice.id, of: house.tenant.id)
            house.clock.advance(bySeconds: 60)
            for seconds in [0, 59, 1] as [Int64] {
                house.clock.advance(bySeconds: seconds)
                await house.sweep.sweep(quietMilliseconds: 60_000)
            }
            #expect(provider.asked == ["cs_10000", "cs_10000"], "after a minute, and after another")
        }
    }

    @Test("an attempt whose page is stored while it is closed stays open until that page is closed")
    func closedTooLate() async throws {
        let provider = ScriptedProvider()
        try await TestHouse.with(environment: .production, providers: [provider]) { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let first = try await house.checkout.begin("token", amount: pesos(6_000)).payment
            house.clock.advance(bySeconds: 1)
            let second = try await house.checkout.begin("token", amount: pesos(3_000)).payment
            try await house.forgetSession(second)
            house.clock.advance(bySeconds: Limits.paymentSessionMilliseconds / 1_000)
            // The sweep has read both; while it asks about the first, the second's page comes.
            provider.next(.ask) {
                _ = try await house.database.write { connection in
                    try connection.execute("UPDATE payments SET session_id = 'cs_3000' WHERE id = ?", second.id)
                }
            }
            await house.sweep.sweep(quietMilliseconds: 60_000)
            #expect(try await house.stored(first).state == .failed)
            #expect(try await house.stored(second).state == .pending, "its page can be paid")
            #expect(provider.closed == ["cs_6000"])

            house.clock.advance(bySeconds: 60)
            await house.sweep.sweep(quietMilliseconds: 60_000)
            #expect(try await house.stored(second).state == .failed)
            #expect(provider.closed == ["cs_6000", "cs_3000"])
        }
    }

    @Test("a voucher lasts its days in the tenant's time, and frees its invoice when nobody paid it")
    func voucherEnds() async throws {
        try await TestHouse.with { house in
            let machine = TimeMachine(
                database: house.database,
                clocks: house.clocks,
                work: house.work,
                sources: [PaymentSource(house.sweep)]
            )
            let start = noon.advanced(bySeconds: 9 * 365 * 86_400)
            _ = try await machine.set(house.tenant, to: start, by: TimeMachineActor(id: "test"))
            let invoice = try await house.invoice(10_000)
            let begun = try await house.checkout.begin(invoice.id, of: house.tenant.id).payment
            try await house.decide(begun, .voucher)
            await house.processor.processAll()
            let waiting = try await house.stored(begun)
            #expect(waiting.state == .processing)
            #expect(waiting.voucher?.expiresAt == start.advanced(byMilliseconds: Limits.voucherMilliseconds))

            let later = start.advanced(bySeconds: 8 * 86_400)
            let steps = try await machine.set(house.tenant, to: later, by: TimeMachineActor(id: "test")).steps
            #expect(steps.map(\.kind) == ["payment"])
            let ended = try await house.stored(begun)
            #expect(ended.state == .failed && ended.failure == "expired")
            // Who let it go by knows.
            #expect(try await house.notices().isEmpty)
            #expect(try await house.checkout.begin(invoice.id, of: house.tenant.id).payment.amount == pesos(10_000))
        }
    }
}
