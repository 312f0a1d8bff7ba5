// Chance that comes out the same again from the same seed.

public import HostCore
import Synchronization

/// A ``SplitMix64`` that many threads may draw from.
public final class SeededRandomness: Randomness {
    private let state: Atomic<UInt64>

    public init(seed: UInt64) { state = Atomic(seed) }

    public func next() -> UInt64 {
        SplitMix64.number(of: state.wrappingAdd(SplitMix64.step, ordering: .relaxed).newValue)
    }
}
