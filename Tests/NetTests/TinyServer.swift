// A real HTTP/1.1 server in plain sockets, so that what is tested is what goes
// over the wire: one thread a connection, and a script for each path.

import Glibc
import Synchronization
import TestHarness

/// What the client sent.
struct TinyRequest: Sendable {
    let method: String
    let path: String
    let headers: [String: String]
    let body: [UInt8]
    /// Which connection of this server it came on, from 1.
    let connection: Int
}

/// Answers requests until it is released.
final class TinyServer: Sendable {
    /// Answers one request by writing to the connection.
    /// - Returns: whether the connection stays open.
    typealias Script = @Sendable (TinyRequest, TinyConnection) -> Bool

    let port: UInt16
    private let listener: Int32
    private let script: Script
    /// Holds a conversation that is not HTTP's, until it returns.
    private let converse: (@Sendable (TinyConnection) -> Void)?
    private let state = Mutex(State())

    private struct State {
        var connectionCount = 0
        var requests: [TinyRequest] = []
        var isRecording = true
    }

    var baseURL: String { "http://127.0.0.1:\(port)" }
    var connectionCount: Int { state.withLock { $0.connectionCount } }
    var requests: [TinyRequest] { state.withLock { $0.requests } }

    /// Listens on a free port of 127.0.0.1, or on a Unix socket.
    convenience init(unixSocketPath: String? = nil, isRecording: Bool = true, _ script: @escaping Script) throws {
        try self.init(unixSocketPath: unixSocketPath, isRecording: isRecording, script, converse: nil)
    }

    /// Says and hears whatever `converse` does on each connection.
    convenience init(converse: @escaping @Sendable (TinyConnection) -> Void) throws {
        try self.init(unixSocketPath: nil, isRecording: false, { _, _ in false }, converse: converse)
    }

    private init(
        unixSocketPath: String?,
        isRecording: Bool,
        _ script: @escaping Script,
        converse: (@Sendable (TinyConnection) -> Void)?
    ) throws {
        self.script = script
        self.converse = converse
        (listener, port) = try unixSocketPath.map { (try listenLocally($0), 0) } ?? listenOnLoopback()
        state.withLock { $0.isRecording = isRecording }
        let listener = listener
        // The thread holds the server only while it serves a connection, so
        // that releasing the server closes the listener and ends the thread.
        let server = WeakServer(self)
        startThread {
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0, let server = server.value else {
                    if descriptor >= 0 { close(descriptor) }
                    close(listener)
                    return
                }
                setNoDelay(descriptor)
                server.serve(descriptor)
            }
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ descriptor: Int32) {
        let number = state.withLock { state in
            state.connectionCount += 1
            return state.connectionCount
        }
        startThread { [self] in
            let connection = TinyConnection(descriptor)
            converse?(connection)
            while converse == nil, let request = connection.readRequest(number) {
                state.withLock { if $0.isRecording { $0.requests.append(request) } }
                guard script(request, connection) else { break }
            }
            close(descriptor)
        }
    }
}

private final class WeakServer: Sendable {
    // Safe: written once, before the thread that reads it is started.
    nonisolated(unsafe) private weak var server: TinyServer?
    var value: TinyServer? { server }

    init(_ server: TinyServer) { self.server = server }
}

/// One connection, used by its own thread alone.
final class TinyConnection {
    private let descriptor: Int32
    private var input: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// - Returns: false when the client is gone.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { buffer -> Int in
                guard let base = buffer.baseAddress else { return 0 }
                return send(descriptor, base + offset, buffer.count - offset, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }

    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// A whole response with a Content-Length.
    @discardableResult
    func answer(_ status: Int = 200, _ body: [UInt8] = [], headers: [String] = []) -> Bool {
        let lines = ["HTTP/1.1 \(status) Whatever"] + headers + ["Content-Length: \(body.count)", "", ""]
        return write(Array(lines.joined(separator: "\r\n").utf8) + body)
    }

    /// One piece of a chunked body; an empty one ends it.
    @discardableResult
    func chunk(_ text: String) -> Bool {
        write("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n")
    }

    /// The next line, without its end; nil when the client is gone.
    func readLine() -> String? {
        while true {
            if let end = input.firstIndex(of: 0x0A) {
                defer { input.removeFirst(end + 1) }
                return String(decoding: input[..<end].filter { $0 != 0x0D }, as: UTF8.self)
            }
            guard readMore() else { return nil }
        }
    }

    fileprivate func readRequest(_ number: Int) -> TinyRequest? {
        guard let head = readHead() else { return nil }
        let lines = head.split(separator: "\r\n").map(String.init)
        let start = lines.first?.split(separator: " ").map(String.init) ?? []
        guard start.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard let name = parts.first else { continue }
            headers[name.lowercased()] = String(parts.dropFirst().first ?? "").drop { $0 == " " }.description
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while input.count < length { guard readMore() else { return nil } }
        let body = Array(input[..<length])
        input.removeFirst(length)
        return TinyRequest(method: start[0], path: start[1], headers: headers, body: body, connection: number)
    }

    private func readHead() -> String? {
        let mark = Array("\r\n\r\n".utf8)
        while true {
            if let end = input.indices.first(where: { input[$0...].starts(with: mark) }) {
                defer { input.removeFirst(end + mark.count) }
                return String(decoding: input[..<end], as: UTF8.self)
            }
            guard readMore() else { return nil }
        }
    }

    private func readMore() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        input += buffer[..<count]
        return true
    }
}
