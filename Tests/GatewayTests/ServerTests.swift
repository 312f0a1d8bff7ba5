// The server itself: it says its port, serves on it, and ends when asked to.

import HTTPTypes
import HostCore
import HostGateway
import HummingbirdCore
import HummingbirdTesting
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import Testing

@Suite struct ServerTests {
    @Test(.timeLimit(.minutes(10))) func aServerSaysItsPortAndEndsGracefully() async throws {
        let host = try await GatewayFixture()
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let server = makeServer(
            clientRouter(host.services),
            address: .hostname("127.0.0.1", port: 0),
            logger: host.services.logger
        ) { address in port.yield(address?.port ?? 0) }
        let group = ServiceGroup(configuration: .init(services: [server], logger: host.services.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let bound = try #require(await ports.first { _ in true })
            let client = TestClient(
                host: "127.0.0.1",
                port: bound,
                eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton)
            )
            client.connect()
            let live = try await client.get("/api/health/live")
            #expect(live.status == .ok)
            #expect(live.body.map { String(buffer: $0) } == "ok")
            let large = ByteBuffer(repeating: UInt8(ascii: "x"), count: Limits.requestBodyBytesMax + 1)
            let refused = try await client.post(
                "/api/chat",
                headers: [.authorization: "Bearer \(host.keys.alpha)", .contentType: "application/json"],
                body: large
            )
            #expect(refused.status == .contentTooLarge)
            try await client.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
