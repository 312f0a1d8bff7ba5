// How requests fail, and whether the other side may have acted on them.

import Glibc
import HostNet
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct HTTPClientFailureTests {
    let client: HTTPClient

    init() throws {
        client = try HTTPClient()
    }

    private func failure(_ request: HTTPRequest) async -> NetError? {
        do {
            _ = try await client.send(request)
            return nil
        } catch {
            return error
        }
    }

    @Test func refused() async throws {
        let port = try ClosedPort()
        let failure = await failure(HTTPRequest(url: port.url))
        #expect(failure?.label == "could-not-connect")
        #expect(failure?.outcome == .nothingSent)
    }

    @Test func timedOutAfterSending() async throws {
        let gate = ThreadGate()
        defer { gate.open() }
        let server = try TinyServer { _, connection in
            gate.wait()
            return connection.answer()
        }
        // Long enough for the request to arrive; the server would never answer.
        let failure = await failure(
            HTTPRequest(method: "POST", url: server.baseURL, body: [1], timeoutMilliseconds: 2_000)
        )
        #expect(failure == .timedOut(.unknown))
        #expect(server.requests.count == 1)
    }

    @Test func timedOutInTheQueueForAConnection() async throws {
        let client = try HTTPClient(maximumConnectionsPerHost: 1)
        let gate = ThreadGate()
        defer { gate.open() }
        let server = try TinyServer { _, connection in
            gate.wait()
            return connection.answer()
        }
        async let first = client.send(HTTPRequest(url: server.baseURL, timeoutMilliseconds: 600_000))
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        await #expect(throws: NetError.timedOut(.nothingSent)) {
            try await client.send(HTTPRequest(url: server.baseURL, timeoutMilliseconds: 80))
        }
        gate.open()
        #expect(try await first.status == 200)
        #expect(server.requests.count == 1)
    }

    @Test func cancelledInFlight() async throws {
        let gate = ThreadGate()
        defer { gate.open() }
        let server = try TinyServer { _, connection in
            gate.wait()
            return connection.answer()
        }
        let task = Task { [client] in
            try await client.send(HTTPRequest(url: server.baseURL, timeoutMilliseconds: 600_000))
        }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: NetError.cancelled(.unknown)) { try await task.value }
    }

    @Test func cancelledBeforeItBegan() async throws {
        let server = try TinyServer { _, connection in connection.answer() }
        let task = Task { [client] in
            while !Task.isCancelled { await Task.yield() }
            return try await client.send(HTTPRequest(url: server.baseURL))
        }
        task.cancel()
        await #expect(throws: NetError.cancelled(.nothingSent)) { try await task.value }
        #expect(server.connectionCount == 0)
    }

    @Test func shutdownEndsWhatIsInFlightAndWhatComesLater() async throws {
        let gate = ThreadGate()
        defer { gate.open() }
        let server = try TinyServer { _, connection in
            gate.wait()
            return connection.answer()
        }
        async let pending = failure(HTTPRequest(url: server.baseURL, timeoutMilliseconds: 600_000))
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        client.shutdown()
        #expect(await pending == .cancelled(.unknown))
        #expect(await failure(HTTPRequest(url: server.baseURL)) == .cancelled(.nothingSent))
    }

    /// libcurl would send a POST again when a kept connection closes without an
    /// answer; an order must not be placed twice that way.
    @Test func whatIsNotIdempotentIsNeverRepeated() async throws {
        let cases: [(method: String, body: [UInt8], repeats: Bool)] = [
            ("POST", [1], false), ("POST", [], false), ("PATCH", [1], false), ("GET", [], true), ("PUT", [1], true),
        ]
        for (method, body, repeats) in cases {
            let count = Counter()
            let server = try TinyServer { request, connection in
                if request.path == "/first" { return connection.answer() }
                // The first time, close without a word; a repetition is answered.
                return count.add() > 1 && connection.answer()
            }
            #expect(try await client.send(HTTPRequest(url: server.baseURL + "/first")).status == 200)
            let failure = await failure(HTTPRequest(method: method, url: server.baseURL + "/order", body: body))
            #expect((failure == nil) == repeats, "\(method): \(String(describing: failure))")
            if !repeats { #expect(failure?.outcome == .unknown) }
            #expect(server.requests.filter { $0.path == "/order" }.count == (repeats ? 2 : 1))
        }
    }

    @Test func schemesOtherThanHTTPAreRefused() async throws {
        for url in ["file:///etc/passwd", "ftp://127.0.0.1/", "", "http://a b/", "http://x/\r\nX: y", "nonsense://"] {
            #expect(await failure(HTTPRequest(url: url))?.label == "bad-url", "\(url)")
        }
    }

    @Test func headersCannotBeSmuggled() async throws {
        let url = "http://127.0.0.1/"
        for (name, value) in [("X", "a\r\nY: b"), ("X: y", "a"), ("", "a"), ("X", "a\u{0}")] {
            #expect(await failure(HTTPRequest(url: url, headers: [(name, value)])) == .badHeader(name))
        }
        #expect(await failure(HTTPRequest(method: "GET / HTTP/1.1\r\n", url: url)) == .badHeader("method"))
    }

    @Test func endlessHeadIsTooLarge() async throws {
        let server = try TinyServer { _, connection in
            connection.write("HTTP/1.1 200 OK\r\n")
            while connection.write("X-Filler: \(String(repeating: "x", count: 1_000))\r\n") {}
            return false
        }
        #expect(await failure(HTTPRequest(url: server.baseURL)) == .tooLarge)
    }

    @Test func truncatedBodyFails() async throws {
        let server = try TinyServer { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
            return false
        }
        let failure = await failure(HTTPRequest(url: server.baseURL))
        #expect(failure?.label == "failed")
        #expect(failure?.outcome == .unknown)
    }

    @Test func whatIsNoTLSIsNeverSentARequest() async throws {
        let (listener, port) = try listenOnLoopback()
        startThread {
            let connection = accept(listener, nil, nil)
            _ = write(connection, "HTTP/1.1 400 No\r\n\r\n", 20)
            var rest = [UInt8](repeating: 0, count: 4_096)
            while recv(connection, &rest, rest.count, 0) > 0 {}
            close(connection)
            close(listener)
        }
        let failure = await failure(HTTPRequest(method: "POST", url: "https://127.0.0.1:\(port)/", body: [1]))
        #expect(failure?.label == "tls", "\(String(describing: failure))")
        #expect(failure?.outcome == .nothingSent)
    }
}
