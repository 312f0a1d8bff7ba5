// Every struct of the ABI keeps the size and the offsets of version 1.
//
// layout-1.txt holds a line a struct and a line a field. What is released never
// changes; what is new is added there in the change that introduces it.

import Foundation
import Testing

struct LayoutTests {
    /// "ork_str 16", "ork_str.len 8": as clang lays the structs out.
    private static func layout() throws -> [String: Int] {
        let result = try Compiler.check(
            "#include \"orkesta/orkesta.h\"\n",
            language: "c",
            ["-std=c11", "-Xclang", "-fdump-record-layouts-complete"]
        )
        try #require(result.succeeded, "\(result.output)")
        var layout: [String: Int] = [:]
        var name = ""
        for line in result.output.split(separator: "\n") {
            let columns = line.split(separator: "|", maxSplits: 1)
            guard columns.count == 2 else { continue }
            let (place, text) = (columns[0].trimmingCharacters(in: .whitespaces), String(columns[1]))
            if place.isEmpty {
                if let size = text.firstMatch(of: /sizeof=(\d+)/), name.hasPrefix("ork_") {
                    layout[name] = Int(size.output.1)
                }
            } else if !text.hasPrefix("  ") {
                name = text.split(separator: " ").last.map(String.init) ?? ""
            } else if !text.hasPrefix("    "), name.hasPrefix("ork_"), let field = text.firstMatch(of: /(\w+)$/) {
                layout["\(name).\(field.output.1)"] = Int(place)
            }
        }
        return layout
    }

    private static func frozen() throws -> [String: Int] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "layout-1.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        return Dictionary(
            uniqueKeysWithValues: lines.compactMap { line in
                let words = line.split(separator: " ")
                return words.count == 2 ? Int(words[1]).map { (String(words[0]), $0) } : nil
            }
        )
    }

    /// A struct that begins with its size may grow at its end; nothing else changes.
    @Test("released structs and fields have not moved")
    func nothingMoved() throws {
        let (layout, frozen) = (try Self.layout(), try Self.frozen())
        #expect(frozen.count > 150)
        for (entity, place) in frozen.sorted(by: { $0.key < $1.key }) {
            let today = layout[entity] ?? 0
            if frozen["\(entity).size"] != nil {
                #expect(today >= place, "\(entity) had \(place) bytes in version 1, it may only grow")
            } else {
                #expect(today == place && layout[entity] != nil, "\(entity) was at \(place) in version 1")
            }
        }
    }

    @Test("every struct and field is on record")
    func nothingIsUnrecorded() throws {
        let (layout, frozen) = (try Self.layout(), try Self.frozen())
        let missing = layout.filter { frozen[$0.key] == nil }.map { "\($0.key) \($0.value)" }.sorted()
        #expect(missing.isEmpty, "add to Tests/ABITests/layout-1.txt:\n\(missing.joined(separator: "\n"))")
    }

    @Test("structs begin with their size, except the base types")
    func structsBeginWithSize() throws {
        let layout = try Self.layout()
        let unsized: Set = ["ork_str", "ork_money", "ork_header"]
        for name in layout.keys where !name.contains(".") && !unsized.contains(name) {
            #expect(layout["\(name).size"] == 0, "\(name) does not begin with `uint32_t size`")
        }
    }
}
