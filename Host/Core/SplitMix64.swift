// Chance from a seed: where a result must come out the same again. Not for secrets.

/// A small, fast generator (Steele, Lea and Flood 2014): the same numbers for the
/// same seed, on every machine.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    /// What the state grows by with each number.
    public static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= Self.step
        return Self.number(of: state)
    }

    /// The number that a state stands for, for whoever keeps the state elsewhere.
    public static func number(of state: UInt64) -> UInt64 {
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
