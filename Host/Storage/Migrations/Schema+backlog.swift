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

    static let claims = [
        // Rows that somebody has are not in the way of those that nobody has.
        "DROP INDEX outbox_open",
        """
        CREATE INDEX outbox_free ON outbox (available_at, id, tenant_id)
        WHERE state = 'pending' AND lease_owner IS NULL
        """,
        // Instead of those that are being sent, all that may outlive their hosts.
        "DROP INDEX outbox_sending",
        """
        CREATE INDEX outbox_leased ON outbox (lease_until)
        WHERE state = 'pending' AND lease_owner IS NOT NULL
        """,
    ]
}
