// Clicks on the link that ends mail: programs and people click twice and mean it once; who
// clicks again later, back in the list meanwhile, means it again.

import Synchronization

/// Knows the last click of each address.
public final class Clicks: Sendable {
    public static let milliseconds: Int64 = 2_000
    private static let addressesMax = 1_000

    private struct Click {
        let number: Int64
        let at: Int64
    }

    private let last = Mutex<[String: Click]>([:])

    public init() {}

    /// The number of the click that one at `now` repeats; nil: it is a new one. `now` is in
    /// monotonic milliseconds; 0, where they are not known, repeats none.
    public func repeated(by address: String, at now: Int64) -> Int64? {
        guard now > 0, let click = last.withLock({ $0[address] }), now - click.at < Self.milliseconds else {
            return nil
        }
        return click.number
    }

    public func keep(_ number: Int64, of address: String, at now: Int64) {
        last.withLock { last in
            // With so many at once, some count twice.
            if last.count >= Self.addressesMax { last = [:] }
            last[address] = Click(number: number, at: now)
        }
    }
}
