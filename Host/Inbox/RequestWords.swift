// The words of a provider's request, whatever its form: what may be somebody's name in it.

import HostCore
import OrkestaModel

/// Numbers, ids and addresses, whole as they stand between other characters, in small letters.
/// What a form has escaped is read: the plus of a number is `%2B` there.
struct RequestWords: Sequence, IteratorProtocol {
    /// Of the names that can be found.
    static let lengths = Limits.senderNameBytesMin...Limits.addressBytesMax

    private let bytes: [UInt8]
    private var place = 0
    /// Of the escaped text that was read last, the last word first.
    private var waiting: [String] = []

    init(_ body: [UInt8]) { bytes = body }

    mutating func next() -> String? {
        while waiting.isEmpty {
            guard let text = nextText() else { return nil }
            waiting = Self.words(in: text).reversed()
        }
        return waiting.removeLast()
    }

    /// The next bytes that may be a word, or several with what a form has escaped between them.
    private mutating func nextText() -> ArraySlice<UInt8>? {
        while place < bytes.count, !Self.belongs(bytes[place]) { place += 1 }
        guard place < bytes.count else { return nil }
        let start = place
        while place < bytes.count, Self.belongs(bytes[place]) { place += 1 }
        return bytes[start..<place]
    }

    private static func words(in text: ArraySlice<UInt8>) -> [String] {
        guard text.contains(escape) else { return word(text).map { [$0] } ?? [] }
        let escaped = String(decoding: text, as: UTF8.self)
        let plain = Array((PercentEncoding.decoded(escaped) ?? escaped).utf8)
        return plain.split { !belongs($0) || $0 == escape }.compactMap(word)
    }

    /// Without the full stop of a sentence; nil when it is nobody's for its length.
    private static func word(_ bytes: ArraySlice<UInt8>) -> String? {
        let end = bytes.lastIndex { $0 != UInt8(ascii: ".") }.map { $0 + 1 } ?? bytes.startIndex
        let word = bytes[bytes.startIndex..<end]
        return lengths.contains(word.count) ? String(decoding: word, as: UTF8.self).lowercased() : nil
    }

    private static let escape = UInt8(ascii: "%")

    private static func belongs(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "_"), escape:
            true
        default: false
        }
    }
}
