// A free port of the system's choice, taken before anything is built that makes
// addresses with it: links to pay are made, and plugins called, while nobody
// listens yet.

import Glibc
import HostCore
import NIOCore

/// Keeps a port from others until this process listens on it, which it may: on
/// Linux two sockets share an address while at most one of them listens and both
/// have SO_REUSEADDR, as the server's has.
struct ReservedPort: ~Copyable {
    let number: Int
    private let socket: CInt

    /// Throws a problem when `host` is no address of this machine.
    init(on host: String) throws(Problem) {
        guard let address = try? SocketAddress.makeAddressResolvingHost(host, port: 0) else {
            throw Self.unusable(host, "is unknown")
        }
        socket = Glibc.socket(CInt(address.protocol.rawValue), CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var isOn: CInt = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<CInt>.size))
        let isBound = address.withSockAddr { bind(socket, $0, socklen_t($1)) == 0 }
        // The port stands at the same place in addresses of both kinds.
        var bound = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let isNamed = withUnsafeMutablePointer(to: &bound) { bound in
            bound.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) == 0 }
        }
        number = Int(UInt16(bigEndian: bound.sin6_port))
        guard isBound, isNamed, number != 0 else {
            throw Self.unusable(host, "cannot be used: \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(socket) }

    private static func unusable(_ host: String, _ reason: String) -> Problem {
        Problem(
            .conflict,
            "the address \(host) \(reason)",
            field: "--host",
            remedy: "Give an address of this machine, such as 127.0.0.1"
        )
    }
}
