// The address at which customers answer, with a detail behind a plus for each conversation:
// it names the conversation, and carries a proof that we made it.

import OrkestaModel

/// `local@domain`, and `local+TOKEN@domain`.
public struct ReplyAddress: Sendable {
    /// Of the proof.
    public static let proofBytes = 10
    private static let conversationBytes = 16
    /// RFC 5321, 4.5.3.1.1.
    private static let localBytesMax = 64
    private static let namedMax = 10

    /// Without a detail.
    public let plain: String
    private let local: String
    private let domain: String

    /// Nil for what is no address.
    public init?(_ address: String) {
        let halves = address.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        guard halves.count == 2, !halves.contains("") else { return nil }
        plain = address
        (local, domain) = (halves[0], halves[1])
    }

    /// That of a conversation; nil where its key is no UUID, or the address would be too long.
    public func address(of conversation: String, proof: [UInt8]) -> String? {
        guard let bytes = Self.bytes(of: conversation) else { return nil }
        let name = "\(local)+\(Base32.text(bytes + proof))"
        return name.utf8.count <= Self.localBytesMax ? "\(name)@\(domain)" : nil
    }

    /// The conversations that some of these addresses name, each with the proof that is to be
    /// compared. Up to 10 of them.
    public func named(in recipients: [String]) -> [(conversation: String, proof: [UInt8])] {
        let named = recipients.lazy.compactMap { recipient -> (conversation: String, proof: [UInt8])? in
            guard let token = detail(of: recipient), let bytes = Base32.bytes(token),
                bytes.count == Self.conversationBytes + Self.proofBytes
            else { return nil }
            return (Self.uuid(bytes.prefix(Self.conversationBytes)), Array(bytes.suffix(Self.proofBytes)))
        }
        return Array(named.prefix(Self.namedMax))
    }

    /// Whether it is this address, with a detail or without.
    public func isOwn(_ address: String) -> Bool {
        address.lowercased() == plain.lowercased() || detail(of: address) != nil
    }

    /// What stands behind the plus, in lower case; nil for other addresses.
    private func detail(of address: String) -> Substring? {
        let (start, end) = ("\(local)+".lowercased(), "@\(domain)".lowercased())
        let address = address.lowercased()
        guard address.hasPrefix(start), address.hasSuffix(end), address.count > start.count + end.count else {
            return nil
        }
        return address.dropFirst(start.count).dropLast(end.count)
    }

    private static func bytes(of uuid: String) -> [UInt8]? {
        guard MessageIdentifier.isUUID(uuid[...]) else { return nil }
        let digits = Array(uuid.filter { $0 != "-" })
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) }
    }

    private static func uuid(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.enumerated()
            .map { place, byte in ([4, 6, 8, 10].contains(place) ? "-" : "") + [byte].hexadecimal }
            .joined()
    }
}
