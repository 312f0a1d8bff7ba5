// What is found by where it stands in a row: a tenant's webhooks of one provider,
// the events of one entity, and the reviews that a webhook led to.

extension Schema {
    static let order = [
        "DROP INDEX webhooks_open",
        "CREATE INDEX webhooks_waiting ON webhooks (tenant_id, provider, received_at) WHERE processed = 0",
        "CREATE INDEX payment_reviews_by_webhook ON payment_reviews (webhook_id)",
        "CREATE INDEX events_by_entity ON events (tenant_id, entity_id, id)",
    ]
}
