// The few file operations around a database file, durable where it matters.

import HostStorage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

enum Files {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes an empty file that only its owner may read; one that exists stays.
    static func createPrivate(_ path: String) throws(DatabaseError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("open", path) }
        close(descriptor)
    }

    /// Removes a file; one that is not there is no error.
    static func remove(_ path: String) throws(DatabaseError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
    }

    /// The log of a replaced file would be read into the new one.
    static func removeLog(of path: String) throws(DatabaseError) {
        try remove(path + "-wal")
        try remove(path + "-shm")
    }

    /// Gives a file its final name, also after a power failure.
    static func move(_ path: String, to target: String) throws(DatabaseError) {
        guard rename(path, target) == 0 else { throw failure("rename", path) }
        let folder = target.lastIndex(of: "/").map { String(target[..<$0]) + "/" } ?? "."
        try synchronize(folder)
    }

    /// Waits until a file or a folder is on the disk.
    static func synchronize(_ path: String) throws(DatabaseError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("synchronize", path) }
    }

    private static func failure(_ operation: String, _ path: String) -> DatabaseError {
        .unavailable("cannot \(operation) \(path): \(String(cString: strerror(errno)))")
    }
}
