// A free port of the system's choice, taken before anything is built that makes
// addresses with it: links to pay are made, and plugins called, while nobody
// listens yet.

import Glibc
import HostCore
import NIOCore

/// Keeps a port from others until this process listens on it, which it may: on
/// Linux two sockets share an address while at most one of them listens and both
/// have SO_REUSEADDR, as the server's has. It is kept for as long as this object is.
final class ReservedPort: Sendable {
    let number: Int
    private let socket: CInt

    /// Throws a problem when `host` is no address of this machine.
    init(on host: String) throws(Problem) {
        guard let address = try? SocketAddress.makeAddressResolvingHost(host, port: 0) else {
            throw Self.unusable(host, "is unknown")
        }
        let socket = Glibc.socket(
            CInt(address.protocol.rawValue),
            CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue),
            0
        )
        guard let port = Self.bind(socket, to: address) else {
            let reason = String(cString: strerror(errno))
            close(socket)
            throw Self.unusable(host, "cannot be used: \(reason)")
        }
        (self.socket, number) = (socket, port)
    }

    deinit { close(socket) }

    /// The port that the system picked; nil: `errno` says why there is none.
    private static func bind(_ socket: CInt, to address: SocketAddress) -> Int? {
        var isOn: CInt = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<CInt>.size))
        guard address.withSockAddr({ Glibc.bind(socket, $0, socklen_t($1)) }) == 0 else { return nil }
        // Large enough for addresses of either kind; in both the port is the second pair of bytes.
        var bound = [UInt8](repeating: 0, count: 128)
        var size = socklen_t(bound.count)
        let isNamed = bound.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { getsockname(socket, $0.baseAddress, &size) == 0 }
        }
        return isNamed ? Int(bound[2]) << 8 | Int(bound[3]) : nil
    }

    private static func unusable(_ host: String, _ reason: String) -> Problem {
        Problem(
            .conflict,
            "the address \(host) \(reason)",
            field: "--host",
            remedy: "Give an address of this machine, such as 127.0.0.1"
        )
    }
}
