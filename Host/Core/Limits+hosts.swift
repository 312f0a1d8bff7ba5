// How hosts on one database know of each other, and for how long.

extension Limits {
    /// How long a host counts as there after it said so: longer than it uses what it found
    /// then, with all that still waits for its moment, by what clocks may differ by.
    public static let hostLeaseMilliseconds: Int64 = 12_000
    /// How often it says so.
    public static let hostRenewalMilliseconds: Int64 = 2_000
    /// How long it uses the part of the senders' rates that it found then.
    public static let hostShareMilliseconds: Int64 = 7_000
    /// After so long everybody counts a new host, and nothing is under way that was let through
    /// before: longer than a share, and what a message may wait for its moment
    /// (``outboxPaceMilliseconds``).
    public static let hostJoinMilliseconds: Int64 = 10_000
}
