// What an emulator remembers by a key, with room for so much.

/// A dictionary in which the value that was set longest ago makes room for one too many.
struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let value: Value
        /// When it was set, counted.
        let number: Int
    }

    private let countMax: Int
    private var entries: [Key: Entry] = [:]
    /// In the order in which they were set. A place whose number is not its key's is stale: the
    /// value was set again, or removed.
    private var places: [(number: Int, key: Key)] = []
    /// The first place that has not made room.
    private var first = 0
    private var lastNumber = 0

    /// `countMax` is at least 1.
    init(_ countMax: Int) { self.countMax = max(1, countMax) }

    var count: Int { entries.count }

    /// In no order.
    var keys: [Key] { Array(entries.keys) }

    subscript(key: Key) -> Value? {
        get { entries[key]?.value }
        set {
            guard let newValue else {
                entries[key] = nil
                return
            }
            lastNumber += 1
            entries[key] = Entry(value: newValue, number: lastNumber)
            places.append((lastNumber, key))
            makeRoom()
        }
    }

    private mutating func makeRoom() {
        while entries.count > countMax, first < places.count {
            let oldest = places[first]
            first += 1
            if isCurrent(oldest) { entries[oldest.key] = nil }
        }
        // Once more than half of the places say nothing, they go.
        guard places.count > 2 * max(entries.count, 64) else { return }
        places = places[first...].filter(isCurrent)
        first = 0
    }

    private func isCurrent(_ place: (number: Int, key: Key)) -> Bool { entries[place.key]?.number == place.number }
}
