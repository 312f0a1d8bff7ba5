// The keys of a branch: each key of the original has one of its own there, of the same
// moment, wherever it is written.

import HostCore

/// Maps keys, and texts with keys in them. Pure.
struct BranchKeys: Sendable {
    private let tenant: TenantID
    private let kept: Set<String>
    private let tokenSalt: UInt64

    /// `kept` are keys of what is not copied, and is the same for a branch.
    init(_ tenant: TenantID, keeping kept: Set<String>, tokenSalt: UInt64) {
        self.tenant = tenant
        self.kept = kept
        self.tokenSalt = tokenSalt
    }

    /// The word in the address of a page, which nobody can know beforehand.
    func token(for token: String) -> String {
        var hash = StableHash()
        hash.combine(tokenSalt)
        hash.combine(token)
        return hash.hexadecimal
    }

    /// The text with every UUIDv7 in it replaced that is not to be kept.
    func rekeyed(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count >= Self.keyLength else { return text }
        var (result, place): ([UInt8], Int) = ([], 0)
        result.reserveCapacity(bytes.count)
        while place < bytes.count {
            let end = place + Self.keyLength
            if end <= bytes.count, Self.isKey(bytes[place..<end]) {
                result += key(for: bytes[place..<end])
                place = end
            } else {
                result.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let keyLength = 36
    /// The digits of the moment and the version stay: keys sort as those of the original.
    private static let keptLength = 15
    private static let dashes: Set = [8, 13, 18, 23]

    private static func isKey(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes[bytes.startIndex + 14] == UInt8(ascii: "7") else { return false }
        return bytes.enumerated().allSatisfy { offset, byte in
            if dashes.contains(offset) { return byte == UInt8(ascii: "-") }
            return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
    }

    private func key(for old: ArraySlice<UInt8>) -> [UInt8] {
        guard !kept.contains(String(decoding: old, as: UTF8.self)) else { return Array(old) }
        var hash = StableHash()
        hash.combine(tenant.rawValue)
        hash.combine(Array(old))
        let digits = Array(hash.hexadecimal.utf8)
        return old.enumerated().map { offset, byte in
            // The variant's digit stays, too.
            Self.dashes.contains(offset) || offset < Self.keptLength || offset == 19
                ? byte : digits[offset % digits.count]
        }
    }
}
