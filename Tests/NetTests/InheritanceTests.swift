// A child process must not hold the house's connections open.

import Glibc
import HostNet
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct InheritanceTests {
    @Test func connectionsAreNotInherited() async throws {
        let server = try TinyServer { _, connection in connection.answer() }
        let client = try HTTPClient()
        _ = try await client.send(HTTPRequest(url: server.baseURL))
        // The kept connection is this process's only socket to that port.
        let descriptors = (3..<Int32(1_024)).filter { peerPort($0) == server.port }
        #expect(!descriptors.isEmpty)
        for descriptor in descriptors { #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0) }
        _ = try await client.send(HTTPRequest(url: server.baseURL))
    }

    private func peerPort(_ descriptor: Int32) -> UInt16? {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &size) }
        }
        guard code == 0, address.sin_family == sa_family_t(AF_INET) else { return nil }
        return UInt16(bigEndian: address.sin_port)
    }
}
