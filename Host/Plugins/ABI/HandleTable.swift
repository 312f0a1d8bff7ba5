// Handles instead of pointers: numbers that a plugin holds and the host looks
// up. A guessed or stale handle finds nothing; it can never find another's.

/// A table of values behind 64-bit handles: 24 bits of index, 40 of generation.
/// Freed places are used again in the order in which they were freed, so a stale
/// handle stays stale for as long as possible. Not synchronized: its owner locks.
struct HandleTable<Value> {
    private struct Place {
        var generation: UInt64
        var value: Value?
    }

    private static var indexBits: UInt64 { 24 }
    private static var generationMask: UInt64 { (1 << 40) - 1 }

    private var places: [Place] = []
    private var free: [Int] = []
    private var freeStart = 0
    private let firstGeneration: UInt64
    private(set) var count = 0

    /// `seed` makes the handles of two tables differ, so that one's handle is
    /// stale in the other.
    init(seed: UInt64) {
        firstGeneration = max(1, seed & Self.generationMask)
    }

    /// A handle for the value; nil when the table is full.
    mutating func insert(_ value: Value) -> UInt64? {
        let index: Int
        if freeStart < free.count {
            index = free[freeStart]
            freeStart += 1
            if freeStart > 1024, freeStart * 2 > free.count {
                free.removeFirst(freeStart)
                freeStart = 0
            }
            places[index].value = value
        } else {
            guard places.count < 1 << Self.indexBits else { return nil }
            index = places.count
            places.append(Place(generation: firstGeneration, value: value))
        }
        count += 1
        return places[index].generation << Self.indexBits | UInt64(index)
    }

    subscript(handle: UInt64) -> Value? {
        get { index(of: handle).flatMap { places[$0].value } }
        set {
            guard let index = index(of: handle), let newValue else { return }
            places[index].value = newValue
        }
    }

    /// Takes the value out; its handle is stale from then on.
    mutating func remove(_ handle: UInt64) -> Value? {
        guard let index = index(of: handle), let value = places[index].value else { return nil }
        places[index].value = nil
        let next = (places[index].generation + 1) & Self.generationMask
        places[index].generation = next == 0 ? 1 : next
        free.append(index)
        count -= 1
        return value
    }

    /// Every value with its handle, by place.
    var all: [(handle: UInt64, value: Value)] {
        places.enumerated().compactMap { index, place in
            place.value.map { (place.generation << Self.indexBits | UInt64(index), $0) }
        }
    }

    private func index(of handle: UInt64) -> Int? {
        let index = Int(handle & ((1 << Self.indexBits) - 1))
        guard index < places.count, places[index].value != nil,
            places[index].generation == handle >> Self.indexBits
        else { return nil }
        return index
    }
}
