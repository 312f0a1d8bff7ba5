// What a library exports: whether a name is a function that can be called.

extension ElfFile {
    /// What a library has under a name.
    enum Symbol: Equatable {
        case function
        /// Data, or something else that is no code.
        case other
        case absent
    }

    /// What the dynamic symbol table has under each of `names`. Nil when the file
    /// has no such table, or a damaged one.
    func exports(_ names: [String]) -> [String: Symbol]? {
        guard let table = sections.first(where: { $0.type == dynamicSymbols }), sections.indices.contains(table.link),
            let symbols = bytes(of: table, limit: symbolBytesMax),
            let strings = bytes(of: sections[table.link], limit: symbolBytesMax)
        else { return nil }
        var found = Dictionary(names.map { ($0, Symbol.absent) }, uniquingKeysWith: { first, _ in first })
        let wanted = names.map { Array($0.utf8) + [0] }
        for start in stride(from: 0, through: symbols.count - symbolSize, by: symbolSize) {
            // Undefined here: it is some other library's.
            guard ElfFile.number(symbols, start + 6, 2) != 0 else { continue }
            let name = ElfFile.number(symbols, start, 4)
            guard name < strings.count,
                let match = wanted.firstIndex(where: { strings[name...].starts(with: $0) })
            else { continue }
            let isFunction = functionTypes.contains(symbols[start + 4] & 0xF)
            // One of several versions may be a function.
            if found[names[match]] != .function { found[names[match]] = isFunction ? .function : .other }
        }
        return found
    }
}

/// SHT_DYNSYM.
private let dynamicSymbols = 11
private let symbolSize = 24
private let symbolBytesMax = 64 << 20
/// STT_FUNC, and STT_GNU_IFUNC: a function that is chosen when it is first called.
private let functionTypes: Set<UInt8> = [2, 10]
