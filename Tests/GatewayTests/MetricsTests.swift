// The figures, the log's lines and the health report, each by itself.

import HostCore
import HostOperations
import Logging
import OrkestaModel
import Synchronization
import Testing

@Suite struct MetricsTests {
    private struct FixedClock: Clock {
        func now() -> Timestamp { Timestamp(milliseconds: 0) }
    }

    @Test func theTextIsPrometheus() {
        let metrics = MetricsRegistry()
        metrics.counter("a_total", help: "A\nhelp.", labels: ["x": "q\"\\"]).add(2)
        metrics.gauge("b").set(-1.5)
        metrics.computedGauge("c") { 7 }
        let histogram = metrics.histogram("d_seconds", bounds: [1, 2])
        for value in [0.5, 1, 1.5, 9] { histogram.observe(value) }
        let text = metrics.prometheusText()
        #expect(text.contains("# HELP a_total A\\nhelp.\n# TYPE a_total counter\na_total{x=\"q\\\"\\\\\"} 2\n"))
        #expect(text.contains("# TYPE b gauge\nb -1.5\n"))
        #expect(text.contains("c 7\n"))
        #expect(
            text.contains(
                "d_seconds_bucket{le=\"1\"} 2\nd_seconds_bucket{le=\"2\"} 3\nd_seconds_bucket{le=\"+Inf\"} 4\n"
            )
        )
        #expect(text.contains("d_seconds_sum 12\nd_seconds_count 4\n"))
        #expect(histogram.reading.quantile(0.5) == 1)
    }

    @Test func aSeriesIsOneAndItsKindStays() {
        let metrics = MetricsRegistry()
        metrics.counter("x", labels: ["a": "1", "b": "2"]).add()
        metrics.counter("x", labels: ["b": "2", "a": "1"]).add()
        metrics.gauge("x").set(99)
        #expect(metrics.counter("x", labels: ["a": "1", "b": "2"]).value == 2)
        #expect(metrics.droppedSeriesCount == 1)
        #expect(!metrics.prometheusText().contains("99"))
    }

    @Test func seriesAreBounded() {
        let metrics = MetricsRegistry()
        for number in 0..<MetricsRegistry.seriesMax + 5 { metrics.counter("y", labels: ["n": "\(number)"]).add() }
        #expect(metrics.droppedSeriesCount == 5)
    }

    @Test func countingIsExactUnderContention() async {
        let counter = MetricsRegistry().counter("z")
        await withTaskGroup { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<10_000 { counter.add() } } }
        }
        #expect(counter.value == 80_000)
    }

    @Test func aLogLineIsJSONAndMasked() throws {
        let lines = Mutex<[[UInt8]]>([])
        let logger = Logger(label: "orkesta") { label in
            JSONLogHandler(label: label, clock: FixedClock()) { line in lines.withLock { $0.append(line) } }
        }
        logger.info(
            "call +525512345678 \"now\"\n",
            metadata: ["key": "ork_live_0123456789abcdef", "list": ["a", "b"]]
        )
        logger.debug("unseen")
        let written = lines.withLock { $0 }
        #expect(written.count == 1)
        let line = try #require(written.first)
        #expect(line.last == UInt8(ascii: "\n"))
        let json = try JSON(parsing: Array(line.dropLast()))
        #expect(json["time"] == "1970-01-01T00:00:00.000Z")
        #expect(json["level"] == "info")
        #expect(json["list"] == ["a", "b"])
        #expect(json["message"]?.stringValue?.contains("5512345678") == false)
        #expect(json["key"]?.stringValue?.contains("0123456789abcdef") == false)
    }

    @Test func theWorstCheckDecides() async {
        let health = Health()
        #expect(await health.report().status == .ok)
        health.register("a") { .init(.degraded, "slow") }
        health.register("b") { .init(.ok) }
        #expect(await health.report().status == .degraded)
        health.register("b") { .init(.failed, "gone") }
        #expect(await health.report().json["checks"]?["b"]?["detail"] == "gone")
        #expect(await health.report().status == .failed)
    }
}
