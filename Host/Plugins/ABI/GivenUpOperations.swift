// What the host gave up before the plugin had answered it.

import HostCore
import OrkestaABI

/// The last operations that were given up: whoever answers one late did not know, and breaks
/// no rule. Pure.
struct GivenUpOperations {
    private var handles: [ork_op] = []
    /// Where the oldest stands, once there is no more room.
    private var oldest = 0

    mutating func insert(_ op: ork_op) {
        guard handles.count == Limits.operationsGivenUpMax else { return handles.append(op) }
        handles[oldest] = op
        oldest = (oldest + 1) % handles.count
    }

    func contains(_ op: ork_op) -> Bool { handles.contains(op) }
}
