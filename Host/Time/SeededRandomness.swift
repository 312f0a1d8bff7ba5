// Chance that comes out the same again from the same seed.

public import HostCore
import Synchronization

/// SplitMix64 (Steele, Lea and Flood 2014) that many threads may draw from.
public final class SeededRandomness: Randomness {
    private let state: Atomic<UInt64>

    public init(seed: UInt64) { state = Atomic(seed) }

    public func next() -> UInt64 {
        var mixed = state.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
