// What the host sent and nobody has read yet, in ork.storage/1.

import OrkestaABI
import OrkestaModel
import OrkestaSDK

/// 1 to 64 of a-z, A-Z, 0-9 and +-_.@: then no address is the beginning of
/// another's keys.
struct Address {
    let text: String

    init?(_ text: String) {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.text = text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "+-_.@".utf8.contains(byte)
        }
    }
}

/// The messages of all customers, each under `to/ADDRESS/ID`: in the order of the
/// keys, which is the order in which they were said.
struct WaitingMessages {
    private static let readMax = 100
    let storage: StorageService

    func store(_ message: OutboundMessage) async throws {
        guard let address = Address(message.address) else {
            throw PluginError(ORK_E_INVALID, "the address is none of this channel")
        }
        try await storage.put("\(prefix(address))\(message.idempotencyKey)", message.reply.json)
    }

    /// What waits, as `[{"id", "reply"}]`; what came up to `after` is removed.
    func read(for address: Address, after: String) async throws -> JSON {
        let prefix = prefix(address)
        var messages: [JSON] = []
        for document in try await storage.scan(prefix: prefix, limit: Self.readMax) {
            let id = String(document.key.dropFirst(prefix.count))
            if id <= after {
                try await storage.remove(document.key)
            } else {
                messages.append(["id": .string(id), "reply": document.value])
            }
        }
        return .array(messages)
    }

    private func prefix(_ address: Address) -> String { "to/\(address.text)/" }
}
