// Two logs compared without keeping either.

import HostTime

/// The lines of a log, as a number.
struct DigestedLog: Equatable {
    private(set) var lines: Int64 = 0
    private var digest = ""

    mutating func add(_ line: String) {
        var hash = StableHash()
        hash.combine(digest)
        hash.combine(line)
        digest = hash.hexadecimal
        lines += 1
    }
}
