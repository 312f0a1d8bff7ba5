// Listening sockets for the tiny server.

import Glibc
import TestHarness

func listenLocally(_ path: String) throws(SystemCallError) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard descriptor >= 0 else { throw SystemCallError(call: "socket", code: errno) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix($0.count - 1)) }
    let code = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
            bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_un>.size)) | listen(descriptor, 128)
        }
    }
    guard code == 0 else { throw SystemCallError(call: "bind \(path)", code: errno) }
    return descriptor
}

/// Sends small pieces at once instead of waiting for more.
func setNoDelay(_ descriptor: Int32) {
    var yes: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
}

/// A port on which nobody listens, and which nobody else gets meanwhile.
final class ClosedPort {
    let number: UInt16
    private let descriptor: Int32

    init() throws(SystemCallError) {
        (descriptor, number) = try listenOnLoopback(backlog: nil)
    }

    deinit { close(descriptor) }

    var url: String { "http://127.0.0.1:\(number)" }
}
