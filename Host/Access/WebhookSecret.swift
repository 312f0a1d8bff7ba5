// Signatures of webhooks as Standard Webhooks 1.0.0 defines them, in its
// symmetric form: HMAC-SHA256 over `id.timestamp.body`.

import Crypto
import FoundationEssentials
public import HostCore
public import OrkestaModel

/// What both ends of a webhook know. Signs over the raw body, and verifies in
/// constant time before anybody reads it.
public struct WebhookSecret: Sendable {
    /// A signature made longer ago, or further ahead, is refused; milliseconds.
    public static let toleranceMilliseconds: Int64 = 300_000

    private let key: SymmetricKey

    /// Reads `whsec_` and 24 to 64 bytes in base64; nil for anything else.
    public init?(_ text: String) {
        guard text.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(text.dropFirst(6))),
            (24...64).contains(bytes.count)
        else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// A new secret as text, of 32 bytes. `randomness` is the system's.
    public static func makeText(_ randomness: any Randomness) -> String {
        let bytes = (0..<4).flatMap { _ in
            withUnsafeBytes(of: randomness.next().bigEndian) { Array($0) }
        }
        return "whsec_" + Data(bytes).base64EncodedString()
    }

    /// A secret of this host's own making, for both ends of a provider that the
    /// host itself plays.
    public init(_ masterKey: MasterKey, for purpose: String, of tenant: TenantID) {
        key = masterKey.derived(for: "orkesta webhook secret 1 \(purpose) \(tenant)")
    }

    /// The header `webhook-signature` of a body sent at `moment`.
    public func signature(id: String, at moment: Timestamp, body: [UInt8]) -> String {
        let signed = Self.content(id, moment.milliseconds / 1000, body)
        return "v1," + Data(HMAC<SHA256>.authenticationCode(for: signed, using: key)).base64EncodedString()
    }

    /// Whether one of the signatures in `header` (several while a secret is being
    /// rotated) is that of this id, time (`webhook-timestamp`, Unix seconds) and
    /// body, and the time is near `now`.
    public func verify(id: String, timestamp: String, header: String, body: [UInt8], now: Timestamp) -> Bool {
        guard let seconds = Int64(timestamp), isNear(seconds, now), header.utf8.count <= 4_096 else { return false }
        let signed = Self.content(id, seconds, body)
        return header.split(separator: " ").contains { candidate in
            guard candidate.hasPrefix("v1,"), let code = Data(base64Encoded: String(candidate.dropFirst(3))) else {
                return false
            }
            return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: key)
        }
    }

    private func isNear(_ seconds: Int64, _ now: Timestamp) -> Bool {
        let sent = Timestamp(milliseconds: 0).advanced(bySeconds: seconds)
        return sent >= now.advanced(byMilliseconds: -Self.toleranceMilliseconds)
            && sent <= now.advanced(byMilliseconds: Self.toleranceMilliseconds)
    }

    private static func content(_ id: String, _ seconds: Int64, _ body: [UInt8]) -> [UInt8] {
        Array("\(id).\(seconds).".utf8) + body
    }
}
