// Reads what is needed of an ELF library's file without running it. The file is
// outside data: every offset is checked before it is followed.

import HostCore

#if canImport(Glibc)
import Glibc
#endif

/// An open 64-bit little-endian ELF file.
final class ElfFile {
    /// An entry of the section table.
    struct Section {
        let name: String
        let type: Int
        let offset: Int
        let size: Int
        /// Another section that this one refers to, by index.
        let link: Int
    }

    private let file: Int32
    private let size: Int
    let sections: [Section]

    /// Nil when the file cannot be opened. One that is no such ELF file has no
    /// sections.
    init?(_ path: String) {
        file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        size = max(0, Int(lseek(file, 0, SEEK_END)))
        sections = ElfFile.readSections(file, size)
    }

    deinit { close(file) }

    /// The bytes of a section, or nil when it is damaged or larger than `limit`.
    func bytes(of section: Section, limit: Int) -> [UInt8]? {
        guard section.size <= limit else { return nil }
        return ElfFile.bytes(file, size, at: section.offset, count: section.size)
    }

    // MARK: Reading

    private static func readSections(_ file: Int32, _ size: Int) -> [Section] {
        guard let header = bytes(file, size, at: 0, count: 64), header.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
        else { return [] }
        let table = number(header, 0x28, 8)
        let (entrySize, count, namesIndex) = (number(header, 0x3A, 2), number(header, 0x3C, 2), number(header, 0x3E, 2))
        guard entrySize >= 64, count <= 4096, namesIndex < count,
            let namesEntry = bytes(file, size, at: table + namesIndex * entrySize, count: 64)
        else { return [] }
        let names = (offset: number(namesEntry, 0x18, 8), size: number(namesEntry, 0x20, 8))
        var sections: [Section] = []
        for index in 0..<count {
            guard let entry = bytes(file, size, at: table + index * entrySize, count: 64) else { return [] }
            sections.append(
                Section(
                    name: name(file, size, at: names.offset + number(entry, 0, 4), limit: names.offset + names.size),
                    type: number(entry, 4, 4),
                    offset: number(entry, 0x18, 8),
                    size: number(entry, 0x20, 8),
                    link: number(entry, 0x28, 4)
                )
            )
        }
        return sections
    }

    private static func name(_ file: Int32, _ size: Int, at offset: Int, limit: Int) -> String {
        guard offset >= 0, offset < limit, let bytes = bytes(file, size, at: offset, count: min(32, limit - offset))
        else { return "" }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func bytes(_ file: Int32, _ size: Int, at offset: Int, count: Int) -> [UInt8]? {
        guard offset >= 0, count >= 0, count <= size, offset <= size - count else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        let got = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, count, off_t(offset)) }
        return got == count ? bytes : nil
    }

    /// A little-endian number within `bytes`; what does not fit is as good as out
    /// of the file.
    static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        var value: UInt64 = 0
        for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
        return Int(clamping: min(value, 1 << 48))
    }
}
