// A transaction that waits for a connection, and the caller that waits for it.

import HostStorage

struct PostgresWork: Sendable {
    let isReadOnly: Bool
    /// Monotonic milliseconds: not begun by then, it is given back as unavailable.
    /// An attempt that failed later is not repeated.
    let deadline: Int64
    /// Runs the body. What it returns answers the caller once the commit's
    /// fate is known: nil when it is durable.
    let run: @Sendable (any DatabaseConnection) throws -> Answer
    /// Answers the caller with an error instead.
    let fail: @Sendable (any Error) -> Void

    typealias Answer = @Sendable (DatabaseError?) -> Void
}
