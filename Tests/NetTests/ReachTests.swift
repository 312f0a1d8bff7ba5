// Where a client for URLs from outside connects to, whatever name leads there.

import HostNet
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ReachTests {
    @Test(arguments: [
        "http://127.0.0.1", "http://127.1.2.3", "http://localhost", "http://0.0.0.0", "http://10.1.2.3",
        "http://100.64.0.1", "http://169.254.169.254", "http://172.16.0.1", "http://172.31.255.255",
        "http://192.168.0.1", "http://198.18.0.1", "http://224.0.0.1", "http://255.255.255.255", "http://[::1]",
        "http://[::]", "http://[fe80::1]", "http://[fd00::1]", "http://[ff02::1]", "http://[::ffff:127.0.0.1]",
        "http://[64:ff9b::7f00:1]", "http://[2002:7f00:1::]", "http://2130706433", "http://0x7f.1",
    ])
    func privateAddressesAreRefused(url: String) async throws {
        let client = try HTTPClient(reach: .publicAddresses)
        do {
            _ = try await client.send(HTTPRequest(url: url + "/", timeoutMilliseconds: 5_000))
            Issue.record("\(url) was reached")
        } catch {
            #expect(error.label == "could-not-connect", "\(url): \(error)")
            #expect(error.outcome == .nothingSent)
        }
    }

    @Test func thisMachineIsReachedWhereItIsAllowed() async throws {
        let server = try TinyServer { _, connection in connection.answer() }
        for reach in [NetReach.anywhere, .publicAddressesAndThisMachine] {
            let client = try HTTPClient(reach: reach)
            #expect(try await client.send(HTTPRequest(url: server.baseURL)).status == 200)
        }
        let narrow = try HTTPClient(reach: .publicAddresses)
        await #expect(throws: NetError.self) { try await narrow.send(HTTPRequest(url: server.baseURL)) }
        #expect(server.connectionCount == 2)
        let machine = try HTTPClient(reach: .publicAddressesAndThisMachine)
        await #expect(throws: NetError.self) {
            try await machine.send(HTTPRequest(url: "http://169.254.169.254/", timeoutMilliseconds: 5_000))
        }
    }
}
