// Finds a quotation in the headers that this program carries.

import OrkestaProbes

enum HeaderText {
    /// The line, from 1, on which the words begin; nil when they are not there.
    static func line(of quotation: String, in header: String) -> Int? {
        guard let text = text(of: header) else { return nil }
        let (words, wanted) = (words(of: text), quotation.split(separator: " ").map(String.init))
        guard let first = wanted.first, words.count >= wanted.count else { return nil }
        for start in 0...(words.count - wanted.count) where words[start].text == first {
            if words[start..<start + wanted.count].map(\.text) == wanted { return words[start].line }
        }
        return nil
    }

    private static func text(of header: String) -> String? {
        for index in 0..<probe_header_count() {
            let found = probe_header_at(index)
            guard String(cString: found.name) == "orkesta/\(header)" else { continue }
            return String(decoding: UnsafeRawBufferPointer(start: found.text, count: found.length), as: UTF8.self)
        }
        return nil
    }

    /// Words with their lines; the stars and slashes that hold a comment are none.
    private static func words(of text: String) -> [(text: String, line: Int)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
            line.split(separator: " ").map(String.init).filter { !["*", "/*", "*/"].contains($0) }
                .map { (text: $0, line: index + 1) }
        }
    }
}
