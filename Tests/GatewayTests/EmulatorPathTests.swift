// Who may come to the providers that the host plays.

import Testing

@testable import HostGateway

struct EmulatorPathTests {
    @Test(
        arguments: [
            ("127.0.0.1", "127.0.0.1", true), ("127.0.0.9", "127.0.0.1", true), ("::1", "::1", true),
            ("::ffff:127.0.0.1", "::ffff:127.0.0.1", true), ("192.168.1.5", "192.168.1.5", true),
            ("192.168.1.6", "192.168.1.5", false), ("12.7.0.1", "192.168.1.5", false),
            ("fe80::2", "fe80::1", false), (nil, "127.0.0.1", false), (nil, nil, false),
        ] as [(String?, String?, Bool)]
    )
    func onlyThisMachineComesIn(_ peer: String?, _ own: String?, _ isIn: Bool) {
        #expect(GatewayContext.isOneMachine(peer, own) == isIn)
    }
}
