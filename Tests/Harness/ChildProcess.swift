// A process of our own: started, watched, and never left behind, whatever
// becomes of the one who started it.

import CLinux
import Glibc
import Synchronization

/// A call of the operating system failed.
public struct SystemCallError: Error, CustomStringConvertible {
    public let call: String
    public let code: Int32

    public init(call: String, code: Int32) {
        self.call = call
        self.code = code
    }

    public var description: String { "\(call): \(String(cString: strerror(code)))" }
}

/// A running child process. Killed, and waited for, when the last reference goes.
public final class ChildProcess: Sendable {
    /// How a process ended.
    public enum Ending: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// The file descriptors a child gets as its standard ones.
    public struct Streams: Sendable {
        public var input: Int32
        public var output: Int32
        public var error: Int32

        public init(input: Int32, output: Int32, error: Int32) {
            self.input = input
            self.output = output
            self.error = error
        }
    }

    public let pid: Int32
    /// Nil while it runs. Locked around every signal too, so that none reaches
    /// a stranger that got the number of a process already reaped.
    private let ending = Mutex<Ending?>(nil)

    /// Starts `executable` (a path); `environment` is the child's whole one.
    public init(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String],
        streams: Streams
    ) throws(SystemCallError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, streams.input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, streams.output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, streams.error, STDERR_FILENO)
        // A socket of the test run's, held by a child, would never seem closed.
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)

        var argumentPointers = ([executable] + arguments).map { strdup($0) } + [nil]
        var environmentPointers = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, executable, &actions, nil, &argumentPointers, &environmentPointers)
        guard code == 0 else { throw SystemCallError(call: "posix_spawn \(executable)", code: code) }
        self.pid = pid
    }

    deinit {
        signal(SIGKILL)
        reap(options: 0)
    }

    /// How it ended, or nil while it runs.
    public var endingIfAny: Ending? { reap(options: WNOHANG) }

    /// Sends a signal, unless it has ended.
    public func signal(_ number: Int32) {
        ending.withLock { ending in
            if ending == nil { kill(pid, number) }
        }
    }

    /// Waits for its end; nil when it still runs after the time given.
    public func waitForEnd(milliseconds: Int64) async -> Ending? {
        let deadline = ContinuousClock.now + .milliseconds(milliseconds)
        while true {
            if let ending = endingIfAny { return ending }
            // Woken early by a cancelled task it would spin, so it gives up.
            guard ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(4))) != nil else {
                return endingIfAny
            }
        }
    }

    @discardableResult
    private func reap(options: Int32) -> Ending? {
        ending.withLock { ending in
            var status: Int32 = 0
            guard ending == nil, waitpid(pid, &status, options) == pid else { return ending }
            let signal = status & 0x7F
            ending = signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
            return ending
        }
    }
}

/// The environment of this process.
public func inheritedEnvironment() -> [String: String] {
    var result: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
        let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
        entry += 1
    }
    return result
}
