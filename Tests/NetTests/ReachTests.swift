// A client that reaches public addresses only, judged by the address that a name
// turns out to have.

import HostNet
import Testing

struct ReachTests {
    @Test(arguments: ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433"])
    func ownMachineIsOutOfReach(host: String) async throws {
        let server = try TinyServer { _, connection in connection.answer(200) }
        let anybody = try HTTPClient()
        #expect(try await anybody.send(HTTPRequest(url: server.baseURL)).status == 200)
        let client = try HTTPClient(reach: .publicAddresses)
        await #expect(throws: NetError.self) {
            try await client.send(HTTPRequest(url: "http://\(host):\(server.port)/"))
        }
        #expect(server.requests.count == 1)
    }
}
