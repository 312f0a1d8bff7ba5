// Handles: a stale or guessed one finds nothing, whatever has happened since.

import Testing

@testable import HostPlugins

@Suite("Handle table")
struct HandleTableTests {
    @Test("finds what was inserted, and nothing once it was removed")
    func findsAndForgets() throws {
        var table = HandleTable<String>(seed: 7)
        let handle = try #require(table.insert("turn"))
        #expect(table[handle] == "turn")
        #expect(table.remove(handle) == "turn")
        #expect(table[handle] == nil)
        #expect(table.remove(handle) == nil, "a second removal must find nothing")
        #expect(table.count == 0)
    }

    @Test("a reused place never answers to its old handle")
    func staleHandlesStayStale() throws {
        var table = HandleTable<Int>(seed: 1)
        var stale: [UInt64] = []
        for value in 0..<5_000 {
            let handle = try #require(table.insert(value))
            #expect(table.remove(handle) == value)
            stale.append(handle)
        }
        let living = try #require(table.insert(-1))
        #expect(stale.allSatisfy { table[$0] == nil || $0 == living })
        #expect(!stale.contains(living), "a handle was given out twice")
    }

    @Test("handles of differently seeded tables are strangers to each other")
    func tablesDoNotShareHandles() throws {
        var first = HandleTable<Int>(seed: 11)
        var second = HandleTable<Int>(seed: 12)
        let handle = try #require(first.insert(1))
        _ = second.insert(2)
        #expect(second[handle] == nil)
    }

    @Test("guesses find nothing", arguments: [0, 1, UInt64.max, 1 << 24, 0xFF_FFFF] as [UInt64])
    func guessesFindNothing(guess: UInt64) {
        var table = HandleTable<Int>(seed: 0xABCDEF)
        _ = table.insert(1)
        #expect(table[guess] == nil)
        #expect(table.remove(guess) == nil)
    }

    @Test("places are used again in the order in which they were freed")
    func reusesInOrder() throws {
        var table = HandleTable<Int>(seed: 3)
        let handles = try (0..<3).map { try #require(table.insert($0)) }
        _ = table.remove(handles[1])
        _ = table.remove(handles[0])
        let next = try #require(table.insert(9))
        #expect(next & 0xFF_FFFF == handles[1] & 0xFF_FFFF)
    }
}
