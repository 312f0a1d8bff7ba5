// One persistent connection of a load: a non-blocking socket, what it still has
// to write, and the request whose answer it awaits.

import Glibc

struct LoadConnection {
    /// Moments in monotonic nanoseconds.
    struct Pending {
        let due: Int64
        let written: Int64
    }

    private(set) var descriptor: Int32 = -1
    /// The request that is under way, or nil when the connection is free.
    var pending: Pending?
    var scanner = ResponseScanner()
    private var output: [UInt8] = []
    private var written = 0

    var isOpen: Bool { descriptor >= 0 }
    var hasOutput: Bool { written < output.count }

    /// Begins to connect; the first write waits for the connection by itself.
    mutating func connect(to address: sockaddr_in) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
        guard descriptor >= 0 else { return false }
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = address
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 || errno == EINPROGRESS else {
            Glibc.close(descriptor)
            return false
        }
        self.descriptor = descriptor
        return true
    }

    mutating func send(_ request: [UInt8], due: Int64, at now: Int64) {
        pending = Pending(due: due, written: now)
        output = request
        written = 0
    }

    /// Writes what the socket takes.
    /// - Returns: false when the connection is broken.
    mutating func write() -> Bool {
        while written < output.count {
            let count = output.withUnsafeBytes { buffer -> Int in
                guard let base = buffer.baseAddress else { return 0 }
                return Glibc.send(descriptor, base + written, buffer.count - written, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return errno == EAGAIN || errno == EINTR || errno == ENOTCONN }
            written += count
        }
        return true
    }

    /// Reads what is there into the scanner.
    /// - Returns: false when the other side has closed or the connection is broken.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Bool {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
            scanner.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            if count < buffer.count { return true }
        }
    }

    mutating func close() {
        if isOpen { Glibc.close(descriptor) }
        self = LoadConnection()
    }
}
