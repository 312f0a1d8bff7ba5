// Handles instead of pointers: numbers that a plugin holds and the host looks
// up. A guessed or stale handle finds nothing; it can never find another's.

import HostCore

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
    /// Where places begin to count: far apart, so that one handle says nothing of
    /// its neighbours'.
    private var generations: SplitMix64
    private(set) var count = 0

    /// `seed` makes the handles of two tables differ, so that one's handle is
    /// stale in the other.
    init(seed: UInt64) { generations = SplitMix64(seed: seed) }

    /// A handle for the value; nil when the table is full.
    mutating func insert(_ value: Value) -> UInt64? {
        guard let index = emptyPlace() else { return nil }
        return fill(index, value)
    }

    /// As ``insert(_:)``, for a value that knows its own handle.
    mutating func insert(making make: @Sendable (UInt64) -> Value) -> UInt64? {
        guard let index = emptyPlace() else { return nil }
        return fill(index, make(handle(of: index)))
    }

    private mutating func fill(_ index: Int, _ value: Value) -> UInt64 {
        places[index].value = value
        count += 1
        return handle(of: index)
    }

    private func handle(of index: Int) -> UInt64 { places[index].generation << Self.indexBits | UInt64(index) }

    private mutating func emptyPlace() -> Int? {
        guard freeStart < free.count else {
            guard places.count < 1 << Self.indexBits else { return nil }
            places.append(Place(generation: max(1, generations.next() & Self.generationMask), value: nil))
            return places.count - 1
        }
        let index = free[freeStart]
        freeStart += 1
        if freeStart > 1024, freeStart * 2 > free.count {
            free.removeFirst(freeStart)
            freeStart = 0
        }
        return index
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
        let next = (places[index].generation &+ 1) & Self.generationMask
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
