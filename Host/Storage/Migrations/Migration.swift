// Forward migrations: numbered, each applied once, in its own transaction, and
// never edited after a release. Types are those that both engines take: TEXT,
// BIGINT, DOUBLE PRECISION, BYTEA. Times are milliseconds since the epoch UTC.

import HostCore

/// One step of the schema.
struct Migration: Sendable {
    let version: Int64
    let name: String
    /// Statements, run in order.
    let statements: [String]

    /// Every step, in order.
    static let all: [Migration] = [
        Migration(
            version: 1,
            name: "first house",
            statements: Schema.tenants + Schema.pipeline + Schema.conversations + Schema.commerce + Schema.operations
        )
    ]
}

/// The statements of the schema's first version, one file a subject.
enum Schema {}
