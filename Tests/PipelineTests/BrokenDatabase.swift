// A database that is out of reach for some writes.

import HostStorage
import Synchronization

/// Passes everything on to another database, but the next few writes.
final class BrokenDatabase: PassingDatabase {
    let base: any Database
    private let broken: Mutex<Int>

    /// `broken` writes fail.
    init(_ base: any Database, broken: Int) {
        self.base = base
        self.broken = Mutex(broken)
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
    ) async throws -> Value {
        let isBroken = broken.withLock { left in
            left -= 1
            return left >= 0
        }
        if isBroken { throw DatabaseError.unavailable("gone") }
        return try await base.write(body)
    }
}
