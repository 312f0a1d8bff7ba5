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
        var time: String?
        var codes: [String] = []
        for field in header.utf8.split(separator: UInt8(ascii: ",")).prefix(20) {
            if time == nil, field.starts(with: "t=".utf8) { time = String(field.dropFirst(2)) }
            if field.starts(with: "v1=".utf8), let code = String(field.dropFirst(3)) { codes.append(code) }
        }
        guard let time, let seconds = Int64(time),
            abs(seconds.subtractingSaturated(now.milliseconds / 1_000)) <= Self.toleranceSeconds
        else { return false }
        let expected = code(time, body)
        return codes.contains { Digests.areEqual($0, expected) }
    }

    private func code(_ time: String, _ body: [UInt8]) -> String {
        Digests.hmacSHA256Hex(key: secret, Array("\(time).".utf8), body)
    }
}

extension Int64 {
    /// The difference, or the nearest number that fits: outside data must not trap.
    fileprivate func subtractingSaturated(_ other: Int64) -> Int64 {
        let (difference, overflows) = subtractingReportingOverflow(other)
        return overflows ? .max : Swift.max(difference, -Int64.max)
    }
}
