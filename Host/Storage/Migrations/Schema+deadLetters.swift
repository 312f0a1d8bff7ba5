// The few messages that did not go out, found without looking at all that did.

extension Schema {
    static let deadLetters = [
        "CREATE INDEX outbox_failed ON outbox (tenant_id, id) WHERE state IN ('dead', 'unknown')"
    ]
}
