// The files that Meta has already: a message that is tried again, or goes to many customers
// with the same file, needs no second upload.

import OrkestaModel
import OrkestaSDK

/// The ids of uploaded files, the last few of each of a fixed number of documents. They only
/// save uploads: what is forgotten, or cannot be read, goes up again. When Meta forgets a file,
/// after 30 days, is told by the send that it fails.
struct UploadedFiles {
    private static let prefix = "uploads/"
    /// Of one document; there are 256.
    private static let filesMax = 8

    private let storage: StorageService
    private let phoneNumberID: String

    /// A file belongs to the number that it was uploaded for.
    init(_ storage: StorageService, of phoneNumberID: String) {
        self.storage = storage
        self.phoneNumberID = phoneNumberID
    }

    func id(of sha256: String) async -> String? {
        await files(beside: sha256).first { isOne($0, sha256) }?["id"]?.stringValue
    }

    func keep(_ id: String, of sha256: String) async {
        let file: JSON = [
            "sha256": .string(sha256), "number": .string(phoneNumberID), "id": .string(id),
        ]
        let others = await files(beside: sha256).filter { !isOne($0, sha256) }
        await put(Array(others.suffix(Self.filesMax - 1)) + [file], beside: sha256)
    }

    func forget(_ sha256: String) async {
        await put(await files(beside: sha256).filter { !isOne($0, sha256) }, beside: sha256)
    }

    func forgetAll() async {
        let documents = try? await storage.scan(prefix: Self.prefix)
        for document in documents ?? [] { try? await storage.remove(document.key) }
    }

    private func isOne(_ file: JSON, _ sha256: String) -> Bool {
        file["sha256"] == .string(sha256) && file["number"] == .string(phoneNumberID)
    }

    /// Those of the document in which a file is looked for.
    private func files(beside sha256: String) async -> [JSON] {
        let document = try? await storage.get(Self.key(sha256))
        return document?.value["files"]?.arrayValue ?? []
    }

    private func put(_ files: [JSON], beside sha256: String) async {
        try? await storage.put(Self.key(sha256), ["files": .array(files)])
    }

    private static func key(_ sha256: String) -> String { prefix + sha256.prefix(2) }
}
