// ork.crypto/1: signatures and digests, in constant time.

import OrkestaABI

/// Verifies what providers sign. Secrets are named by the setting that holds them,
/// which the manifest's schema marks `secret`.
public struct CryptoService: Sendable {
    let table: ServiceTable<ork_crypto_service>
    let instance: ork_inst

    /// A hash that providers sign with; SHA-1 only where they still do.
    public enum Hash: UInt32, Sendable {
        case sha1 = 1
        case sha256, sha512
    }

    /// How a signature is written.
    public enum Encoding: UInt32, Sendable {
        case raw, hex, base64
    }

    /// Whether `expected`, as the provider sent it, is the HMAC of `data` under the
    /// secret. Throws `ORK_E_NOT_FOUND` when the secret is not set.
    public func isHMAC(
        _ expected: String,
        of data: [UInt8],
        secret: String,
        hash: Hash = .sha256,
        encoding: Encoding = .hex
    ) throws -> Bool {
        try isVerified(
            withBorrowed([secret, expected]) { strings in
                withBorrowed(data) { data in
                    ork_crypto_hmac_verify(
                        table.pointer,
                        instance,
                        strings[0],
                        hash.rawValue,
                        data,
                        encoding.rawValue,
                        strings[1]
                    )
                }
            }
        )
    }

    /// Whether `given`, as the provider sent it, is the secret itself. Throws
    /// `ORK_E_NOT_FOUND` when the secret is not set.
    public func isSecret(_ given: String, _ secret: String) throws -> Bool {
        try isVerified(
            withBorrowed([secret, given]) { ork_crypto_secret_equals(table.pointer, instance, $0[0], $0[1]) }
        )
    }

    public func digest(_ data: [UInt8], _ hash: Hash = .sha256) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(ORK_DIGEST_BYTES_MAX))
        var length = 0
        let status = withBorrowed(data) { data in
            bytes.withUnsafeMutableBufferPointer {
                ork_crypto_digest(table.pointer, instance, hash.rawValue, data, $0.baseAddress, $0.count, &length)
            }
        }
        guard status == ORK_OK else { throw PluginError(status, "the digest could not be made") }
        return Array(bytes.prefix(length))
    }

    /// 32 bytes of `data` that only this plugin of this tenant gets, the same each time until
    /// the host's master key is changed: for what goes out and comes back. Compare them in
    /// constant time. Throws `ORK_E_UNSUPPORTED` on a host of before it.
    public func authenticationCode(of data: [UInt8]) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        var length = 0
        let status = withBorrowed(data) { data in
            bytes.withUnsafeMutableBufferPointer {
                ork_crypto_authentication_code(table.pointer, instance, data, $0.baseAddress, $0.count, &length)
            }
        }
        guard status == ORK_OK else { throw PluginError(status, "the code could not be made") }
        return Array(bytes.prefix(length))
    }

    private func isVerified(_ status: ork_status) throws -> Bool {
        switch status {
        case ORK_OK: return true
        case ORK_E_DENIED: return false
        default: throw PluginError(status, "the signature could not be verified")
        }
    }
}
