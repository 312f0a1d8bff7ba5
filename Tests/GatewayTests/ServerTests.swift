// The server itself: it says its port, serves on it, and ends when asked to.

import HTTPTypes
import HostCore
import HostGateway
import HostNet
import HummingbirdCore
import NIOCore
import OrkestaModel
import ServiceLifecycle
import TestHarness
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
            let client = APIClient(
                baseURL: "http://127.0.0.1:\(bound)",
                apiKey: host.keys.alpha,
                http: try HTTPClient()
            )
            let live = try await client.get("/api/health/live")
            #expect(live.status == 200)
            #expect(live.text == "ok")
            let large = String(repeating: "x", count: Limits.requestBodyBytesMax)
            let refused = try await client.post("/api/chat", ["message": .string(large)])
            #expect(refused.status == 413)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
