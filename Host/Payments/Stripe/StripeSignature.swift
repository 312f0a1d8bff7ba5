// The signature of Stripe's webhooks: HMAC-SHA256 over `t.body`, keyed with the
// whole secret, its `whsec_` included (docs.stripe.com/webhooks, "Verify manually").

import HostAccess
public import OrkestaModel

/// Signs and verifies the header `Stripe-Signature`.
public struct StripeSignature: Sendable {
    /// A signature made longer ago, or further ahead, is refused.
    public static let toleranceSeconds: Int64 = 300

    private let secret: String

    public init(secret: String) { self.secret = secret }

    /// `t=1700000000,v1=…` for a body sent at `seconds` since the epoch.
    public func header(at seconds: Int64, body: [UInt8]) -> String { "t=\(seconds),v1=\(code(String(seconds), body))" }

    /// Whether one of the `v1` signatures (several while a secret is replaced) is
    /// that of the body, and its time is near `now`.
    public func verify(header: String, body: [UInt8], now: Timestamp) -> Bool {
        let fields = header.split(separator: ",").prefix(20).map { $0.split(separator: "=", maxSplits: 1) }
        let pairs = fields.filter { $0.count == 2 }.map { (name: $0[0], value: String($0[1])) }
        guard let time = pairs.first(where: { $0.name == "t" })?.value, let seconds = Int64(time),
            abs(seconds.subtractingSaturated(now.milliseconds / 1_000)) <= Self.toleranceSeconds
        else { return false }
        let expected = code(time, body)
        return pairs.contains { $0.name == "v1" && Digests.areEqual($0.value, expected) }
    }

    private func code(_ time: String, _ body: [UInt8]) -> String {
        Digests.hmacSHA256Hex(key: secret, Array("\(time).".utf8) + body)
    }
}

extension Int64 {
    /// The difference, or the nearest number that fits: outside data must not trap.
    fileprivate func subtractingSaturated(_ other: Int64) -> Int64 {
        let (difference, overflows) = subtractingReportingOverflow(other)
        return overflows ? .max : Swift.max(difference, -Int64.max)
    }
}
