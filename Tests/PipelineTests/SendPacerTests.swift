// When messages may go out: the moments that the pacer gives, by table.

import HostCore
import HostInbox
import HostTime
import Testing

@testable import HostOutbox

struct SendPacerTests {
    private static let second: Int64 = 1_000_000
    private let sender = SendPacer.Sender(channel: plugin("whatsapp"), name: "106540352242922")

    @Test func withoutLimitsEverythingGoesAtOnce() {
        var pacer = SendPacer()
        for _ in 0..<100 { #expect(pacer.reserve(sender, "ana", .unlimited, now: 5, patience: 0) == .after(0)) }
    }

    @Test func aSenderKeepsToItsRateAndUsesNearlyAllOfIt() {
        var pacer = SendPacer()
        let rates = SendRates(perSecond: 80, customerBurst: 1, customerIntervalMilliseconds: nil)
        var last: Int64 = 0
        for number in 0..<800 {
            let moment = pacer.reserve(sender, "\(number)", rates, now: 0, patience: 60 * Self.second)
            guard case .after(let wait) = moment else {
                Issue.record("\(moment)")
                return
            }
            last = wait
        }
        // 800 messages at 80 a second: never sooner than in 10 seconds, and not much later.
        #expect(last >= 799 * Self.second / 80)
        #expect(last <= 799 * Self.second * 100 / (80 * 95))
    }

    @Test func aCustomerHasABurstAndThenAnInterval() {
        var pacer = SendPacer()
        let rates = SendRates(perSecond: nil, customerBurst: 3, customerIntervalMilliseconds: 6_000)
        func moments(_ count: Int, now: Int64, patience: Int64) -> [SendPacer.Moment] {
            (0..<count).map { _ in pacer.reserve(sender, "ana", rates, now: now, patience: patience) }
        }
        let six = 6 * Self.second
        #expect(moments(4, now: 0, patience: six) == [.after(0), .after(0), .after(0), .askAgain(after: six)])
        #expect(moments(2, now: six, patience: six - 1) == [.after(0), .notWithin(six)])
        // Another customer does not wait, and after a while neither does this one.
        #expect(pacer.reserve(sender, "beto", rates, now: 0, patience: 0) == .after(0))
        #expect(pacer.reserve(sender, "ana", rates, now: 60 * Self.second, patience: 0) == .after(0))
    }

    @Test func aCustomerWhoWaitsKeepsNobodyElseWaiting() {
        var pacer = SendPacer()
        let rates = SendRates(perSecond: 100, customerBurst: 1, customerIntervalMilliseconds: 1_000)
        #expect(pacer.reserve(sender, "ana", rates, now: 0, patience: Self.second) == .after(0))
        for _ in 0..<10 {
            #expect(pacer.reserve(sender, "ana", rates, now: 0, patience: Self.second) == .askAgain(after: Self.second))
        }
        guard case .after(let wait) = pacer.reserve(sender, "beto", rates, now: 0, patience: Self.second) else {
            Issue.record("beto was not let through")
            return
        }
        #expect(wait < Self.second / 50)
    }

    @Test func whatIsNotWithinReachIsNotReserved() {
        var pacer = SendPacer()
        let rates = SendRates(perSecond: nil, customerBurst: 1, customerIntervalMilliseconds: 6_000)
        #expect(pacer.reserve(sender, "ana", rates, now: 0, patience: 0) == .after(0))
        for _ in 0..<10 {
            #expect(pacer.reserve(sender, "ana", rates, now: 0, patience: 0) == .notWithin(6 * Self.second))
        }
        #expect(pacer.reserve(sender, "ana", rates, now: 6 * Self.second, patience: 0) == .after(0))
    }

    @Test func whoeverWaitsForAMomentDoesNotGoOnBeforeIt() async throws {
        let clock = ContinuousClock()
        for microseconds in [1, 999, 4_000, 4_001] as [Int64] {
            let begun = clock.now
            try await SystemClock.sleep(microseconds: microseconds, toGridOf: Limits.outboxPaceGridMicroseconds)
            #expect(clock.now - begun >= .microseconds(microseconds))
        }
    }

    @Test func whatComesInCountsWhereTheProviderCountsIt() {
        var pacer = SendPacer()
        func rates(countsIncoming: Bool) -> SendRates {
            SendRates(
                perSecond: 10,
                customerBurst: 1,
                customerIntervalMilliseconds: nil,
                countsIncoming: countsIncoming
            )
        }
        func wait(_ pacer: inout SendPacer) -> Int64? {
            let moment = pacer.reserve(sender, "ana", rates(countsIncoming: true), now: 0, patience: Self.second)
            guard case .after(let wait) = moment else { return nil }
            return wait
        }
        pacer.hear(sender, 4, rates(countsIncoming: false), now: 0)
        #expect(wait(&pacer) == 0)
        pacer.hear(sender, 4, rates(countsIncoming: true), now: 0)
        let five = wait(&pacer) ?? 0
        #expect((5 * Self.second / 10...5 * Self.second * 100 / (10 * 95)).contains(five), "\(five)")
        // The provider counts in seconds, and so no flood keeps an answer waiting for longer.
        pacer.hear(sender, 1_000, rates(countsIncoming: true), now: 0)
        #expect(wait(&pacer) == Self.second)
        pacer.rest(sender, until: 9 * Self.second)
        pacer.hear(sender, 1, rates(countsIncoming: true), now: 0)
        let moment = pacer.reserve(sender, "ana", rates(countsIncoming: true), now: 0, patience: 0)
        #expect(moment == .notWithin(9 * Self.second))
    }

    @Test func whoeverMustRestRests() {
        var pacer = SendPacer()
        let rates = SendRates(perSecond: 80, customerBurst: 45, customerIntervalMilliseconds: 6_000)
        pacer.rest(sender, "ana", rates, until: 4 * Self.second)
        #expect(pacer.reserve(sender, "ana", rates, now: 0, patience: 0) == .notWithin(4 * Self.second))
        #expect(pacer.reserve(sender, "beto", rates, now: 0, patience: 0) == .after(0))
        pacer.rest(sender, until: 9 * Self.second)
        #expect(pacer.reserve(sender, "beto", rates, now: 0, patience: 0) == .notWithin(9 * Self.second))
        let other = SendPacer.Sender(channel: plugin("whatsapp"), name: "tenant otra")
        #expect(pacer.reserve(other, "beto", rates, now: 0, patience: 0) == .after(0))
    }
}

/// What receipts make of what is known, in any order.
struct DeliveryStepTests {
    @Test(
        arguments: [
            (0, DeliveryReceipt.Kind.sent, 1), (0, .read, 3), (1, .delivered, 2), (3, .delivered, nil), (2, .sent, nil),
            (2, .delivered, nil), (0, .failed, 4), (1, .failed, 4), (2, .failed, nil), (3, .failed, nil),
            (4, .failed, nil), (4, .sent, nil), (4, .delivered, 2), (4, .read, 3),
        ] as [(Int64, DeliveryReceipt.Kind, Int64?)]
    )
    func statusesOnlyRise(known: Int64, told: DeliveryReceipt.Kind, becomes: Int64?) {
        let step = DeliveryStep(from: known, told)
        #expect(step.delivery == becomes)
        #expect(step.hasFailed == (becomes == 4))
    }
}
