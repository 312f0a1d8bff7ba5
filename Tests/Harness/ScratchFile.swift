// What a child process reads and writes: a file instead of a pipe, so that
// neither waits for the other.

import CLinux
import Glibc

/// A file without a name: as large as it must be, so that a child never waits
/// for its reader, and gone when closed.
final class ScratchFile {
    let descriptor: Int32

    init() throws(SystemCallError) {
        var template = Array("/tmp/orkesta-run-XXXXXX".utf8CString)
        descriptor = mkostemp(&template, O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemCallError(call: "mkostemp", code: errno) }
        unlink(template)
    }

    deinit { close(descriptor) }

    func fill(_ bytes: [UInt8]) throws(SystemCallError) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
            }
            guard count > 0 else { throw SystemCallError(call: "write", code: errno) }
            offset += count
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    func text() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = pread(descriptor, &buffer, buffer.count, bytes.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
