// Encryption of secrets at rest: AES-256-GCM, each bound to its place.

import Crypto
import FoundationEssentials
public import HostCore

/// Seals and opens the secrets of all tenants.
public struct SecretBox: Sendable {
    /// The first byte of a sealed secret, for the day when the method changes.
    private static let version: UInt8 = 1
    private let key: SymmetricKey

    public init(_ masterKey: MasterKey) { key = masterKey.derived(for: "orkesta secrets 1") }

    /// Sealed bytes that open only for the same tenant and name.
    public func seal(_ secret: String, tenant: TenantID, name: String) throws(Problem) -> [UInt8] {
        do {
            let place = place(tenant, name)
            let sealed = try AES.GCM.seal(Array(secret.utf8), using: key, authenticating: place)
            // `combined` is nil only for nonces of another length than the default.
            guard let combined = sealed.combined else { throw CryptoKitError.incorrectParameterSize }
            return [Self.version] + combined
        } catch {
            throw Problem(.internal, "the secret \(name) cannot be sealed", remedy: "Report this defect.")
        }
    }

    /// The secret. Throws a ``Problem`` when the bytes are damaged, moved from
    /// another place, or sealed with another master key.
    public func open(_ sealed: [UInt8], tenant: TenantID, name: String) throws(Problem) -> String {
        do {
            guard sealed.first == Self.version else { throw CryptoKitError.authenticationFailure }
            let box = try AES.GCM.SealedBox(combined: Array(sealed.dropFirst()))
            let secret = try AES.GCM.open(box, using: key, authenticating: place(tenant, name))
            return String(decoding: secret, as: UTF8.self)
        } catch {
            throw Problem(
                .unavailable,
                "the secret \(name) cannot be opened",
                field: name,
                remedy: "Start the host with the master key that sealed it, or set the secret again."
            )
        }
    }

    /// A tenant's id holds no zero byte, so two places never read alike.
    private func place(_ tenant: TenantID, _ name: String) -> [UInt8] {
        Array(tenant.rawValue.utf8) + [0] + Array(name.utf8)
    }
}
