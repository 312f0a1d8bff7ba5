// Hosts that share a sender's rates: however they come, go and stand still, all of them
// together keep to what one may send. In a time of their own, on a real database.

import HostCore
import HostInbox
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

@testable import HostOutbox

struct SharedRatesTests {
    /// Hosts of one database that send whatever they may, to one customer.
    private struct Hosts {
        /// One of them, from its start to its end.
        struct Life {
            var term = RateTerm()
            var pacer = SendPacer()
            var renewsAt: Int64
            let endsAt: Int64
        }

        private static let step: Int64 = 50

        let database: any Database
        let rates: SendRates
        var chance: SplitMix64
        private let sender = SendPacer.Sender(channel: plugin("whatsapp"), name: "106540352242922")

        init(_ database: any Database, _ rates: SendRates, seed: UInt64) {
            (self.database, self.rates) = (database, rates)
            chance = SplitMix64(seed: seed)
        }

        /// Lets so many come and go, and returns when messages went out. Milliseconds, and the
        /// result in microseconds.
        mutating func run(_ count: Int, for duration: Int64) async throws -> [Int64] {
            var sent: [Int64] = []
            var lives = [Life?](repeating: nil, count: count)
            // The first one comes to an empty house.
            var comesAt = (0..<Int64(count)).map { $0 * 3_000 }
            for now in stride(from: 0 as Int64, to: duration, by: Int64.Stride(Self.step)) {
                for number in lives.indices {
                    if lives[number] == nil, now >= comesAt[number] {
                        let length = Int64.random(in: 8_000...90_000, using: &chance)
                        lives[number] = Life(renewsAt: now, endsAt: count == 1 ? duration : now + length)
                    }
                    guard var life = lives[number] else { continue }
                    guard now < life.endsAt else {
                        lives[number] = nil
                        // Sometimes within its lease, sometimes long after it.
                        comesAt[number] = now + Int64.random(in: 1_000...40_000, using: &chance)
                        continue
                    }
                    if now >= life.renewsAt { try await renew(&life, of: number, now: now, isSteady: count == 1) }
                    sent += send(&life, now: now)
                    lives[number] = life
                }
            }
            return sent.sorted()
        }

        /// As many as may wait for their moments in memory. What waits when its host ends is gone.
        private func send(_ life: inout Life, now: Int64) -> [Int64] {
            guard let part = life.term.share(at: now) else { return [] }
            life.pacer.part = part
            let patience = Limits.outboxPaceMilliseconds * 1_000
            var sent: [Int64] = []
            while case .after(let wait) = life.pacer.reserve(
                sender,
                "ana",
                rates,
                now: now * 1_000,
                patience: patience
            ) {
                sent.append(now * 1_000 + wait)
            }
            return sent.filter { $0 < life.endsAt * 1_000 }
        }

        /// Now and then the database is out of a host's reach for longer than its lease.
        private mutating func renew(_ life: inout Life, of number: Int, now: Int64, isSteady: Bool) async throws {
            let isReady = life.term.isReady(at: now)
            let lease = try await database.write { connection in
                try HostLeases(owner: "host \(number)")
                    .renew(isReady: isReady, now: Timestamp(milliseconds: now), in: connection)
            }
            life.term.take(lease, askedAt: now, at: now)
            let isStalled = !isSteady && Int.random(in: 0..<8, using: &chance) == 0
            life.renewsAt = now + (isStalled ? Int64.random(in: 3_000...25_000, using: &chance) : 2_000)
        }
    }

    @Test(arguments: [2, 3, 4]) func togetherTheyKeepToASendersRate(_ count: Int) async throws {
        try await TestEngine.selected.withSchema { database in
            let rates = SendRates(perSecond: 80, customerBurst: 1, customerIntervalMilliseconds: nil)
            var hosts = Hosts(database, rates, seed: UInt64(count))
            let sent = try await hosts.run(count, for: 200_000)
            #expect(sent.count > 80 * 25)
            var first = 0
            for (last, moment) in sent.enumerated() {
                while sent[first] <= moment - 1_000_000 { first += 1 }
                guard last - first >= 80 else { continue }
                Issue.record("\(last - first + 1) within the second before \(moment)")
                return
            }
        }
    }

    @Test(arguments: [2, 3, 4]) func togetherTheyKeepToACustomersRate(_ count: Int) async throws {
        try await TestEngine.selected.withSchema { database in
            let rates = SendRates(perSecond: nil, customerBurst: 40, customerIntervalMilliseconds: 6_000)
            var hosts = Hosts(database, rates, seed: UInt64(count) + 10)
            let sent = try await hosts.run(count, for: 600_000)
            #expect(!sent.isEmpty)
            // The provider's bucket.
            var (left, before) = (40.0, Int64(0))
            for moment in sent {
                left = min(40, left + Double(moment - before) / 6_000_000) - 1
                before = moment
                guard left < -0.001 else { continue }
                Issue.record("the bucket was empty at \(moment)")
                return
            }
        }
    }

    @Test func whoIsAloneUsesNearlyAll() async throws {
        try await TestEngine.selected.withSchema { database in
            let rates = SendRates(perSecond: 80, customerBurst: 1, customerIntervalMilliseconds: nil)
            var hosts = Hosts(database, rates, seed: 1)
            let sent = try await hosts.run(1, for: 30_000)
            let begun = try #require(sent.first)
            #expect(begun <= 2_000_000)
            #expect(Int64(sent.count) * 1_000_000 >= (30_000_000 - begun) * 80 * 95 / 100)
        }
    }

    @Test func aHostThatComesAgainWithinItsLeaseGoesOnAtOnce() async throws {
        try await TestEngine.selected.withSchema { database in
            func renew(_ owner: String, at now: Int64, isReady: Bool = false) async throws -> HostLease {
                try await database.write { connection in
                    try HostLeases(owner: owner)
                        .renew(isReady: isReady, now: Timestamp(milliseconds: now), in: connection)
                }
            }
            let first = try await renew("one", at: 0)
            #expect(!first.wasHeld && !first.isSending && first.isFirst)
            #expect(try await renew("one", at: 0).isSending)
            #expect(try await renew("other", at: 0).isSending == false)
            #expect(try await renew("other", at: 5_000).isSending == false)
            #expect(try await renew("one", at: 9_000).hostCount == 2)
            #expect(try await renew("other", at: 10_000, isReady: true).isSending)
            // A new process of the same name.
            var term = RateTerm()
            term.take(try await renew("one", at: 20_000), askedAt: 20_000, at: 20_000)
            #expect(term.share(at: 20_000) == RateShare(hosts: 2, filling: 0))
            // The other one has gone, and so has this one: it comes anew, and is alone.
            let late = try await renew("one", at: 40_000)
            #expect(!late.wasHeld && !late.isSending && !late.isFirst && late.hostCount == 1)
            #expect(try await renew("one", at: 40_000).isSending)
        }
    }

    @Test func leasesOutlastWhatTheyAllow() {
        let longest = Limits.hostShareMilliseconds + Limits.outboxPaceMilliseconds
        #expect(longest < Limits.hostJoinMilliseconds)
        #expect(longest + Limits.outboxLeaseMarginMilliseconds < Limits.hostLeaseMilliseconds)
        #expect(Limits.hostShareMilliseconds > 2 * Limits.hostRenewalMilliseconds)
    }
}
