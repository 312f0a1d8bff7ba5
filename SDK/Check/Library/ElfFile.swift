// What can be read of a library without running it. The file is outside data:
// every offset is checked before it is followed.

import Glibc

/// A 64-bit little-endian ELF file, read whole.
struct ElfFile {
    /// Larger files are refused.
    private static let bytesMax = 1 << 30
    private static let linkerSymbols: Set = ["_end", "_edata", "__bss_start", "_init", "_fini"]
    private static let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1]

    private let bytes: [UInt8]
    private let sections: [Section]
    private let segments: [Segment]

    private struct Section {
        let name: String
        let offset: Int
        let size: Int
    }

    private struct Segment {
        let type: Int
        let flags: Int
    }

    /// Whether the file begins as one.
    static func isElf(_ path: String) -> Bool { read(path, upTo: magic.count)?.elementsEqual(magic) ?? false }

    /// Nil when it is none, or is damaged.
    init?(path: String) {
        guard let bytes = Self.read(path, upTo: Self.bytesMax), bytes.starts(with: Self.magic) else { return nil }
        let reader = ElfReader(bytes: bytes)
        guard let sections = Self.sections(reader), let segments = Self.segments(reader) else { return nil }
        (self.bytes, self.sections, self.segments) = (bytes, sections, segments)
    }

    /// The bytes of a section; nil when there is none of that name.
    func section(_ name: String) -> ArraySlice<UInt8>? {
        sections.first { $0.name == name }.flatMap { ElfReader(bytes: bytes).slice($0.offset, $0.size) }
    }

    /// Names of the symbols that others can bind to: defined, global or weak, and not
    /// of the linker's own making.
    var exports: [String] {
        guard let symbols = section(".dynsym"), let names = section(".dynstr") else { return [] }
        let (symbolReader, nameReader) = (ElfReader(bytes: Array(symbols)), ElfReader(bytes: Array(names)))
        return stride(from: 0, to: symbols.count - 23, by: 24).compactMap { entry in
            let isLocal = symbolReader.number(entry + 4, 1).map { $0 >> 4 == 0 } ?? true
            let isUndefined = symbolReader.number(entry + 6, 2) == 0
            guard !isLocal, !isUndefined else { return nil }
            return symbolReader.number(entry, 4).flatMap(nameReader.text)
        }
        .filter { !Self.linkerSymbols.contains($0) }
    }

    /// Names of the libraries that it needs.
    var needed: [String] {
        guard let dynamic = section(".dynamic"), let names = section(".dynstr") else { return [] }
        let (entries, nameReader) = (ElfReader(bytes: Array(dynamic)), ElfReader(bytes: Array(names)))
        let neededTag = 1
        return stride(from: 0, to: dynamic.count - 15, by: 16).compactMap { entry in
            guard entries.number(entry, 8) == neededTag else { return nil }
            return entries.number(entry + 8, 8).flatMap(nameReader.text)
        }
    }

    /// Without the marker the system assumes that code on the stack is wanted.
    var hasExecutableStack: Bool {
        let (stackMarker, executableFlag) = (0x6474_E551, 1)
        return segments.first { $0.type == stackMarker }.map { $0.flags & executableFlag != 0 } ?? true
    }

    /// Whether Swift code is in it.
    var isSwift: Bool { sections.contains { $0.name.hasPrefix("swift5_") } }

    private static func read(_ path: String, upTo limit: Int) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let size = min(Int(lseek(file, 0, SEEK_END)), limit)
        guard size > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: size)
        let got = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, size, 0) }
        return got == size ? bytes : nil
    }

    private static func sections(_ reader: ElfReader) -> [Section]? {
        guard let table = reader.number(0x28, 8), let count = reader.number(0x3C, 2),
            let namesIndex = reader.number(0x3E, 2),
            let namesOffset = reader.number(table + namesIndex * 64 + 0x18, 8)
        else { return nil }
        var sections: [Section] = []
        for header in (0..<count).map({ table + $0 * 64 }) {
            guard let name = reader.number(header, 4), let offset = reader.number(header + 0x18, 8),
                let size = reader.number(header + 0x20, 8)
            else { return nil }
            sections.append(Section(name: reader.text(at: namesOffset + name) ?? "", offset: offset, size: size))
        }
        return sections
    }

    private static func segments(_ reader: ElfReader) -> [Segment]? {
        guard let table = reader.number(0x20, 8), let count = reader.number(0x38, 2) else { return nil }
        var segments: [Segment] = []
        for header in (0..<count).map({ table + $0 * 56 }) {
            guard let type = reader.number(header, 4), let flags = reader.number(header + 4, 4) else { return nil }
            segments.append(Segment(type: type, flags: flags))
        }
        return segments
    }
}

/// Numbers and texts at checked places.
private struct ElfReader {
    let bytes: [UInt8]

    func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, count <= bytes.count, offset <= bytes.count - count else { return nil }
        return bytes[offset..<offset + count]
    }

    /// A little-endian number; one beyond 2^48 is out of any file.
    func number(_ offset: Int, _ count: Int) -> Int? {
        guard let slice = slice(offset, count) else { return nil }
        let value = slice.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return value < 1 << 48 ? Int(value) : nil
    }

    /// NUL-terminated.
    func text(at offset: Int) -> String? {
        guard offset >= 0, offset < bytes.count else { return nil }
        return String(decoding: bytes[offset...].prefix { $0 != 0 }, as: UTF8.self)
    }
}
