// A batch that is written in one transaction; where one of it cannot be written, all others are
// nevertheless.

import HostStorage

/// What became of a batch.
struct BatchWrite<Element: Sendable, Value: Sendable>: Sendable {
    /// What the transactions returned, in the batch's order.
    private(set) var values: [Value] = []
    /// What cannot be written, alone either, and why.
    private(set) var refused: [(element: Element, error: any Error)] = []
    /// What was not tried to its end: the database is out of reach, or whoever asked is stopped.
    private(set) var untried: [Element] = []

    /// Runs `body` on the whole batch in one transaction. Where it throws, on each half, and on the
    /// halves of those, until only what is at fault is left alone.
    init(
        _ batch: [Element],
        on database: any Database,
        _ body: @escaping @Sendable ([Element], any DatabaseConnection) throws -> Value
    ) async {
        var parts = [batch]
        while let part = parts.popLast() {
            do {
                values.append(try await database.write { try body(part, $0) })
            } catch let error where Self.isOfNone(error) {
                untried = part + parts.reversed().joined()
                return
            } catch {
                guard part.count > 1 else {
                    refused += part.map { (element: $0, error: error) }
                    continue
                }
                let middle = part.count / 2
                parts.append(Array(part[middle...]))
                parts.append(Array(part[..<middle]))
            }
        }
    }

    /// Whether an error says nothing of what was to be written.
    private static func isOfNone(_ error: any Error) -> Bool {
        if case DatabaseError.unavailable = error { true } else { error is CancellationError }
    }
}
