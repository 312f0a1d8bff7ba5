// Handles: a stale or guessed one finds nothing, whatever has happened since.

import Testing

@testable import HostPlugins

@Suite("Handle table")
struct HandleTableTests {
    @Test("finds what was inserted, and nothing once it was removed")
    func findsAndForgets() throws {
        var table = HandleTable<String>(seed: 7)
        let inserted = table.insert("turn")
        let handle = try #require(inserted)
        #expect(table[handle] == "turn")
        let removals = [table.remove(handle), table.remove(handle)]
        #expect(removals == ["turn", nil], "a second removal must find nothing")
        #expect(table[handle] == nil)
        #expect(table.count == 0)
    }

    @Test("a reused place never answers to its old handle")
    func staleHandlesStayStale() throws {
        var table = HandleTable<Int>(seed: 1)
        var stale: [UInt64] = []
        for value in 0..<5_000 {
            let inserted = table.insert(value)
            let handle = try #require(inserted)
            let removed = table.remove(handle)
            #expect(removed == value)
            stale.append(handle)
        }
        let inserted = table.insert(-1)
        let living = try #require(inserted)
        #expect(stale.allSatisfy { table[$0] == nil || $0 == living })
        #expect(!stale.contains(living), "a handle was given out twice")
    }

    @Test("handles of differently seeded tables are strangers to each other")
    func tablesDoNotShareHandles() throws {
        var first = HandleTable<Int>(seed: 11)
        var second = HandleTable<Int>(seed: 12)
        let inserted = first.insert(1)
        let handle = try #require(inserted)
        _ = second.insert(2)
        #expect(second[handle] == nil)
    }

    @Test("guesses find nothing", arguments: [0, 1, UInt64.max, 1 << 24, 0xFF_FFFF] as [UInt64])
    func guessesFindNothing(guess: UInt64) {
        var table = HandleTable<Int>(seed: 0xABCDEF)
        _ = table.insert(1)
        #expect(table[guess] == nil)
        let removed = table.remove(guess)
        #expect(removed == nil)
    }

    @Test("places are used again in the order in which they were freed")
    func reusesInOrder() throws {
        var table = HandleTable<Int>(seed: 3)
        let handles = (0..<3).compactMap { table.insert($0) }
        try #require(handles.count == 3)
        _ = table.remove(handles[1])
        _ = table.remove(handles[0])
        let next = table.insert(9) ?? 0
        #expect(next & 0xFF_FFFF == handles[1] & 0xFF_FFFF)
    }

    @Test("a handle says nothing of its neighbours'")
    func neighboursAreFarApart() throws {
        var table = HandleTable<Int>(seed: 5)
        let handles = (0..<64).compactMap { table.insert($0) }
        let known = try #require(handles.first)
        #expect((1...64).allSatisfy { table[known + $0] == nil })
        #expect(Set(handles.map { $0 >> 24 }).count == handles.count)
    }

    @Test("a value may know its own handle")
    func valuesKnowTheirHandles() throws {
        var table = HandleTable<UInt64>(seed: 5)
        let inserted = table.insert { $0 }
        let handle = try #require(inserted)
        #expect(table[handle] == handle)
    }
}
