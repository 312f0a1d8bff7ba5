// How good the answers are on whole catalogs, public ones and generated ones.
// The floors lie a little below what the engine reaches.

import CatalogEngine
import SearchQuality
import Testing

@Suite("Quality on shared data", .enabled(if: SharedWorkloads() != nil, "no ../shared/data"))
struct SharedQualityTests {
    private let shared = SharedWorkloads()

    @Test func mexicanGroceries() throws {
        let workload = try #require(try shared?.mexicanGroceries())
        let figures = workload.figures(of: workload.index())
        print("\(workload.name): \(figures)")
        #expect(figures.hitAtOne > 0.965, "\(figures.misses)")
        #expect(figures.hitAtFive > 0.99, "\(figures.misses)")
    }

    @Test func spanishSupermarket() throws {
        let workload = try #require(try shared?.spanishSupermarket())
        let figures = workload.figures(of: workload.index())
        print("\(workload.name): \(figures)")
        #expect(figures.hitAtOne > 0.96, "\(figures.misses)")
        #expect(figures.hitAtFive > 0.98, "\(figures.misses)")
    }

    @Test func gradedElectronics() throws {
        let workload = try #require(try shared?.electronics())
        let figures = workload.figures(of: workload.index())
        print("\(workload.name): \(figures)")
        #expect(figures.judgedGain > 0.72)
        #expect(figures.gain > 0.63)
    }
}

/// Most of these queries, once written, were looked at when the engine missed them.
@Suite("Quality on queries written by hand")
struct HandWrittenQualityTests {
    @Test(arguments: DemoWorkloads.handWritten())
    func finds(_ workload: SearchWorkload) {
        let figures = workload.figures(of: workload.index())
        print("\(workload.name): \(figures)")
        #expect(figures.unanswerable == 0)
        #expect(figures.hitAtOne > 0.92, "\(figures.misses)")
        #expect(figures.hitAtFive > 0.98, "\(figures.misses)")
    }
}

@Suite("Quality on queries that the engine was never tuned to")
struct UnseenQualityTests {
    @Test(arguments: DemoWorkloads.unseen())
    func finds(_ workload: SearchWorkload) {
        let figures = workload.figures(of: workload.index())
        print("\(workload.name): \(figures)")
        #expect(figures.unanswerable == 0)
        #expect(figures.hitAtFive > 0.8, "\(figures.misses)")
    }
}

/// Seed 1 was looked at while the engine was tuned; seed 77 never was.
@Suite("Quality on generated catalogs")
struct GeneratedQualityTests {
    @Test(arguments: [UInt64(1), 77])
    func partsInSupplierShorthand(seed: UInt64) {
        let workload = GeneratedWorkloads.parts(products: 5_000, queries: 300, seed: seed)
        let figures = workload.figures(of: workload.index())
        print("\(workload.name), seed \(seed): \(figures)")
        #expect(figures.hitAtOne > 0.93, "seed \(seed): \(figures.misses)")
        #expect(figures.hitAtFive > 0.95, "seed \(seed): \(figures.misses)")
    }

    @Test(arguments: [UInt64(1), 77])
    func hardwareInEverySpelling(seed: UInt64) {
        let workload = GeneratedWorkloads.hardware(products: 2_000, queries: 300, seed: seed)
        let figures = workload.figures(of: workload.index())
        print("\(workload.name), seed \(seed): \(figures)")
        #expect(figures.hitAtOne > 0.9, "seed \(seed): \(figures.misses)")
        #expect(figures.hitAtFive > 0.95, "seed \(seed): \(figures.misses)")
    }
}
