// The host that plugins are checked against: which instance a handle means, and
// the tables that `get_service` finds. The ABI's functions carry no context but the
// handle, so this one object is reachable from everywhere in this process.

import OrkestaABI
import Synchronization

/// Every instance of this process, by handle.
final class FakeHost: Sendable {
    static let shared = FakeHost()

    private struct State {
        var instances: [ork_inst: FakeInstance] = [:]
        /// Destroyed: calling with such a handle is worse than with an unknown one.
        var ended: Set<ork_inst> = []
        var numbers = SeededNumbers(seed: 0)
        /// Addresses of tables, by what they are.
        var tables: [String: UInt] = [:]
    }

    private let state = Mutex(State())

    private init() {}

    /// Makes handles and timings repeatable.
    func seed(_ seed: UInt64) { state.withLock { $0.numbers = SeededNumbers(seed: seed) } }

    /// A number nobody can guess, never 0.
    func newHandle() -> UInt64 { state.withLock { $0.numbers.next() | 1 } }

    func register(_ instance: FakeInstance) { state.withLock { $0.instances[instance.handle] = instance } }

    func end(_ instance: FakeInstance) {
        state.withLock { state in
            state.instances[instance.handle] = nil
            state.ended.insert(instance.handle)
        }
    }

    /// The instance, or nil after a finding: the handle is nobody's.
    func instance(_ handle: ork_inst, _ function: String) -> FakeInstance? {
        let (found, isEnded) = state.withLock { ($0.instances[handle], $0.ended.contains(handle)) }
        if let found { return found }
        if isEnded {
            CheckReport.shared.find(.silentAfterDestroy, "\(function) was called after destroy had returned")
        } else {
            CheckReport.shared.find(.ownHandles, "\(function) was called with an instance that was never given out")
        }
        return nil
    }

    /// The table with these bytes, made at the first request.
    func table(_ name: String, as key: String, _ bytes: () -> [UInt8]) -> UnsafeRawPointer? {
        if let known = state.withLock({ $0.tables[key] }) { return UnsafeRawPointer(bitPattern: known) }
        let made = immortalTable(bytes(), named: name)
        state.withLock { $0.tables[key] = UInt(bitPattern: made) }
        return made
    }
}
