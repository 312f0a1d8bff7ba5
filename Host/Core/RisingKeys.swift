// Keys in the order in which one process made them: a clock alone says nothing
// about what happens within a millisecond, or when it is set back.

public import OrkestaModel
import Synchronization

/// Makes keys of which each is larger than the one before.
public final class RisingKeys<Kind>: Sendable {
    private let last = Mutex(Identifier<Kind>(""))

    public init() {}

    public func next(at moment: Timestamp, randomness: any Randomness) -> Identifier<Kind> {
        let fresh = Identifier<Kind>(at: moment, randomness: randomness)
        return last.withLock { last in
            last = max(fresh, last.successor)
            return last
        }
    }
}
