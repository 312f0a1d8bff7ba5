// Signatures as providers write them: a keyed hash of what they sent, in one of
// the usual spellings. Compared in constant time.

import Crypto
import FoundationEssentials

/// A hash that providers sign with, or that a digest is asked in.
public enum SignatureHash: Sendable, CaseIterable {
    /// Only where a provider signs with it.
    case sha1
    case sha256
    case sha512

    /// The digest of `data`.
    public func digest(of data: [UInt8]) -> [UInt8] {
        switch self {
        case .sha1: Array(Insecure.SHA1.hash(data: data))
        case .sha256: Array(SHA256.hash(data: data))
        case .sha512: Array(SHA512.hash(data: data))
        }
    }

    /// The HMAC of `data` under `key` (RFC 2104).
    public func hmac(of data: [UInt8], key: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: key)
        return switch self {
        case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: data, using: key))
        case .sha256: Array(HMAC<SHA256>.authenticationCode(for: data, using: key))
        case .sha512: Array(HMAC<SHA512>.authenticationCode(for: data, using: key))
        }
    }

    /// Whether `code` is the HMAC of `data` under `key`.
    public func isHMAC(_ code: [UInt8], of data: [UInt8], key: [UInt8]) -> Bool {
        let key = SymmetricKey(data: key)
        return switch self {
        case .sha1: HMAC<Insecure.SHA1>.isValidAuthenticationCode(code, authenticating: data, using: key)
        case .sha256: HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: data, using: key)
        case .sha512: HMAC<SHA512>.isValidAuthenticationCode(code, authenticating: data, using: key)
        }
    }
}

/// How a signature is written.
public enum SignatureEncoding: Sendable, CaseIterable {
    case raw
    /// Hexadecimal digits of either case.
    case hex
    /// RFC 4648, 4, with padding.
    case base64

    /// The bytes that `written` stands for; nil when it is not in this encoding.
    public func bytes(of written: [UInt8]) -> [UInt8]? {
        switch self {
        case .raw: written
        case .hex: Digests.bytes(ofHex: String(decoding: written, as: UTF8.self))
        case .base64: Data(base64Encoded: Data(written)).map { Array($0) }
        }
    }
}
