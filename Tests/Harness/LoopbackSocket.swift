// Sockets on this machine, and threads that serve them.

import Glibc

/// A socket that listens on a free port of 127.0.0.1; without a backlog one that only
/// keeps the port. The caller closes it.
public func listenOnLoopback(backlog: Int32? = 128) throws(SystemCallError) -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard descriptor >= 0 else { throw SystemCallError(call: "socket", code: errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
            bind(descriptor, generic, size) | (backlog.map { listen(descriptor, $0) } ?? 0)
                | getsockname(descriptor, generic, &size)
        }
    }
    guard code == 0 else { throw SystemCallError(call: "bind", code: errno) }
    return (descriptor, UInt16(bigEndian: address.sin_port))
}

/// Runs `body` on a thread of its own.
public func startThread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
    let code = pthread_create(&thread, nil, runThreadBody, context)
    precondition(code == 0, "no thread for the tiny server")
    pthread_detach(thread)
}

private final class ThreadBody {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
}

private func runThreadBody(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
