// ork.crypto/1: a host that knows no cryptography and judges by what is there. What
// a provider signed is believed unless it is empty; a digest is of the right length,
// equal for equal data, and of no known kind.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let crypto = FakeService(
        ORK_CRYPTO_1,
        firstSize: firstSize(\ork_crypto_service.digest),
        ork_crypto_service(
            size: 0,
            reserved: 0,
            hmac_verify: { handle, name, hash, data, encoding, expected in
                judge(handle, "crypto.hmac_verify", expected) { arguments throws(Refused) in
                    try arguments.secret(name)
                    guard (ORK_HASH_SHA1...ORK_HASH_SHA512).contains(hash), encoding <= ORK_ENCODING_BASE64 else {
                        throw arguments.refuse("crypto.hmac_verify: no hash \(hash), or no encoding \(encoding)")
                    }
                    try arguments.bytes(data, "data")
                    try arguments.bytes(expected, "expected")
                }
            },
            secret_equals: { handle, name, given in
                judge(handle, "crypto.secret_equals", given) { arguments throws(Refused) in
                    try arguments.secret(name)
                    try arguments.bytes(given, "given")
                }
            },
            digest: { handle, hash, data, digest, capacity, length in
                FakeInstance.answerNow(handle, "crypto.digest", mustBeOnLane: false) { arguments throws(Refused) in
                    let counts: [UInt32: Int] = [ORK_HASH_SHA1: 20, ORK_HASH_SHA256: 32, ORK_HASH_SHA512: 64]
                    guard let count = counts[hash], let digest, let length else {
                        throw arguments.refuse("crypto.digest: there is no hash \(hash), or no place for the digest")
                    }
                    try arguments.bytes(data, "data")
                    guard capacity >= count else { throw Refused(status: ORK_E_BUDGET) }
                    var numbers = SeededNumbers(seed: fingerprint(data))
                    for place in 0..<count { digest[place] = UInt8(truncatingIfNeeded: numbers.next()) }
                    length.pointee = count
                }
            },
            authentication_code: { handle, data, code, capacity, length in
                FakeInstance.answerNow(handle, "crypto.authentication_code", mustBeOnLane: false) {
                    arguments throws(Refused) in
                    guard let code, let length else {
                        throw arguments.refuse("crypto.authentication_code: there is no place for the code")
                    }
                    try arguments.bytes(data, "data")
                    guard capacity >= codeBytes else { throw Refused(status: ORK_E_BUDGET) }
                    var numbers = SeededNumbers(seed: ~fingerprint(data))
                    for place in 0..<codeBytes { code[place] = UInt8(truncatingIfNeeded: numbers.next()) }
                    length.pointee = codeBytes
                }
            }
        )
    )
}

private let codeBytes = 32

/// ORK_OK for anything, ORK_E_DENIED for nothing.
private func judge(
    _ handle: ork_inst,
    _ function: String,
    _ given: ork_str,
    _ read: (inout Arguments) throws(Refused) -> Void
) -> ork_status {
    let status = FakeInstance.answerNow(handle, function, mustBeOnLane: false, read)
    return status == ORK_OK && given.len == 0 ? ORK_E_DENIED : status
}

/// FNV-1a.
private func fingerprint(_ data: ork_str) -> UInt64 {
    UnsafeRawBufferPointer(start: data.ptr, count: data.len).reduce(0xCBF2_9CE4_8422_2325) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
}

extension Arguments {
    fileprivate mutating func secret(_ name: ork_str) throws(Refused) {
        let name = try text(name, "secret_name", in: 1...100)
        let properties = instance.library.manifest.document["config"]?["properties"]
        guard properties?[name]?["secret"] == true else {
            throw refuse("\(function): no setting \(name) is marked secret")
        }
    }

    fileprivate mutating func bytes(_ value: ork_str, _ name: String) throws(Refused) {
        guard (0...32 << 20).contains(value.len), value.len == 0 || value.ptr != nil else {
            throw refuse("\(function): \(name) is over 32 MiB, or NULL with a length")
        }
        number(value.len, name)
    }
}
