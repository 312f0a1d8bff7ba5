// A long backlog of the outbox is claimed without looking at all of it, and what waits of one
// tenant is found without looking at all that it has sent.

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

    static let waits = [
        // The few rows that are still to go out, by tenant and by their place in their conversations.
        "CREATE INDEX outbox_waiting ON outbox (tenant_id, idempotency_key) WHERE state = 'pending'",
        // In the time of one tenant; who looks after all tenants in real time has an index without it.
        """
        CREATE INDEX outbox_undelivered_of_tenant ON outbox (tenant_id, fallback_due, id)
        WHERE fallback_due IS NOT NULL
        """,
        // The rows of a message stand side by side under their keys: no other index over all rows is kept for them.
        "DROP INDEX outbox_by_message",
    ]
}
