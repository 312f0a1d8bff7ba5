// The key above all keys: from the environment, else from a file that only
// its owner reads, made at the first start.

import Crypto
import FoundationEssentials
public import HostCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// 256 bits from which every other key of the host is derived. It has no text
/// form, so that no log can show it.
public struct MasterKey: Sendable {
    static let bytes = 32
    private let key: SymmetricKey

    /// Takes 32 bytes in base64 or hexadecimal; nil for anything else.
    public init?(_ text: String) {
        let text = String(text.filter { !$0.isWhitespace })
        let decoded = text.utf8.count == 64 ? Digests.bytes(ofHex: text) : Data(base64Encoded: text).map(Array.init)
        guard let decoded, decoded.count == Self.bytes else { return nil }
        key = SymmetricKey(data: decoded)
    }

    /// `fromEnvironment` (the value of `ORKESTA_MASTER_KEY`) if there is one,
    /// else `DIRECTORY/master.key`, which is made when missing. Throws a
    /// ``Problem`` when either is malformed or others may read the file.
    public static func load(fromEnvironment: String?, directory: String) throws(Problem) -> MasterKey {
        if let fromEnvironment, !fromEnvironment.isEmpty {
            guard let key = MasterKey(fromEnvironment) else { throw malformed("ORKESTA_MASTER_KEY") }
            return key
        }
        guard access(successorPath(directory), F_OK) != 0 else {
            throw Problem(
                .conflict,
                "a change of the master key was broken off",
                field: successorPath(directory),
                remedy: "Run orkesta master-key rotate again: it goes on where it stopped."
            )
        }
        return try present(directory)
    }

    // MARK: Another key

    /// The key in `DIRECTORY/master.key` and the one that is to take its place,
    /// which lies beside it until ``adoptSuccessor(in:)``; made when missing. Throws
    /// a ``Problem`` when either is malformed or others may read it.
    public static func withSuccessor(in directory: String) throws(Problem) -> (present: MasterKey, next: MasterKey) {
        let present = try present(directory)
        let path = successorPath(directory)
        if access(path, F_OK) != 0 { try makeFile(path) }
        return (present, try read(path))
    }

    /// Puts the new key in the place of the present one, once every secret is
    /// sealed with it.
    public static func adoptSuccessor(in directory: String) throws(Problem) {
        let path = directory + "/master.key"
        guard rename(successorPath(directory), path) == 0 else { throw unwritable(path) }
        try synchronizeFolder(of: path)
    }

    private static func successorPath(_ directory: String) -> String { directory + "/master.key.next" }

    private static func present(_ directory: String) throws(Problem) -> MasterKey {
        let path = directory + "/master.key"
        if access(path, F_OK) != 0 { try makeFile(path) }
        return try read(path)
    }

    /// A key for one purpose; none of them tells anything of another.
    func derived(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Array(purpose.utf8), outputByteCount: Self.bytes)
    }

    private static func read(_ path: String) throws(Problem) -> MasterKey {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
        guard status.st_mode & 0o077 == 0 else {
            throw Problem(
                .invalid,
                "others than its owner may read the master key",
                field: path,
                remedy: "Run chmod 600 on it, and change the secrets that it protects if others had access."
            )
        }
        let text = [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
            count = max(0, readBytes(descriptor, into: buffer))
        }
        guard let key = MasterKey(String(decoding: text, as: UTF8.self)) else { throw malformed(path) }
        return key
    }

    /// Writes a new key beside `path` and links it there: either the whole
    /// file appears or none, and a file of a faster process stays.
    private static func makeFile(_ path: String) throws(Problem) {
        let draft = path + "." + Digests.hex(randomBytes(8))
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unwritable(path) }
        defer { unlink(draft) }
        let text = Array((Digests.hex(randomBytes(bytes)) + "\n").utf8)
        let isWritten = write(descriptor, text, text.count) == text.count && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWritten, link(draft, path) == 0 || errno == EEXIST else {
            throw unwritable(path)
        }
        try synchronizeFolder(of: path)
    }

    /// A secret sealed with a key whose file a power failure took is lost.
    private static func synchronizeFolder(of path: String) throws(Problem) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unwritable(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw unwritable(path) }
    }

    private static func malformed(_ place: String) -> Problem {
        Problem(
            .invalid,
            "the master key is not 32 bytes in base64 or hexadecimal",
            field: place,
            remedy: "Set the key that the secrets were sealed with; a new one comes from `openssl rand -hex 32`."
        )
    }

    private static func unreadable(_ path: String) -> Problem {
        Problem(
            .unavailable,
            "the master key cannot be read",
            field: path,
            remedy: "Let the host's user own the file, or set ORKESTA_MASTER_KEY."
        )
    }

    private static func unwritable(_ path: String) -> Problem {
        Problem(
            .unavailable,
            "the master key cannot be written",
            field: path,
            remedy: "Let the host's user write to the data folder, or set ORKESTA_MASTER_KEY."
        )
    }
}

/// Up to one buffer of a file; -1 on an error. Apart, because `read` means
/// another thing inside the type.
private func readBytes(_ descriptor: CInt, into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}
