// The cookie of a visitor of the chat page: who it is, for which tenant,
// since when, and a signature that only this host can make.

import Crypto
import FoundationEssentials
public import HostCore
public import OrkestaModel

/// What the cookie of a visitor says.
public struct VisitorToken: Sendable, Hashable {
    public let tenant: TenantID
    /// 1 to 64 of a-z, A-Z, 0-9, `-`, `_`.
    public let visitor: String
    public let issuedAt: Timestamp

    /// Nil when `visitor` is not of that alphabet and length.
    public init?(tenant: TenantID, visitor: String, issuedAt: Timestamp) {
        let isPlain = visitor.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain, (1...64).contains(visitor.utf8.count) else { return nil }
        self.tenant = tenant
        self.visitor = visitor
        self.issuedAt = issuedAt
    }
}

/// Signs and verifies visitors' tokens with HMAC-SHA256.
public struct VisitorTokens: Sendable {
    private let key: SymmetricKey

    public init(_ masterKey: MasterKey) { key = masterKey.derived(for: "orkesta visitor tokens 1") }

    /// The token as text that fits a cookie: no character needs quoting.
    public func sign(_ token: VisitorToken) -> String {
        let payload = "1.\(token.tenant).\(token.visitor).\(token.issuedAt.milliseconds)"
        return payload + "." + Digests.hex(HMAC<SHA256>.authenticationCode(for: Array(payload.utf8), using: key))
    }

    /// What a token says, or nil when it is malformed, forged, of another
    /// tenant, older than `maximumAge` milliseconds at `now`, or of the future.
    public func verify(_ text: String, tenant: TenantID, at now: Timestamp, maximumAge: Int64) -> VisitorToken? {
        guard text.utf8.count <= 512, let dot = text.lastIndex(of: "."),
            let signature = Digests.bytes(ofHex: String(text[text.index(after: dot)...]))
        else { return nil }
        let payload = text[..<dot]
        guard HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: Array(payload.utf8), using: key) else {
            return nil
        }
        let parts = payload.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "1", parts[1] == tenant.rawValue, let issued = Int64(parts[3]) else {
            return nil
        }
        let issuedAt = Timestamp(milliseconds: issued)
        guard issuedAt <= now, now <= issuedAt.advanced(byMilliseconds: maximumAge) else { return nil }
        return VisitorToken(tenant: tenant, visitor: String(parts[2]), issuedAt: issuedAt)
    }
}
