// Plain requests against a real server: what arrives, what is reused, what
// ends them, and what is known when they fail.

import Glibc
import HostNet
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct HTTPClientTests {
    let client: HTTPClient

    init() throws {
        client = try HTTPClient()
    }

    @Test func carriesMethodHeadersAndBodyBothWays() async throws {
        let server = try TinyServer { request, connection in
            connection.answer(201, request.body, headers: ["X-Method: \(request.method)", "X-Two: a", "X-Two: b"])
        }
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            let response = try await client.send(
                HTTPRequest(
                    method: method,
                    url: server.baseURL + "/echo?x=1",
                    headers: [("X-Api-Key", "k"), ("X-Empty", "")],
                    body: Array("hóla".utf8)
                )
            )
            #expect(response.status == 201)
            #expect(response.body == Array("hóla".utf8))
            #expect(response.header("x-method") == method)
            #expect(response.headers.filter { $0.name == "X-Two" }.map(\.value) == ["a", "b"])
        }
        let request = try #require(server.requests.first)
        #expect(request.path == "/echo?x=1")
        #expect(request.headers["x-api-key"] == "k")
        #expect(request.headers["x-empty"] == "")
        #expect(request.headers["expect"] == nil)
        #expect(request.headers["content-type"] == nil)
    }

    @Test func bodilessMethods() async throws {
        let server = try TinyServer { request, connection in
            request.method == "HEAD"
                ? connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
                : connection.answer(204)
        }
        let head = try await client.send(HTTPRequest(method: "HEAD", url: server.baseURL))
        #expect(head.status == 200 && head.body.isEmpty)
        let post = try await client.send(HTTPRequest(method: "POST", url: server.baseURL))
        #expect(post.status == 204)
        #expect(server.requests.map { $0.headers["content-length"] } == [nil, "0"])
    }

    @Test func reusesItsConnection() async throws {
        let server = try TinyServer { request, connection in connection.answer(200, request.body) }
        for number in 0..<20 {
            let body = Array("\(number)".utf8)
            let response = try await client.send(HTTPRequest(method: "POST", url: server.baseURL, body: body))
            #expect(response.body == body)
        }
        #expect(server.connectionCount == 1)
    }

    @Test func opensNoMoreConnectionsThanAllowed() async throws {
        let client = try HTTPClient(maximumConnectionsPerHost: 3)
        let arrived = Counter()
        let server = try TinyServer { _, connection in
            // Each holds its connection until there are as many as may be.
            arrived.add()
            while arrived.value < 3 { usleep(1_000) }
            return connection.answer()
        }
        try await withThrowingTaskGroup { group in
            for _ in 0..<30 {
                group.addTask { try await client.send(HTTPRequest(url: server.baseURL)).status }
            }
            for try await status in group { #expect(status == 200) }
        }
        #expect(server.connectionCount == 3)
    }

    @Test func redirectsAreAnswers() async throws {
        let server = try TinyServer { _, connection in connection.answer(302, headers: ["Location: /other"]) }
        let response = try await client.send(HTTPRequest(url: server.baseURL))
        #expect(response.status == 302)
        #expect(server.requests.count == 1)
    }

    @Test func informationalResponsesAreSkipped() async throws {
        let server = try TinyServer { _, connection in
            connection.write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
            return connection.answer(200, [1])
        }
        let response = try await client.send(HTTPRequest(url: server.baseURL))
        #expect(response.status == 200)
        #expect(response.header("link") == nil)
    }

    @Test func bigBodiesBothWays() async throws {
        let server = try TinyServer { request, connection in connection.answer(200, request.body) }
        var body: [UInt8] = []
        for number in 0..<3_000 { body += [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 1_000) }
        let response = try await client.send(HTTPRequest(method: "POST", url: server.baseURL, body: body))
        #expect(response.body == body)
    }

    @Test func limitIsExact() async throws {
        let server = try TinyServer { _, connection in connection.answer(200, [UInt8](repeating: 7, count: 100_000)) }
        let fits = try await client.send(HTTPRequest(url: server.baseURL, bodyBytesMax: 100_000))
        #expect(fits.body.count == 100_000)
        await #expect(throws: NetError.tooLarge) {
            try await client.send(HTTPRequest(url: server.baseURL, bodyBytesMax: 99_999))
        }
    }

    @Test func unixSocket() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("socket")
        let server = try TinyServer(unixSocketPath: path) { request, connection in
            connection.answer(200, Array(request.path.utf8))
        }
        let response = try await client.send(HTTPRequest(url: "http://localhost/status", unixSocketPath: path))
        #expect(String(decoding: response.body, as: UTF8.self) == "/status")
        #expect(server.connectionCount == 1)
    }
}
