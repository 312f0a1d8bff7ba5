// Which part of its senders' rates this host may use, and until when. Pure: time is an
// argument.

import HostCore

/// An equal part of every rate.
struct RateShare: Sendable, Hashable {
    /// Among which the rates are divided, at least 1.
    let hosts: Int
    /// For how long the buckets of customers have been filling since they held nothing,
    /// in microseconds; nil: they are full, but for what this host took.
    let filling: Int64?

    /// All of it.
    static let whole = RateShare(hosts: 1, filling: nil)
}

/// What a host may use by its lease. Hosts that send at one moment all count each other, so
/// that their parts make no more than the whole:
/// - A part is used for a while after it was found, and no longer. A host that comes waits
///   until every part has run out that was found without it.
/// - A host that goes is counted until its lease has ended, which is longer than a part.
/// - What another host took from a customer's bucket is known to nobody else. So whoever comes,
///   or gets a larger part since another has gone, begins with empty buckets.
///
/// Moments are monotonic milliseconds.
struct RateTerm: Sendable {
    /// When others began to count this host, at the latest.
    private var joinedAt: Int64?
    private var isFirst = false
    /// Nil: it may use nothing.
    private var hosts: Int?
    private var until: Int64 = 0
    private var emptyAt: Int64?

    /// Whether every other host counts this one.
    func isReady(at now: Int64) -> Bool {
        joinedAt.map { now >= $0 + Limits.hostJoinMilliseconds } ?? false
    }

    /// The lease was renewed by a transaction that began after `askedAt`, and is durable `now`.
    mutating func take(_ lease: HostLease, askedAt: Int64, at now: Int64) {
        guard lease.isSending else {
            if !lease.wasHeld || joinedAt == nil { joinedAt = now }
            isFirst = lease.isFirst
            hosts = nil
            return
        }
        if let hosts {
            if lease.hostCount < hosts { emptyAt = now }
        } else if !isFirst || lease.hostCount > 1 {
            emptyAt = now
        }
        hosts = lease.hostCount
        until = askedAt + Limits.hostShareMilliseconds
    }

    /// Nil: nothing may go out now.
    func share(at now: Int64) -> RateShare? {
        guard let hosts, now < until else { return nil }
        return RateShare(hosts: hosts, filling: emptyAt.map { (now - $0) * 1_000 })
    }
}
