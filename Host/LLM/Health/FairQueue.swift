// How many requests a provider gets at once, and who is next: tenants take turns,
// so that one with many customers doesn't keep the others waiting.

internal import HostCore
internal import Synchronization

/// Places at one provider. A place is taken by ``enter(_:waiting:)`` and given
/// back by ``leave()``.
final class FairQueue: Sendable {
    private typealias Place = CheckedContinuation<Bool, Never>

    private struct State {
        var free: Int
        var waiting: [TenantID: [(id: UInt64, place: Place)]] = [:]
        /// Tenants with somebody waiting, the next one first.
        var turns: [TenantID] = []
        var waitingCount = 0
        var nextID: UInt64 = 0
        /// Those on their way into the queue.
        var entering: Set<UInt64> = []
    }

    private let state: Mutex<State>
    private let waitingMax: Int

    init(places: Int, waitingMax: Int = Limits.llmWaitingMax) {
        state = Mutex(State(free: max(1, places)))
        self.waitingMax = waitingMax
    }

    /// Waits for a place as long as `pause` takes.
    /// - Returns: whether there is one, which the caller then must give back.
    func enter(_ tenant: TenantID, waiting pause: @escaping @Sendable () async -> Void) async -> Bool {
        let (isIn, id) = state.withLock { state -> (Bool, UInt64?) in
            guard state.free == 0 || !state.turns.isEmpty else {
                state.free -= 1
                return (true, nil)
            }
            guard state.waitingCount < waitingMax else { return (false, nil) }
            state.waitingCount += 1
            state.nextID += 1
            state.entering.insert(state.nextID)
            return (false, state.nextID)
        }
        guard let id else { return isIn }
        return await withTaskGroup(of: Bool?.self) { group in
            group.addTask { await self.wait(tenant, id) }
            group.addTask {
                await pause()
                self.giveUp(tenant, id)
                return nil
            }
            var hasPlace = false
            while let ended = await group.next() {
                if let ended { hasPlace = ended }
                group.cancelAll()
            }
            return hasPlace
        }
    }

    /// Gives a place back, to the next tenant's first when somebody waits.
    func leave() {
        let next = state.withLock { state -> Place? in
            guard let tenant = state.turns.first, var line = state.waiting[tenant], !line.isEmpty else {
                state.free += 1
                return nil
            }
            let first = line.removeFirst()
            state.turns.removeFirst()
            state.waiting[tenant] = line.isEmpty ? nil : line
            if !line.isEmpty { state.turns.append(tenant) }
            state.waitingCount -= 1
            return first.place
        }
        next?.resume(returning: true)
    }

    /// How many wait.
    var depth: Int { state.withLock { $0.waitingCount } }

    private func wait(_ tenant: TenantID, _ id: UInt64) async -> Bool {
        await withCheckedContinuation { place in
            let early = state.withLock { state -> Bool? in
                guard state.entering.remove(id) != nil else { return false }
                // A place may have become free on the way here.
                if state.free > 0, state.turns.isEmpty {
                    state.free -= 1
                    state.waitingCount -= 1
                    return true
                }
                if state.waiting[tenant] == nil { state.turns.append(tenant) }
                state.waiting[tenant, default: []].append((id, place))
                return nil
            }
            if let early { place.resume(returning: early) }
        }
    }

    private func giveUp(_ tenant: TenantID, _ id: UInt64) {
        let place = state.withLock { state -> Place? in
            if state.entering.remove(id) != nil {
                state.waitingCount -= 1
                return nil
            }
            // Not in line: it has its place.
            guard var line = state.waiting[tenant], let index = line.firstIndex(where: { $0.id == id }) else {
                return nil
            }
            let place = line.remove(at: index).place
            state.waiting[tenant] = line.isEmpty ? nil : line
            if line.isEmpty { state.turns.removeAll { $0 == tenant } }
            state.waitingCount -= 1
            return place
        }
        place?.resume(returning: false)
    }
}
