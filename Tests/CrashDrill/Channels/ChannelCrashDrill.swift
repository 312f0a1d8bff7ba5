// The host is killed again and again while customers write on WhatsApp, and then the
// provider is asked what it got.

import HostCore
import OrkestaModel
public import TestHarness

/// How often, and for how many.
public struct ChannelCrashPlan: Sendable {
    public var host = HostProcess.Configuration()
    public var kills = 3
    /// Customers, who all write at once, again and again while the host lives. Behind
    /// each kill there are others: of answers to one customer WhatsApp takes ten a minute.
    public var customers = 20
    /// Between two of their messages, in milliseconds.
    public var pauseMilliseconds: Int64 = 100
    /// How long the host lives once it has answered somebody, in milliseconds: so that
    /// each kill hits a host at work, however slow its machine is.
    public var lifeMilliseconds: ClosedRange<Int64> = 10...1_000
    public var seed: UInt64 = 1
    /// How long the rest may take after the last kill, in milliseconds.
    public var restMilliseconds: Int64 = 600_000

    public init() {}
}

/// What the drill gave.
public struct ChannelCrashReport: Sendable, CustomStringConvertible {
    public let kills: Int
    public let seed: UInt64
    public let seconds: Double
    /// Messages of customers that the provider delivered.
    public let written: Int
    /// Messages that the provider took from the host, each answering one of these.
    public let sends: WhatsAppHouse.Sends
    /// Whether each of them was answered, by the provider's own account.
    public let audit: AnswerAudit
    /// What had not come to rest in time.
    public let unfinished: Int

    /// Different answers that arrived.
    public var answered: Int { sends.accepted - sends.repeated }

    public var isClean: Bool { audit.isClean && sends.repeated == 0 && unfinished == 0 }

    public var description: String {
        describe([
            ("seed", "\(seed)"), ("kills", "\(kills)"), ("seconds", "\((seconds * 10).rounded() / 10)"),
            ("messages of customers", "\(written)"), ("answers that the provider took", "\(sends.accepted)"),
            ("of unknown outcome", "\(audit.unknown) of at most \(audit.unknownMax)"),
            ("of them taken all the same", "\(audit.unsettled)"), ("refused by the provider", "\(sends.refused)"),
            ("sent twice", "\(sends.repeated)"), ("lost", "\(audit.lost)"),
            ("that nobody asked for", "\(audit.surplus)"), ("given up", "\(audit.dead)"),
            ("unfinished", "\(unfinished)"),
        ])
    }
}

/// Runs the drill.
public enum ChannelCrashDrill {
    /// `progress` gets a line after each kill.
    public static func run(
        _ plan: ChannelCrashPlan,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> ChannelCrashReport {
        let begin = ContinuousClock.now
        var house = WhatsAppHousePlan()
        house.host = plan.host
        house.emulator = ["--per-second", "0", "--no-pair-limit", "--status-ms", "20", "--longest-retry-ms", "2000"]
        house.settings = ["sends_per_second": 1_000]
        let running = try await WhatsAppHouse.start(house)
        var random = SplitMix64(seed: plan.seed)
        var (written, unknownMax) = ([String: Int](), 0)
        for kill in 0...plan.kills {
            try await running.listen()
            let life = Int64.random(in: plan.lifeMilliseconds, using: &random)
            let round = try await running.write(plan, from: kill * plan.customers, for: life)
            written.merge(round, uniquingKeysWith: +)
            guard kill < plan.kills else { break }
            // One to a customer, of those who have written by now.
            unknownMax += min(written.count, Limits.outboxConcurrencyPerChannel)
            await running.host.kill()
            let sends = try await running.sends()
            try await running.host.start()
            progress(
                "\(kill + 1) of \(plan.kills) after \(life) ms: \(written.values.reduce(0, +)) written, "
                    + "\(sends.accepted) answered, \(sends.repeated) twice"
            )
        }
        let asked = written.values.reduce(0, +)
        let unfinished = try await running.rest(expecting: asked, within: plan.restMilliseconds)
        let audit = AnswerAudit(
            asked: written,
            answers: try await running.answers(),
            taken: try await running.takenKeys(),
            unknownMax: unknownMax
        )
        let report = ChannelCrashReport(
            kills: plan.kills,
            seed: plan.seed,
            seconds: (ContinuousClock.now - begin) / .seconds(1),
            written: asked,
            sends: try await running.sends(),
            audit: audit,
            unfinished: unfinished
        )
        try await running.host.stop()
        return report
    }
}

extension WhatsAppHouse {
    /// Everybody writes, and after the host's next answer again and again for `life`
    /// milliseconds. How many messages of each customer that were.
    fileprivate func write(_ plan: ChannelCrashPlan, from first: Int, for life: Int64) async throws -> [String: Int] {
        let before = try await sends().accepted
        let writers = try await crowd("hola", customers: plan.customers, from: first)
        var rounds = 1
        let patience = ContinuousClock.now + .milliseconds(plan.restMilliseconds)
        while try await sends().accepted == before, ContinuousClock.now < patience {
            try await Task.sleep(for: .milliseconds(10))
        }
        let end = ContinuousClock.now + .milliseconds(life)
        while ContinuousClock.now < end {
            try await crowd("hola", customers: plan.customers, from: first)
            rounds += 1
            let rest = min(.milliseconds(plan.pauseMilliseconds), end - ContinuousClock.now)
            if rest > .zero { try await Task.sleep(for: rest) }
        }
        return Dictionary(writers.map { ($0, rounds) }, uniquingKeysWith: +)
    }
}
