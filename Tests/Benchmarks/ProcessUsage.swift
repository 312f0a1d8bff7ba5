// What a process has used so far, from /proc.

import FoundationEssentials
import Glibc

/// Processor time and memory of a process.
struct ProcessUsage {
    var cpuSeconds = 0.0
    var residentBytes: Int64 = 0

    /// This process.
    init() { self.init(Int64(getpid())) }

    init(_ pid: Int64) {
        let stat = Self.text("/proc/\(pid)/stat")
        // The fields after the name, which stands in parentheses and may hold spaces.
        guard let name = stat.lastIndex(of: ")") else { return }
        let fields = stat[name...].split(separator: " ")
        guard fields.count > 22, let user = Int64(fields[12]), let system = Int64(fields[13]),
            let pages = Int64(fields[22])
        else { return }
        cpuSeconds = Double(user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        residentBytes = pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// What all of them have used.
    init(of pids: [Int64]) {
        for usage in pids.map(ProcessUsage.init) {
            cpuSeconds += usage.cpuSeconds
            residentBytes += usage.residentBytes
        }
    }

    /// The processes that the first thread of one has started, and theirs.
    static func descendants(of pid: Int64) -> [Int64] {
        let children = text("/proc/\(pid)/task/\(pid)/children").split(separator: " ").compactMap { Int64($0) }
        return children + children.flatMap(descendants)
    }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
