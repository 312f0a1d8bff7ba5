// A server that only counts: who connects to it, and every byte that comes.

import Glibc
import Synchronization

/// Listens on 127.0.0.1 and never answers, so that whoever sends to it waits.
public final class ByteCounter: Sendable {
    /// What came until now.
    public struct Count: Sendable, Equatable {
        public fileprivate(set) var connections = 0
        /// Connections that the other side has not closed.
        public fileprivate(set) var open = 0
        public fileprivate(set) var bytes = 0
    }

    public let port: UInt16
    private let listener: Int32
    private let state = Mutex(Count())
    private let sockets = Mutex<Set<Int32>>([])

    /// - Throws: ``SystemCallError``.
    public init() throws {
        (listener, port) = try listenOnLoopback()
        startThread { [listener, weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                // The listener was shut down.
                guard connection >= 0 else { break }
                guard let self else {
                    close(connection)
                    break
                }
                self.serve(connection)
            }
            close(listener)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    public var count: Count { state.withLock { $0 } }

    /// Hangs up on everybody who is connected.
    public func hangUp() {
        sockets.withLock { connections in
            for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private func serve(_ connection: Int32) {
        sockets.withLock { _ = $0.insert(connection) }
        state.withLock { count in
            count.connections += 1
            count.open += 1
        }
        startThread { [self] in
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while true {
                let size = read(connection, &buffer, buffer.count)
                guard size > 0 else { break }
                state.withLock { $0.bytes += size }
            }
            sockets.withLock { _ = $0.remove(connection) }
            close(connection)
            state.withLock { $0.open -= 1 }
        }
    }
}
