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
        ),
        Migration(version: 2, name: "several hosts", statements: Schema.hosts),
        Migration(version: 4, name: "sales documents", statements: Schema.sales),
        Migration(version: 5, name: "payments ledger", statements: Schema.payments + Schema.events),
        Migration(version: 6, name: "spending on language models", statements: Schema.llm),
        Migration(version: 7, name: "refunds, credit, disputes", statements: Schema.money),
        Migration(version: 8, name: "webhooks to tenants", statements: Schema.endpoints),
        Migration(version: 9, name: "channels", statements: Schema.channels),
        Migration(version: 11, name: "accounts at payment providers", statements: Schema.paymentProviders),
        Migration(version: 13, name: "order of webhooks and events", statements: Schema.order),
        Migration(version: 14, name: "backlog of the outbox", statements: Schema.backlog),
        Migration(version: 15, name: "collections", statements: Schema.collections),
        Migration(version: 16, name: "claims of the outbox", statements: Schema.claims),
        Migration(version: 17, name: "customers on several channels", statements: Schema.continuity),
        Migration(version: 18, name: "age of attempts", statements: Schema.tries),
        Migration(version: 19, name: "who has a conversation", statements: Schema.handOffs),
        Migration(version: 20, name: "what of one tenant waits in the outbox", statements: Schema.waits),
        Migration(version: 21, name: "what customers want", statements: Schema.wishes),
        Migration(version: 22, name: "numbers as they are dialled", statements: Schema.dialledNumbers),
        Migration(version: 23, name: "dead letters", statements: Schema.deadLetters),
        Migration(version: 24, name: "who is who", statements: Schema.identity),
        Migration(version: 26, name: "decisions on templates", statements: Schema.templates),
        Migration(version: 27, name: "which hosts are there", statements: Schema.hostLeases),
    ]
}

/// The statements of the schema's steps, one file a subject.
enum Schema {}
