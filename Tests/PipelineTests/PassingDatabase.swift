// Databases that stand between a host and a real one, and change how it writes.

import HostStorage

/// Passes everything on to `base`, but writes, which it does in its own way.
protocol PassingDatabase: Database {
    var base: any Database { get }
}

extension PassingDatabase {
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
    ) async throws -> Value {
        try await base.read(body)
    }

    func backup(to path: String) async throws { try await base.backup(to: path) }

    func close() async throws { try await base.close() }
}
