// Streamed responses: pieces as they come, backpressure, silence, and readers
// who leave.

import Glibc
import HostNet
import Synchronization
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct HTTPStreamTests {
    let client: HTTPClient

    init() throws {
        client = try HTTPClient()
    }

    private static let chunkedHead =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test func eventsArriveWhileTheServerWrites() async throws {
        let gate = ThreadGate()
        let server = try TinyServer { _, connection in
            connection.write(Self.chunkedHead)
            for piece in ["data: o", "ne\n\n: hi\n", "id: 7\ndata: tw", "o\ndata: lines\n\n"] {
                connection.chunk(piece)
                usleep(15_000)
            }
            // The rest is written only after the first events were read.
            gate.wait()
            connection.chunk("event: end\ndata\n\ndata: cut")
            connection.chunk("")
            return true
        }
        let stream = try await client.stream(HTTPRequest(url: server.baseURL))
        #expect(stream.status == 200)
        #expect(stream.head.header("content-type") == "text/event-stream")
        var events: [ServerSentEvent] = []
        for try await event in ServerSentEvents(stream.body) {
            events.append(event)
            if events.count == 2 { gate.open() }
        }
        #expect(
            events == [
                ServerSentEvent(data: "one"),
                ServerSentEvent(data: "two\nlines", id: "7"),
                ServerSentEvent(name: "end", data: "", id: "7"),
            ]
        )
    }

    @Test func slowReaderStopsTheServer() async throws {
        let written = Counter()
        let total = 32 << 20
        let server = try TinyServer { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
            let piece = [UInt8](repeating: 65, count: 64 << 10)
            while written.value < total, connection.write(piece) { written.add(piece.count) }
            return true
        }
        let request = HTTPRequest(url: server.baseURL, timeoutMilliseconds: 2_000, bodyBytesMax: total)
        let stream = try await client.stream(request)
        // A reader who pauses for longer than the timeout is no silence of the server's.
        try await Task.sleep(for: .milliseconds(2_500))
        let before = written.value
        #expect(before < 16 << 20, "the server could write \(before) bytes to nobody")
        #expect(try await stream.body.collect().count == total)
    }

    @Test func leavingCancelsTheTransfer() async throws {
        let stopped = Counter()
        let server = try TinyServer { _, connection in
            connection.write(Self.chunkedHead)
            while connection.chunk("data: x\n\n") { usleep(2_000) }
            stopped.add()
            return false
        }
        let client = client
        let url = server.baseURL
        func readTwo() async throws -> Int {
            let stream = try await client.stream(HTTPRequest(url: url))
            var count = 0
            for try await _ in ServerSentEvents(stream.body) {
                count += 1
                if count == 2 { break }
            }
            return count
        }
        #expect(try await readTwo() == 2)
        while stopped.value == 0 { try await Task.sleep(for: .milliseconds(4)) }
    }

    @Test func cancellingTheReaderEndsItsWait() async throws {
        let gate = ThreadGate()
        defer { gate.open() }
        let server = try TinyServer { _, connection in
            connection.write(Self.chunkedHead)
            connection.chunk("data: x\n\n")
            gate.wait()
            return false
        }
        let stream = try await client.stream(HTTPRequest(url: server.baseURL, timeoutMilliseconds: 600_000))
        let read = Counter()
        let task = Task {
            for try await chunk in stream.body { read.add(chunk.count) }
        }
        while read.value == 0 { try await Task.sleep(for: .milliseconds(4)) }
        task.cancel()
        await #expect(throws: NetError.cancelled(.unknown)) { try await task.value }
    }

    @Test func silenceIsATimeoutAndActivityIsNot() async throws {
        let gate = ThreadGate()
        defer { gate.open() }
        let server = try TinyServer { _, connection in
            connection.write(Self.chunkedHead)
            for _ in 0..<10 {
                connection.chunk("x")
                usleep(200_000)
            }
            gate.wait()
            return false
        }
        let stream = try await client.stream(HTTPRequest(url: server.baseURL, timeoutMilliseconds: 1_500))
        var count = 0
        let failure = await #expect(throws: NetError.self) {
            for try await chunk in stream.body { count += chunk.count }
        }
        #expect(failure == .timedOut(.unknown))
        #expect(count == 10)
    }

    @Test func whoeverSentItMayCallItOverdue() async throws {
        let gate = ThreadGate()
        defer { gate.open() }
        let server = try TinyServer { _, connection in
            connection.write(Self.chunkedHead)
            connection.chunk("one")
            gate.wait()
            return false
        }
        let isOverdue = Mutex(false)
        var request = HTTPRequest(url: server.baseURL, timeoutMilliseconds: 600_000)
        request.isOverdue = { isOverdue.withLock { $0 } }
        let response = try await client.stream(request)
        var pieces = response.body.makeAsyncIterator()
        #expect(try await pieces.next() == Array("one".utf8), "it is not overdue yet")
        isOverdue.withLock { $0 = true }
        await #expect(throws: NetError.timedOut(.unknown)) { try await pieces.next() }
    }

    @Test func streamsHaveALimitToo() async throws {
        let server = try TinyServer { _, connection in connection.answer(200, [UInt8](repeating: 1, count: 50_000)) }
        let stream = try await client.stream(HTTPRequest(url: server.baseURL, bodyBytesMax: 49_999))
        await #expect(throws: NetError.tooLarge) { try await stream.body.collect() }
    }

    @Test func refusedBeforeTheHead() async throws {
        let port = try ClosedPort()
        let failure = await #expect(throws: NetError.self) { try await client.stream(HTTPRequest(url: port.url)) }
        #expect(failure?.outcome == .nothingSent)
    }
}
