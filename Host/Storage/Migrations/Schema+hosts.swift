// What several hosts on one database need besides: who has which conversation, and who is there.

extension Schema {
    static let hosts = [
        """
        CREATE TABLE conversation_leases (
            tenant_id TEXT NOT NULL,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            owner TEXT NOT NULL,
            lease_until BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, channel, address)
        )
        """,
        "CREATE INDEX inbox_waiting ON inbox (tenant_id, channel, address) WHERE state = 'pending'",
    ]

    /// Which hosts are there: they share the rates of senders.
    static let hostLeases = [
        """
        CREATE TABLE host_leases (
            owner TEXT PRIMARY KEY,
            lease_until BIGINT NOT NULL,
            is_sending BIGINT NOT NULL
        )
        """
    ]
}
