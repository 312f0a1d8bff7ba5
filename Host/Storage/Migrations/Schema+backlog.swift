// A long backlog of the outbox is claimed without looking at all of it.

extension Schema {
    static let backlog = [
        // In the order of claims, so that none is sorted; with the tenant, so that one
        // who has enough under way is passed over in the index alone.
        "DROP INDEX outbox_open",
        "CREATE INDEX outbox_open ON outbox (available_at, id, tenant_id) WHERE state = 'pending'",
        // The few that are being sent.
        """
        CREATE INDEX outbox_sending ON outbox (lease_until)
        WHERE state = 'pending' AND sending_at IS NOT NULL
        """,
    ]
}
