// One tool worker as its thread sees it: started, asked, and ended. Every wait is
// bounded, and whatever the tool did to the process becomes a typed failure.

import HostCore
import NativeCall

#if canImport(Glibc)
import Glibc
#endif

/// What a worker is made for: calls of another library, or with another limit, go
/// to another process.
struct ToolWorkerKind: Hashable, Sendable {
    /// The library's path.
    let library: String
    /// Changes when the file does, so that a new one gets new workers.
    let libraryState: String
    let memoryBytes: Int
}

/// A running worker. Used by one thread, on which it must also be made: the
/// kernel ends the process with that thread.
final class ToolWorkerProcess {
    let kind: ToolWorkerKind
    private let process: pid_t
    private let socket: Int32
    private var received: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 16 << 10)
    /// How it ended, as of waitpid; nil while it may run.
    private var status: Int32?

    /// Starts a worker and waits until its library is loaded. Throws `.unusable`
    /// with the loader's reason, or what the library's own start-up did.
    init(program: String, kind: ToolWorkerKind) throws(ToolFailure) {
        var limits = worker_limits(memory_bytes: UInt64(kind.memoryBytes), open_files_max: Limits.toolOpenFilesMax)
        var (process, socket): (pid_t, Int32) = (0, -1)
        let failure = worker_spawn(program, kind.library, &limits, &process, &socket)
        guard failure == 0 else {
            throw .unusable(
                Problem(
                    .unavailable,
                    "a tool worker cannot be started: \(String(cString: strerror(failure)))",
                    remedy: "Put orkesta-tool-worker beside orkesta (swift build makes both)"
                )
            )
        }
        self.kind = kind
        self.process = process
        self.socket = socket
        let first = try answer(withinMilliseconds: Limits.toolWorkerStartMilliseconds)
        guard first.kind == TOOL_FRAME_READY else {
            throw .unusable(
                Problem(
                    .pluginFailure,
                    "the library \(kind.library) cannot be loaded: \(first.reason)",
                    remedy: "Install what it needs, or raise limits.memory_mb in plugins.d"
                )
            )
        }
    }

    deinit {
        end()
        close(socket)
    }

    /// Asks for one call and waits for its answer. After a failure the process is
    /// gone; a frame that says why nothing came of the call leaves it running.
    func perform(_ call: ToolWorkerCall) throws(ToolFailure) -> ToolFrame {
        let deadline = monotonicMilliseconds() + call.timeoutMilliseconds
        try send(call.frame, until: deadline, timeout: call.timeoutMilliseconds)
        let frame = try answer(withinMilliseconds: call.timeoutMilliseconds)
        if frame.kind == TOOL_FRAME_REFUSED, frame.payload.first == UInt8(TOOL_REFUSED_OVERRUN) {
            // Its memory is damaged: it serves nobody any more.
            end()
            throw .result(reason: "it wrote beyond the end of its buffer")
        }
        return frame
    }

    /// Whether it waits for a call. One that said more than it was asked is no
    /// longer believed: the rest would pass for the next call's answer.
    var isReady: Bool { !hasEnded && received.isEmpty && receive() == nil }

    // MARK: The socket

    private func send(_ bytes: [UInt8], until deadline: Int64, timeout: Int64) throws(ToolFailure) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(socket, buffer.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                guard wait(for: POLLOUT, until: deadline) else { throw timedOut(timeout) }
            } else if errno != EINTR {
                throw ending(isOutOfMemory: false)
            }
        }
    }

    /// The next frame that is no mere notice.
    private func answer(withinMilliseconds timeout: Int64) throws(ToolFailure) -> ToolFrame {
        let deadline = monotonicMilliseconds() + timeout
        var isOutOfMemory = false
        while true {
            if let frame = try frame() {
                guard frame.kind == TOOL_FRAME_MEMORY else { return frame }
                isOutOfMemory = true
                continue
            }
            switch receive() {
            case .some(true): continue
            case .some(false): throw ending(isOutOfMemory: isOutOfMemory)
            case .none:
                if wait(for: POLLIN, until: min(deadline, monotonicMilliseconds() + lookMilliseconds)) { continue }
                // A process that a tool left behind may hold the socket open.
                if hasEnded { throw ending(isOutOfMemory: isOutOfMemory) }
                if monotonicMilliseconds() >= deadline { throw timedOut(timeout) }
            }
        }
    }

    private func frame() throws(ToolFailure) -> ToolFrame? {
        do throws(ToolFailure) {
            return try ToolFrame.take(from: &received)
        } catch {
            end()
            throw error
        }
    }

    /// True: there is more to read in `received`; false: the worker closed its
    /// end; nil: nothing there yet.
    private func receive() -> Bool? {
        let count = read(socket, &buffer, buffer.count)
        if count > 0 {
            received.append(contentsOf: buffer.prefix(count))
            return true
        }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? nil : false
    }

    private func wait(for event: Int32, until deadline: Int64) -> Bool {
        var descriptor = pollfd(fd: socket, events: Int16(event), revents: 0)
        let milliseconds = max(0, deadline - monotonicMilliseconds())
        return poll(&descriptor, 1, Int32(clamping: milliseconds)) > 0
    }

    // MARK: The end

    /// What a worker died of.
    private func ending(isOutOfMemory: Bool) -> ToolFailure {
        guard let status = statusAfterEnd() else {
            return .garbled(reason: "it closed its connection and went on")
        }
        if isOutOfMemory { return .outOfMemory(bytes: kind.memoryBytes) }
        let signal = status & 0x7F
        if signal != 0 { return .crashed(signal: signalNames[signal] ?? "signal \(signal)") }
        return .exited(code: status >> 8 & 0xFF)
    }

    /// Whether the process is gone; keeps how it went.
    private var hasEnded: Bool {
        var status: Int32 = 0
        if self.status == nil, worker_has_ended(process, &status) != 0 { self.status = status }
        return self.status != nil
    }

    /// How it went by itself, waiting a little for it; nil, and killed, when it
    /// goes on.
    private func statusAfterEnd() -> Int32? {
        let deadline = monotonicMilliseconds() + lookMilliseconds
        while !hasEnded, monotonicMilliseconds() < deadline { usleep(500) }
        defer { end() }
        return status
    }

    private func timedOut(_ milliseconds: Int64) -> ToolFailure {
        end()
        return .timedOut(milliseconds: milliseconds)
    }

    /// Ends the process, and what its tools started. It cannot refuse.
    private func end() {
        guard self.status == nil else { return }
        var status: Int32 = 0
        worker_end(process, &status)
        self.status = status
    }
}

/// How long a death may go unnoticed when the socket does not tell.
private let lookMilliseconds: Int64 = 200

private let signalNames: [Int32: String] = [
    SIGSEGV: "SIGSEGV", SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGILL: "SIGILL", SIGKILL: "SIGKILL",
    SIGTERM: "SIGTERM", SIGXCPU: "SIGXCPU", SIGPIPE: "SIGPIPE", SIGSYS: "SIGSYS", SIGTRAP: "SIGTRAP",
    SIGALRM: "SIGALRM", SIGINT: "SIGINT", SIGHUP: "SIGHUP", SIGUSR1: "SIGUSR1", SIGUSR2: "SIGUSR2",
]
