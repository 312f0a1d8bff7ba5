// One backlog from its host's start until the provider has all of it.

import CrashDrill
import Glibc
import OrkestaModel
import TestHarness

/// What was measured of it.
struct DrainRun {
    /// Without anything that goes out.
    private static let patience = Duration.seconds(30)
    static let heads = [
        "OUTBOX", "MESSAGES", "PER SECOND", "OF ALLOWED", "SECONDS", "REFUSED", "TWICE", "HOST CPU µS", "RSS MB",
    ]

    let messages: Int
    /// Between the first tenth and the last: neither the start nor the tail.
    let perSecond: Double
    let seconds: Double
    let sends: WhatsAppHouse.Sends
    let cpuMicroseconds: Double
    let residentBytes: Int64

    /// `customers` of each shop.
    static func run(
        _ plan: WhatsAppHousePlan,
        customers: Int,
        favourites: (customers: Int, messages: Int)
    ) async throws -> DrainRun {
        let house = try await WhatsAppHouse.start(plan)
        try await house.host.stop()
        var count = 0
        for shop in house.shops {
            let backlog = OutboxBacklog(
                database: house.host.dataFolder + "/orkesta.sqlite",
                tenant: shop.tenant,
                customers: customers,
                favourites: favourites
            )
            try await backlog.write()
            count += backlog.count
        }
        let begin = ContinuousClock.now
        try await house.host.start()
        let run = try await watch(house, count, since: begin)
        try await house.host.stop()
        return run
    }

    private static func watch(
        _ house: WhatsAppHouse,
        _ count: Int,
        since begin: ContinuousClock.Instant
    ) async throws -> DrainRun {
        var marks: [(taken: Int, at: ContinuousClock.Instant)] = [(0, begin)]
        var sends = try await house.sends()
        while sends.accepted < count {
            let progress = marks.last { $0.taken < sends.accepted } ?? marks[0]
            guard ContinuousClock.now - progress.at < patience else {
                throw BenchmarkFailure("nothing goes out any more: \(sends) of \(count)")
            }
            try await Task.sleep(for: .milliseconds(50))
            sends = try await house.sends()
            marks.append((sends.accepted, ContinuousClock.now))
        }
        let usage = ProcessUsage(house.host.pid ?? 0)
        let middle = marks.filter { $0.taken >= count / 10 && $0.taken <= count * 9 / 10 }
        guard let first = middle.first, let last = middle.last, last.at > first.at else {
            throw BenchmarkFailure("it was over before it could be measured: write more messages")
        }
        return DrainRun(
            messages: count,
            perSecond: Double(last.taken - first.taken) / ((last.at - first.at) / .seconds(1)),
            seconds: (ContinuousClock.now - begin) / .seconds(1),
            sends: sends,
            cpuMicroseconds: usage.cpuSeconds * 1e6 / Double(count),
            residentBytes: usage.residentBytes
        )
    }

    /// `allowed` is what it is compared with, a second.
    func cells(_ name: String, of allowed: Double) -> [String] {
        [
            name, "\(messages)", "\(Int(perSecond))", "\(Int((100 * perSecond / allowed).rounded())) %",
            "\((seconds * 10).rounded() / 10)", "\(sends.refused.values.reduce(0, +))", "\(sends.repeated)",
            "\(Int(cpuMicroseconds))", "\(residentBytes >> 20)",
        ]
    }

    var json: JSON {
        [
            "messages": .integer(Int64(messages)), "per_second": .double(perSecond), "seconds": .double(seconds),
            "refused": .object(sends.refused.mapValues { .integer(Int64($0)) }),
            "repeated": .integer(Int64(sends.repeated)), "host_cpu_us_per_message": .double(cpuMicroseconds),
            "host_resident_bytes": .integer(residentBytes),
        ]
    }
}
