// The process of one check: this program, started again with a hidden verb.

import Glibc
import OrkestaProbes

/// No check can be made; why.
struct CannotCheck: Error {
    let reason: String
}

/// A running check.
final class CheckProcess {
    /// How it ended.
    enum Ending: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
        case timedOut
    }

    let check: Check
    let deadline: Int64
    let started: Int64
    /// Where its report arrives; for poll.
    let report: Int32
    private let standardError: Int32
    private let pid: pid_t
    private(set) var lines: [UInt8] = []

    init(_ check: Check, _ subject: Subject, timeoutSeconds: Int) throws(CannotCheck) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw CannotCheck(reason: "no pipe: \(reasonOfLastError())") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        guard let file = tmpfile() else {
            throw CannotCheck(reason: "no temporary file: \(reasonOfLastError())")
        }
        standardError = dup(fileno(file))
        fclose(file)
        _ = fcntl(standardError, F_SETFD, FD_CLOEXEC)
        let arguments = ["orkesta-check", "--run", check.name, "--seed", "\(subject.seed)", subject.path]
        pid = try startSelf(arguments, report: ends[1], standardError: standardError)
        close(ends[1])
        report = ends[0]
        _ = fcntl(report, F_SETFL, O_NONBLOCK)
        self.check = check
        started = monotonicMilliseconds()
        deadline = started + Int64(timeoutSeconds) * 1000
    }

    deinit {
        close(report)
        close(standardError)
    }

    /// Takes what has arrived; false when the report has ended.
    func read() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while lines.count < 16 << 20 {
            let count = Glibc.read(report, &buffer, buffer.count)
            guard count != 0 else { return false }
            guard count > 0 else { return errno == EAGAIN || errno == EINTR }
            lines += buffer[..<count]
        }
        return false
    }

    /// Waits for its end, which is near: the report has ended or its time is over.
    func end(timedOut: Bool) -> Ending {
        if timedOut { killGroup() }
        let patience = monotonicMilliseconds() + 1000
        while !hasEnded {
            // It closed its report and lives on.
            if monotonicMilliseconds() > patience { killGroup() }
            usleep(500)
        }
        // What the plugin started goes, too. Its leader is not reaped yet, so that the
        // number is nobody else's.
        killGroup()
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        if timedOut { return .timedOut }
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    private func killGroup() { kill(-pid, SIGKILL) }

    /// Whether there is an ending to reap; it stays there.
    private var hasEnded: Bool {
        var information = siginfo_t()
        // Untouched while the process lives.
        let failure = waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT)
        return failure == 0 ? information.si_signo == SIGCHLD : errno != EINTR
    }

    /// The last line with words that it wrote to standard error: a trap's reason.
    var lastWords: String? {
        let size = Int(lseek(standardError, 0, SEEK_END))
        var bytes = [UInt8](repeating: 0, count: min(max(0, size), 4096))
        let count = pread(standardError, &bytes, bytes.count, max(0, size - bytes.count))
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return text.split(separator: "\n").last { $0.contains { $0.isLetter } }.map { String($0.prefix(300)) }
    }
}

private func startSelf(_ arguments: [String], report: Int32, standardError: Int32) throws(CannotCheck) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, standardError, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, standardError, STDERR_FILENO)
    posix_spawn_file_actions_adddup2(&actions, report, PROBE_REPORT)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var argumentPointers = arguments.map { strdup($0) } + [nil]
    // A trap is a finding here, not something to print a backtrace of.
    var environmentPointers = [strdup("SWIFT_BACKTRACE=enable=no")] + inheritedEnvironment() + [nil]
    defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, "/proc/self/exe", &actions, &attributes, &argumentPointers, &environmentPointers)
    guard code == 0 else { throw CannotCheck(reason: "cannot start a process: \(String(cString: strerror(code)))") }
    return pid
}

private func inheritedEnvironment() -> [UnsafeMutablePointer<CChar>?] {
    var copies: [UnsafeMutablePointer<CChar>?] = []
    var entry = environ
    while let text = entry.pointee {
        if strncmp(text, "SWIFT_BACKTRACE=", 16) != 0 { copies.append(strdup(text)) }
        entry += 1
    }
    return copies
}

/// What the last failed system call said.
func reasonOfLastError() -> String { String(cString: strerror(errno)) }
