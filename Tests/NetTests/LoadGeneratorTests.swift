// The load generator against a server whose behaviour is known.

import Glibc
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct LoadGeneratorTests {
    @Test func closedLoopCountsEveryAnswer() async throws {
        let server = try TinyServer { request, connection in
            connection.answer(request.body.last == UInt8(ascii: "7") ? 500 : 200, [UInt8](repeating: 1, count: 300))
        }
        var plan = LoadPlan(baseURL: server.baseURL, path: "/x") { Array("\($0)".utf8) }
        plan.headers = [("X-Api-Key", "k")]
        plan.connections = 4
        plan.durationMilliseconds = 300
        let report = try await LoadGenerator.run(plan)
        let requests = server.requests
        #expect(report.answeredCount == requests.count && report.answeredCount > 50)
        #expect(server.connectionCount == 4)
        #expect(report.latency.count == UInt64(report.answeredCount))
        #expect(report.statuses[500] == requests.count { $0.body.last == UInt8(ascii: "7") })
        #expect(Set(requests.map(\.body)).count == requests.count)
        #expect(requests.allSatisfy { $0.headers["x-api-key"] == "k" && $0.method == "POST" && $0.path == "/x" })
        #expect(report.failureCount + report.unansweredCount + report.unsentCount + report.connectFailureCount == 0)
    }

    @Test func openLoopKeepsItsSchedule() async throws {
        let server = try TinyServer { _, connection in connection.answer() }
        var plan = LoadPlan(baseURL: server.baseURL, path: "/")
        plan.pace = .requestsPerSecond(400)
        plan.durationMilliseconds = 500
        plan.connections = 8
        let report = try await LoadGenerator.run(plan)
        #expect(report.answeredCount + report.unsentCount == 200, "\(report)")
        #expect(report.unsentCount == 0)
        #expect(report.latency.nanoseconds(atQuantile: 0) > 0)
    }

    /// A stall shows in the latency of what was due meanwhile, not only in the
    /// one request that met it.
    @Test func openLoopDoesNotHideAStall() async throws {
        let count = Counter()
        let server = try TinyServer { _, connection in
            if count.add() == 20 { usleep(250_000) }
            return connection.answer()
        }
        var plan = LoadPlan(baseURL: server.baseURL, path: "/")
        plan.pace = .requestsPerSecond(200)
        plan.durationMilliseconds = 600
        plan.connections = 1
        let report = try await LoadGenerator.run(plan)
        #expect(report.answeredCount == 120, "\(report)")
        #expect(report.latency.nanoseconds(atQuantile: 0.8) > 100_000_000, "\(report)")
        #expect(report.service.nanoseconds(atQuantile: 0.5) < report.latency.nanoseconds(atQuantile: 0.8), "\(report)")
    }

    @Test func chunkedAnswersAndClosedConnections() async throws {
        let server = try TinyServer { request, connection in
            guard request.path == "/chunked" else { return connection.answer(headers: ["Connection: close"]) && false }
            connection.write("HTTP/1.1 200 OK\r\ntransfer-ENCODING: chunked\r\n\r\n")
            for piece in ["abc", String(repeating: "x", count: 500), ""] { connection.chunk(piece) }
            return true
        }
        for path in ["/chunked", "/close"] {
            var plan = LoadPlan(baseURL: server.baseURL, path: path)
            plan.connections = 2
            plan.durationMilliseconds = 200
            let report = try await LoadGenerator.run(plan)
            #expect(report.statuses.keys.sorted() == [200])
            #expect(report.answeredCount > 5, "\(report)")
            #expect(report.failureCount == 0, "\(report)")
        }
    }

    @Test func failuresAreCounted() async throws {
        let server = try TinyServer { _, _ in false }
        var plan = LoadPlan(baseURL: server.baseURL, path: "/")
        plan.pace = .requestsPerSecond(100)
        plan.durationMilliseconds = 200
        let report = try await LoadGenerator.run(plan)
        #expect(report.answeredCount == 0)
        #expect(report.failureCount == 20, "\(report)")

        let port = try ClosedPort()
        plan.baseURL = port.url
        let refused = try await LoadGenerator.run(plan)
        #expect(refused.answeredCount == 0)
        #expect(refused.failureCount + refused.connectFailureCount > 0, "\(refused)")
    }

    @Test func silentServersEndWithTheDrain() async throws {
        let gate = ThreadGate()
        defer { gate.open() }
        let server = try TinyServer { _, _ in
            gate.wait()
            return false
        }
        var plan = LoadPlan(baseURL: server.baseURL, path: "/")
        plan.connections = 3
        plan.durationMilliseconds = 500
        plan.drainMilliseconds = 500
        let report = try await LoadGenerator.run(plan)
        #expect(report.unansweredCount == 3, "\(report)")
        #expect(report.answeredCount == 0)
    }

    @Test func histogramIsWithinItsPrecision() {
        var histogram = LatencyHistogram()
        for value in 1...100_000 { histogram.record(nanoseconds: Int64(value) * 1_000) }
        for (fraction, truth) in [(0.5, 50_000_000.0), (0.95, 95_000_000), (0.99, 99_000_000), (1, 100_000_000)] {
            let found = Double(histogram.nanoseconds(atQuantile: fraction))
            #expect(found >= truth * 0.999 && found <= truth * 1.017, "\(fraction): \(found)")
        }
        #expect(histogram.maxMilliseconds == 100)
        #expect(LatencyHistogram().p99Milliseconds == 0)
    }
}
