// Files that were sent or uploaded, for as long as there is room.

internal import HostAccess
internal import OrkestaModel
internal import Synchronization

/// Keeps files by id; the oldest make room for new ones.
final class MediaShelf: Sendable {
    /// A file without its bytes.
    struct Item: Sendable, Equatable {
        let id: String
        let mimeType: String
        let name: String?
        let size: Int
        /// 64 hexadecimal digits.
        let sha256: String

        var json: JSON {
            [
                "id": .string(id), "type": .string(mimeType), "name": JSON(name), "size": .integer(Int64(size)),
            ]
        }
    }

    private struct State {
        var files: [String: (item: Item, bytes: [UInt8])] = [:]
        var order: [String] = []
        var byteCount = 0
    }

    private let state = Mutex(State())

    func put(_ bytes: [UInt8], id: String, mimeType: String, name: String?) -> Item {
        let digest = Digests.sha256Hex(bytes)
        let item = Item(id: id, mimeType: mimeType, name: name, size: bytes.count, sha256: digest)
        state.withLock { state in
            state.files[id] = (item, bytes)
            state.order.append(id)
            state.byteCount += bytes.count
            while state.byteCount > EmulatorLimits.shelfBytesMax, state.order.count > 1 {
                state.byteCount -= state.files.removeValue(forKey: state.order.removeFirst())?.bytes.count ?? 0
            }
        }
        return item
    }

    func item(_ id: String) -> Item? { state.withLock { $0.files[id]?.item } }

    func file(_ id: String) -> (item: Item, bytes: [UInt8])? { state.withLock { $0.files[id] } }

    func remove(_ id: String) -> Bool {
        state.withLock { state in
            guard let file = state.files.removeValue(forKey: id) else { return false }
            state.order.removeAll { $0 == id }
            state.byteCount -= file.bytes.count
            return true
        }
    }
}
