// ork.crypto/1: signatures under the instance's secret settings, and digests.

import HostAccess
import HostCore
import HostStorage
import OrkestaABI
import Synchronization

extension ServiceTables {
    static let crypto = ImmortalTable(
        ork_crypto_service(
            size: UInt32(MemoryLayout<ork_crypto_service>.size),
            reserved: 0,
            hmac_verify: { handle, name, hash, data, encoding, expected in
                answer(handle, "hmac_verify") { instance throws(Refusal) in
                    guard let hash = SignatureHash(abi: hash), let encoding = SignatureEncoding(abi: encoding) else {
                        throw Refusal(status: ORK_E_INVALID, reason: "an unknown hash or encoding")
                    }
                    let data = try [UInt8](checking: data, "data", limit: Limits.providerBodyBytesMax)
                    let written = try [UInt8](checking: expected, "expected", limit: signatureBytesMax)
                    guard let secret = try secretSetting(name, of: instance) else { return ORK_E_NOT_FOUND }
                    guard let code = encoding.bytes(of: written) else { return ORK_E_DENIED }
                    return hash.isHMAC(code, of: data, key: Array(secret.utf8)) ? ORK_OK : ORK_E_DENIED
                }
            },
            secret_equals: { handle, name, given in
                answer(handle, "secret_equals") { instance throws(Refusal) in
                    let given = try [UInt8](checking: given, "given", limit: signatureBytesMax)
                    guard let secret = try secretSetting(name, of: instance) else { return ORK_E_NOT_FOUND }
                    return Digests.areEqual(given, Array(secret.utf8)) ? ORK_OK : ORK_E_DENIED
                }
            },
            digest: { handle, hash, data, digest, capacity, length in
                answer(handle, "digest") { _ throws(Refusal) in
                    guard let hash = SignatureHash(abi: hash), let digest, let length else {
                        throw Refusal(status: ORK_E_INVALID, reason: "an unknown hash, or no place for the digest")
                    }
                    let made = hash.digest(
                        of: try [UInt8](checking: data, "data", limit: Limits.providerBodyBytesMax)
                    )
                    guard capacity >= made.count else { return ORK_E_BUDGET }
                    digest.update(from: made, count: made.count)
                    length.pointee = made.count
                    return ORK_OK
                }
            },
            authentication_code: { handle, data, code, capacity, length in
                answer(handle, "authentication_code") { instance throws(Refusal) in
                    guard let code, let length else {
                        throw Refusal(status: ORK_E_INVALID, reason: "no place for the code")
                    }
                    let made = instance.services.codes.code(
                        of: try [UInt8](checking: data, "data", limit: Limits.providerBodyBytesMax),
                        by: instance.plugin,
                        of: instance.tenant.id
                    )
                    guard capacity >= made.count else { return ORK_E_BUDGET }
                    code.update(from: made, count: made.count)
                    length.pointee = made.count
                    return ORK_OK
                }
            }
        )
    )
}

/// Bytes of a signature or token as a provider writes it.
private let signatureBytesMax = 4_096

private func answer(
    _ handle: ork_inst,
    _ function: String,
    _ work: (PluginInstance) throws(Refusal) -> ork_status
) -> ork_status {
    guard let instance = InstanceRegistry.shared.find(handle) else { return ORK_E_STALE }
    guard instance.mayUseServices else {
        return instance.refuse(ORK_E_WRONG_STATE, "\(function) was called before activate or after drain")
    }
    do throws(Refusal) {
        return try work(instance)
    } catch {
        return instance.refuse(error.status, "\(function): \(error.reason)")
    }
}

/// Nil when it is not set. Throws when the manifest marks no such setting `secret`.
func secretSetting(_ borrowed: ork_str, of instance: PluginInstance) throws(Refusal) -> String? {
    let name = try String(checking: borrowed, "secret_name", limit: 100)
    guard let value = instance.state.withLock({ $0.secrets[name] }) else {
        throw Refusal(status: ORK_E_INVALID, reason: "no setting \(name) is marked secret")
    }
    return value.isEmpty ? nil : value
}

extension SignatureHash {
    fileprivate init?(abi: UInt32) {
        switch abi {
        case ORK_HASH_SHA1: self = .sha1
        case ORK_HASH_SHA256: self = .sha256
        case ORK_HASH_SHA512: self = .sha512
        default: return nil
        }
    }
}

extension SignatureEncoding {
    fileprivate init?(abi: UInt32) {
        switch abi {
        case ORK_ENCODING_RAW: self = .raw
        case ORK_ENCODING_HEX: self = .hex
        case ORK_ENCODING_BASE64: self = .base64
        default: return nil
        }
    }
}
