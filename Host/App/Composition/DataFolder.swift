// The data folder: what lies in it, and who owns it. One host at a time runs on
// a folder; the lock tells.

import Foundation
import HostCore

/// `--data DIR`.
struct DataFolder: Sendable {
    let path: String

    var database: String { "\(path)/orkesta.sqlite" }
    var socket: String { "\(path)/host.sock" }
    var hostFile: String { "\(path)/host.json" }
    var credentials: String { "\(path)/demo-credentials.json" }
    var settingsFile: String { "\(path)/orkesta.yaml" }
    var libraries: String { "\(path)/plugins" }
    private var lockFile: String { "\(path)/host.lock" }
    private var nodeFile: String { "\(path)/node-id" }

    /// Makes the folder, for its owner only, when it is missing.
    init(_ path: String) throws(Problem) {
        self.path = path
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            let parent = (path as NSString).deletingLastPathComponent
            guard !parent.isEmpty, errno == ENOENT else { throw DataFolder.unusable(path) }
            do {
                try FileManager.default.createDirectory(
                    atPath: path,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            } catch {
                throw DataFolder.unusable(path)
            }
        }
    }

    /// The lock of the one host of this folder, or nil while another has it. Held
    /// until the process ends.
    func lock() throws(Problem) -> HostLock? {
        let file = open(lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw DataFolder.unusable(path) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            return nil
        }
        return HostLock(file: file)
    }

    /// The name of this node in leases: stays the same over restarts, so that a
    /// host that was killed takes up its own work at once.
    func nodeID(_ randomness: any Randomness) throws(Problem) -> String {
        if let known = try? String(contentsOfFile: nodeFile, encoding: .utf8), !known.isEmpty {
            return known.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        let made = "node-" + String(randomness.next(), radix: 36)
        try write(made, to: nodeFile)
        return made
    }

    /// Writes a file for the owner's eyes only, whole or not at all.
    func write(_ text: String, to file: String) throws(Problem) {
        let temporary = "\(file).\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DataFolder.unusable(path) }
        let bytes = Array(text.utf8)
        let isWritten = Glibc.write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(temporary, file) == 0 else {
            unlink(temporary)
            throw DataFolder.unusable(path)
        }
    }

    private static func unusable(_ path: String) -> Problem {
        Problem(
            .invalid,
            "the data folder \(path) cannot be used",
            field: "--data",
            remedy: "Give a folder that you may write, with --data DIR"
        )
    }
}

/// Held by the one host of a folder; the operating system frees it when the
/// process ends, however it ends.
final class HostLock: Sendable {
    private let file: Int32

    init(file: Int32) { self.file = file }

    deinit { close(file) }
}
