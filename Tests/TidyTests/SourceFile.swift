// One source file as the rules see it: its path, its lines, its code without
// comments and its comments without code.

import Foundation

struct SourceFile: Sendable {
    enum Language { case swift, c }

    /// Relative to the root of the repository: `Host/Core/Clock.swift`.
    let path: String
    let language: Language
    /// The text as written, a line an element; line 1 is at index 0.
    let lines: [String]
    /// As `lines`; comments and the contents of string literals are spaces.
    let codeLines: [String]
    /// As `lines`; everything but comments is spaces.
    let commentLines: [String]

    private let code: [UInt8]
    private let comments: [UInt8]
    private let lineStarts: [Int]

    init(path: String, text: String) {
        self.path = path
        language = path.hasSuffix(".swift") ? .swift : .c
        let bytes = Array(text.utf8)
        let mask = SourceMask(bytes, language: language)
        lines = Self.lines(bytes)
        codeLines = Self.lines(mask.code)
        commentLines = Self.lines(mask.comments)
        code = mask.code
        comments = mask.comments
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    var isTest: Bool { path.hasPrefix("Tests/") || path.contains("/Tests/") }

    /// What ships: everything but tests and package manifests.
    var isProduct: Bool { !isTest && name != "Package.swift" }

    /// A file of data (examples, word lists) says so in its first line, and may be long.
    var isData: Bool { lines.first?.contains("Data:") ?? false }

    func isUnder(_ folders: [String]) -> Bool {
        folders.contains { path.hasPrefix($0 + "/") }
    }

    /// The lines (from 1) where `word` stands in the code, not as a part of a longer name.
    func lineNumbers(ofCode word: String) -> [Int] { code.offsets(ofWord: word).map(lineNumber) }

    /// The lines (from 1) where `word` stands in a comment, not as a part of a longer name.
    func lineNumbers(ofComment word: String) -> [Int] { comments.offsets(ofWord: word).map(lineNumber) }

    private func lineNumber(ofOffset offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}

extension [UInt8] {
    /// Every place where `word` begins and the name around it, if any, is no longer than `word`.
    fileprivate func offsets(ofWord word: String) -> [Int] {
        let needle = Array(word.utf8)
        guard let first = needle.first, let last = needle.last else { return [] }
        return offsets(of: needle).filter { offset in
            let end = offset + needle.count
            let continuesBefore = first.isNameByte && offset > 0 && self[offset - 1].isNameByte
            let continuesAfter = last.isNameByte && end < count && self[end].isNameByte
            return !continuesBefore && !continuesAfter
        }
    }

    /// Every place where `needle` begins. The C library searches, which keeps a debug run quick.
    private func offsets(of needle: [UInt8]) -> [Int] {
        withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let first = needle.first else { return [] }
            var offsets: [Int] = []
            var from = 0
            while let found = memchr(start + from, Int32(first), bytes.count - from) {
                let offset = UnsafeRawPointer(found) - start
                guard offset + needle.count <= bytes.count else { break }
                if memcmp(found, needle, needle.count) == 0 { offsets.append(offset) }
                from = offset + 1
            }
            return offsets
        }
    }
}

extension UInt8 {
    /// Whether a Swift or C name can contain this byte; any byte beyond ASCII may belong to one.
    fileprivate var isNameByte: Bool {
        self == UInt8(ascii: "_") || self >= 0x80
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
    }
}
