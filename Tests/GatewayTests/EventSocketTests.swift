// Events over a WebSocket, through the server's own port.

import HTTPTypes
import HostCore
import HostGateway
import HostStorage
import HummingbirdCore
import NIOCore
import NIOPosix
import OrkestaModel
import ServiceLifecycle
import Testing

@Suite(.timeLimit(.minutes(10)))
struct EventSocketTests {
    @Test func eventsComeAsTheyHappenAndAfterABreak() async throws {
        let host = try await GatewayFixture()
        try await withServer(host) { port in
            let first = try await RawSocket.open(port, "/api/events/socket?types=conversation", key: host.keys.alpha)
            #expect(first.head.hasPrefix("HTTP/1.1 101 "), "\(first.head)")
            try await host.say("hola", as: "+525511110001")
            let event = try #require(try await first.nextText())
            let seen = try JSON(parsing: event)
            #expect(seen["type"] == "conversation.message", "\(event)")
            try await first.close()
            try await host.say("¿sigues ahí?", as: "+525511110002")
            let id = try #require(seen["id"]?.stringValue)
            let second = try await RawSocket.open(
                port,
                "/api/events/socket?types=conversation&last_event_id=\(id)",
                key: host.keys.alpha
            )
            let later = try #require(try await second.nextText())
            #expect(later.contains("¿sigues ahí?"), "\(later)")
            try await second.close()
        }
    }

    /// However much happens that a reader does not want: who is asked for a sign of life has
    /// the time to give it.
    @Test func onlyTimePings() async throws {
        let host = try await GatewayFixture()
        try await withServer(host) { port in
            let begun = ContinuousClock.now
            let socket = try await RawSocket.open(port, "/api/events/socket?types=payment", key: host.keys.alpha)
            for number in 0..<40 { try await host.say("\(number)", as: "+525511110001") }
            let pings = socket.pings
            let passed = (ContinuousClock.now - begun) / .milliseconds(Limits.keepAliveCommentMilliseconds)
            // One when it begins, then one at the end of each interval.
            #expect(pings <= 1 + Int(passed), "\(pings) pings in \(passed) intervals")
            try await socket.close()
        }
    }

    /// A page cannot send headers.
    @Test func aKeyMayComeAsAProtocol() async throws {
        let host = try await GatewayFixture()
        try await withServer(host) { port in
            let socket = try await RawSocket.open(
                port,
                "/api/events/socket",
                protocols: ["orkesta.events", "orkesta.key.\(host.keys.alpha)"]
            )
            #expect(socket.head.hasPrefix("HTTP/1.1 101 "), "\(socket.head)")
            #expect(socket.head.lowercased().contains("sec-websocket-protocol: orkesta.events\r\n"), "\(socket.head)")
            try await socket.close()
        }
    }

    @Test func whoMayNotComeInIsToldWhy() async throws {
        let host = try await GatewayFixture()
        try await withServer(host) { port in
            for (target, key, status) in [
                ("/api/events/socket", nil, 401), ("/api/events/socket", "ork_guessed", 401),
                ("/api/events/socket", host.keys.suspended, 403), ("/api/events/socket?x=1", host.keys.alpha, 400),
                ("/api/events/socket?last_event_id=zzz", host.keys.alpha, 400),
                ("/api/events/socket?types=payments", host.keys.alpha, 400),
                ("/api/events/other", host.keys.alpha, 404),
            ] as [(String, String?, Int)] {
                let socket = try await RawSocket.open(port, target, key: key)
                #expect(socket.head.hasPrefix("HTTP/1.1 \(status) "), "\(target): \(socket.head)")
                try await socket.close()
            }
        }
    }

    /// What other protocols a client would rather speak does not matter to the answer.
    @Test func whoAsksForAnotherProtocolIsAnswered() async throws {
        let host = try await GatewayFixture()
        try await withServer(host) { port in
            let body = #"{"customer": {"phone": "+525511110001"}, "message": "hola"}"#
            let socket = try await RawSocket.open(
                port,
                "/api/chat",
                key: host.keys.alpha,
                method: "POST",
                fields: ["Connection: Upgrade", "Upgrade: h2c", "Content-Type: application/json"],
                body: body
            )
            #expect(socket.head.hasPrefix("HTTP/1.1 200 "), "\(socket.head)")
            try await socket.close()
        }
    }

    /// The same port answers plain requests, and says what the path is for.
    @Test func plainRequestsAreAnsweredBesides() async throws {
        let host = try await GatewayFixture()
        try await withServer(host) { port in
            let live = try await RawSocket.open(port, "/api/health/live", fields: [])
            #expect(live.head.hasPrefix("HTTP/1.1 200 "), "\(live.head)")
            try await live.close()
            let plain = try await RawSocket.open(port, "/api/events/socket", key: host.keys.alpha, fields: [])
            #expect(plain.head.hasPrefix("HTTP/1.1 400 "), "\(plain.head)")
            try await plain.close()
        }
    }

    private func withServer(
        _ host: GatewayFixture,
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let server = makeServer(
            clientRouter(host.services),
            address: .hostname("127.0.0.1", port: 0),
            logger: host.services.logger,
            sockets: host.services
        ) { address in port.yield(address?.port ?? 0) }
        let group = ServiceGroup(configuration: .init(services: [server], logger: host.services.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let bound = try #require(await ports.first { _ in true })
            let outcome = await Task { try await body(bound) }.result
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try outcome.get()
        }
    }
}

extension GatewayFixture {
    fileprivate func say(_ text: String, as phone: String) async throws {
        let message: JSON = ["customer": ["phone": .string(phone)], "message": .string(text)]
        let answer = try await client.ask(.post, "/api/chat", key: keys.alpha, json: message)
        try #require(answer.status == 200, "\(answer.json)")
    }
}
