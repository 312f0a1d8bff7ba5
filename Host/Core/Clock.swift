// Time and chance as things that are handed over. Every read of either goes
// through these two protocols, so that the time machine, replay and tests are
// one thing.

public import OrkestaModel

/// Tells the time. A tenant's clock may be simulated; see HostTime.
public protocol Clock: Sendable {
    /// The moment it is, for whoever holds this clock.
    func now() -> Timestamp
}

/// Gives random bits. Seeded where a result must come out the same again.
public protocol Randomness: Sendable {
    /// 64 random bits; may be called from any thread.
    func next() -> UInt64
}

/// Randomness of the operating system, good enough for keys and tokens.
public struct SystemRandomness: Randomness {
    public init() {}

    public func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
