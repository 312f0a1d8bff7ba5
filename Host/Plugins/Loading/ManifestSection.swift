// Finds the section `ork_manifest` in a library's ELF file. The file is outside
// data: every offset is checked before it is followed.

import HostCore

#if canImport(Glibc)
import Glibc
#endif

/// Reads what is needed of an ELF file, bounded.
struct ManifestSection {
    private let file: Int32
    private let size: Int

    /// The text of the section, up to its first NUL. Throws `.notFound` when the
    /// file cannot be opened, `.invalid` when it is no library or has no manifest.
    static func read(of path: String) throws(Problem) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw Problem(
                .notFound,
                "the library \(path) cannot be opened",
                field: "library",
                remedy: "Build the plugin, or set ORKESTA_PLUGIN_PATH to the folder that holds it"
            )
        }
        defer { close(file) }
        let size = Int(lseek(file, 0, SEEK_END))
        guard let bytes = ManifestSection(file: file, size: size).manifest() else {
            throw Problem(
                .invalid,
                "\(path) is no 64-bit ELF library with a section ork_manifest",
                field: "library",
                remedy: "Build it against the Orkesta SDK (ORK_MANIFEST_SECTION in orkesta/entry.h)"
            )
        }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private func manifest() -> [UInt8]? {
        guard let header = bytes(at: 0, count: 64), header.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else {
            return nil
        }
        let table = number(header, 0x28, 8)
        let (entrySize, count) = (number(header, 0x3A, 2), number(header, 0x3C, 2))
        let namesIndex = number(header, 0x3E, 2)
        guard entrySize >= 64, count <= 4096, namesIndex < count,
            let names = section(table + namesIndex * entrySize)
        else { return nil }
        for index in 0..<count {
            guard let found = section(table + index * entrySize) else { return nil }
            guard name(at: names.offset + found.name, limit: names.offset + names.size) == "ork_manifest" else {
                continue
            }
            return found.size <= Limits.pluginManifestBytesMax ? bytes(at: found.offset, count: found.size) : nil
        }
        return nil
    }

    private func section(_ offset: Int) -> (name: Int, offset: Int, size: Int)? {
        guard let entry = bytes(at: offset, count: 64) else { return nil }
        return (number(entry, 0, 4), number(entry, 0x18, 8), number(entry, 0x20, 8))
    }

    private func name(at offset: Int, limit: Int) -> String? {
        guard offset >= 0, offset < limit, let bytes = bytes(at: offset, count: min(32, limit - offset)) else {
            return nil
        }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private func bytes(at offset: Int, count: Int) -> [UInt8]? {
        guard offset >= 0, count >= 0, count <= size, offset <= size - count else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        let got = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, count, off_t(offset)) }
        return got == count ? bytes : nil
    }

    /// A little-endian number; what does not fit is as good as out of the file.
    private func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        var value: UInt64 = 0
        for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
        return Int(clamping: min(value, 1 << 48))
    }
}
