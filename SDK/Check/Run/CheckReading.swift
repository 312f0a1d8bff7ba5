// What became of one process of a check: its report, read, and its ending, which
// may be a finding of its own.

import Glibc
import OrkestaModel

/// The report of one process.
struct CheckReading: Sendable {
    let check: Check
    let milliseconds: Int64
    private(set) var findings: [Finding] = []
    private(set) var records: [String] = []
    private(set) var skipReason: String?
    private let report: Int32
    private var lastStep = "starting"
    private var crashRule: Rule
    /// What a signal handler said before the end.
    private var fault: (kind: String, label: String)?
    private var hasEnded = false

    init(_ process: CheckProcess, _ ending: CheckProcess.Ending) {
        check = process.check
        report = process.report
        milliseconds = monotonicMilliseconds() - process.started
        crashRule = process.check.crashRule
        for line in process.lines.split(separator: UInt8(ascii: "\n")) {
            // The last line of a process that was killed may be half a line.
            guard let line = try? JSON(parsing: String(decoding: line, as: UTF8.self)) else { continue }
            take(line)
        }
        if !hasEnded { findings.append(finding(of: ending, lastWords: process.lastWords)) }
    }

    func isOf(_ process: CheckProcess) -> Bool { report == process.report }

    private mutating func take(_ line: JSON) {
        let rule = line["rule"]?.stringValue.flatMap(Rule.named)
        if let step = line["step"]?.stringValue {
            lastStep = step
            crashRule = rule ?? check.crashRule
        } else if let seen = line["finding"]?.stringValue, let rule {
            findings.append(Finding(rule: rule, seen: seen))
        } else if let kind = line["fault"]?.stringValue {
            fault = (kind, line["label"]?.stringValue ?? "")
        } else if let call = line["call"]?.stringValue, !findings.contains(where: { $0.rule == .scanIsPure }) {
            findings.append(Finding(rule: .scanIsPure, seen: "\(lastStep) made the system call \(call)"))
        } else if let record = line["record"]?.stringValue {
            records.append(record)
        } else if line["end"]?.stringValue != nil {
            hasEnded = true
            skipReason = line["reason"]?.stringValue
        }
    }

    private func finding(of ending: CheckProcess.Ending, lastWords: String?) -> Finding {
        let words = lastWords.map { " Its last words: \($0)" } ?? ""
        switch (ending, fault) {
        case (.timedOut, _):
            return Finding(rule: crashRule, seen: "it did not come back from: \(lastStep)")
        case (.exited(let status), _):
            return Finding(rule: .staysInTheProcess, seen: "it called exit(\(status)) during: \(lastStep).\(words)")
        case (.signalled(let signal), ("ended", let label)?):
            let seen = "\(name(of: signal)): it touched \(label) after the loan had ended, during: \(lastStep)"
            return Finding(rule: .borrowedUntilReturn, seen: seen)
        case (.signalled(let signal), ("beyond", let label)?):
            let seen = "\(name(of: signal)): it touched memory beyond \(label), during: \(lastStep)"
            return Finding(rule: label.hasPrefix("the table") ? .tablesAreSized : .lengthsAreKept, seen: seen)
        case (.signalled(let signal), _):
            return Finding(rule: crashRule, seen: "\(name(of: signal)) during: \(lastStep).\(words)")
        }
    }
}

extension CheckResult {
    /// The result of a check from all its processes, of which there is at least one.
    init(_ check: Check, _ readings: [CheckReading]) {
        var findings: [Finding] = []
        for finding in readings.flatMap(\.findings) where !findings.contains(where: { $0.rule == finding.rule }) {
            findings.append(finding)
        }
        if let first = readings.first, let other = readings.last(where: { $0.records != first.records }) {
            let pair = zip(first.records, other.records).first { $0 != $1 }
            let seen =
                "two processes with the same inputs differ: "
                + (pair.map { "\($0) and \($1)" } ?? "\(first.records.count) and \(other.records.count) turns")
            if findings.isEmpty { findings.append(Finding(rule: .repeatable, seen: seen)) }
        }
        let reason = readings.compactMap(\.skipReason).first
        self.init(
            check: check,
            outcome: !findings.isEmpty ? .failed : reason.map { .skipped($0) } ?? .passed,
            findings: findings,
            milliseconds: readings.map(\.milliseconds).reduce(0, +)
        )
    }
}

private func name(of signal: Int32) -> String {
    let names: [Int32: String] = [
        SIGSEGV: "SIGSEGV", SIGBUS: "SIGBUS", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP", SIGABRT: "SIGABRT",
        SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGSYS: "SIGSYS", SIGPIPE: "SIGPIPE",
    ]
    return names[signal] ?? "signal \(signal)"
}
