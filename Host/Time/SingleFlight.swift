// One task for each thing that is worked off, and so many things at once: a slow one
// holds up nobody but itself.

import Synchronization

/// Which things a service of this process works off right now.
public final class SingleFlight<Key: Hashable & Sendable>: Sendable {
    /// By key, whether it was asked for again meanwhile.
    private let underWay = Mutex<[Key: Bool]>([:])
    private let limit: Int

    public init(limit: Int) { self.limit = limit }

    /// Begins `work` for a key. Where it is under way, it is done once more behind
    /// itself: it may have looked before there was anything to find. Where as many
    /// keys are under way as may, nothing happens.
    public func begin(
        _ key: Key,
        in group: inout DiscardingTaskGroup,
        _ work: @escaping @Sendable () async -> Void
    ) {
        let isNew = underWay.withLock { underWay in
            guard underWay[key] == nil else {
                underWay[key] = true
                return false
            }
            guard underWay.count < limit else { return false }
            underWay[key] = false
            return true
        }
        guard isNew else { return }
        group.addTask { [self] in
            repeat { await work() } while mustRepeat(key)
        }
    }

    /// Else the key is free again.
    private func mustRepeat(_ key: Key) -> Bool {
        underWay.withLock { underWay in
            guard underWay[key] == true else {
                underWay[key] = nil
                return false
            }
            underWay[key] = false
            return true
        }
    }
}
