// What a test needs to see of a shared library, read from its ELF file.

import Foundation

/// A 64-bit little-endian ELF file. A damaged one traps, which fails the test.
struct ElfLibrary {
    private let bytes: [UInt8]
    private let sections: [(name: String, offset: Int, size: Int, link: Int)]

    init(path: String) throws {
        bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
        let file = bytes
        func number(_ offset: Int, _ count: Int) -> Int {
            file[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let table = number(0x28, 8)
        let headers = (0..<number(0x3C, 2)).map { table + $0 * 64 }
        let names = number(headers[number(0x3E, 2)] + 0x18, 8)
        sections = headers.map { header in
            let name = file[(names + number(header, 4))...].prefix { $0 != 0 }
            return (
                String(decoding: name, as: UTF8.self), number(header + 0x18, 8), number(header + 0x20, 8),
                number(header + 0x28, 4)
            )
        }
    }

    /// The bytes of a section, or nil when there is none of that name.
    func section(_ name: String) -> [UInt8]? {
        sections.first { $0.name == name }.map { Array(bytes[$0.offset..<$0.offset + $0.size]) }
    }

    /// Names of the symbols that others can bind to: defined, global or weak.
    var exports: [String] {
        guard let symbols = section(".dynsym"), let names = section(".dynstr") else { return [] }
        return stride(from: 0, to: symbols.count, by: 24).compactMap { entry in
            let isLocal = symbols[entry + 4] >> 4 == 0
            let isUndefined = symbols[entry + 6] == 0 && symbols[entry + 7] == 0
            guard !isLocal, !isUndefined else { return nil }
            let name = symbols[entry..<entry + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
            return String(decoding: names[name...].prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
