// A database of which one write takes its time: before it happens, and before whoever asked
// for it hears that it has.

import HostStorage
import Synchronization

/// Passes everything on to another database.
final class StalledDatabase: PassingDatabase {
    /// How far the write that is stalled has come.
    enum Stage: Sendable {
        /// No write is stalled, or none any more.
        case none
        /// The next one will be.
        case next
        case begun
        /// It may happen now.
        case released
        case happened
    }

    let base: any Database
    private let stage = Mutex(Stage.none)

    init(_ base: any Database) { self.base = base }

    func set(_ stage: Stage) { self.stage.withLock { $0 = stage } }

    /// Returns once the write has come so far, or the task is cancelled.
    func reach(_ stage: Stage) async {
        while self.stage.withLock({ $0 }) != stage, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(2))
        }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
    ) async throws -> Value {
        let isStalled = stage.withLock { stage in
            guard stage == .next else { return false }
            stage = .begun
            return true
        }
        guard isStalled else { return try await base.write(body) }
        await reach(.released)
        let value = try await base.write(body)
        set(.happened)
        await reach(.none)
        return value
    }
}
