// The reference page: complete, and made from the headers as they are.

import Foundation
import Testing

struct ReferenceTests {
    private static let page = "\(Compiler.repository)/SDK/ABI/REFERENCE.md"

    @Test("SDK/ABI/REFERENCE.md is what the headers say now")
    func isUpToDate() throws {
        let written = try String(contentsOfFile: Self.page, encoding: .utf8)
        #expect(try Self.made() == written, "run `make docs`")
    }

    @Test("every struct, field and function of the frozen layout is on it")
    func isComplete() throws {
        let page = try String(contentsOfFile: Self.page, encoding: .utf8)
        let layout = try String(contentsOfFile: "\(Compiler.repository)/Tests/ABITests/layout-1.txt", encoding: .utf8)
        var sections: [Substring: Substring] = [:]
        for section in page.split(separator: "\n### ").dropFirst() {
            sections[section.drop { $0 == "`" }.prefix { $0 != "`" }] = section
        }
        for line in layout.split(separator: "\n") where !line.hasPrefix("#") {
            let name = line.prefix { $0 != " " }
            let parts = name.split(separator: ".", maxSplits: 1)
            let section = sections[parts[0]]
            #expect(section != nil, "\(name) has no section")
            guard parts.count == 2, parts[1] != "reserved" else { continue }
            let isNamed = section?.contains("`\(parts[1])`") == true
            // Where `size` is the only plain field, the introduction speaks for it.
            #expect(isNamed || parts[1] == "size", "\(name) is not in its section")
        }
        #expect(sections.count > 30)
    }

    @Test("every function has a thread", arguments: ["lane", "any", "scan"])
    func threadsAreNamed(tag: String) throws {
        let page = try String(contentsOfFile: Self.page, encoding: .utf8)
        let headings = page.split(separator: "\n").filter { $0.hasPrefix("#### ") }
        #expect(headings.contains { $0.contains("`[\(tag)]`") })
        for heading in headings where !heading.contains("`function`") {
            #expect(heading.contains("`["), "\(heading) names no thread")
        }
    }

    /// What the tool beside the test bundle writes now.
    private static func made() throws -> String {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
        let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = URL(filePath: bundle ?? executable).deletingLastPathComponent()
        let process = Process()
        process.executableURL = folder.appending(path: "orkesta-reference")
        process.arguments = ["\(Compiler.headers)/orkesta"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: bytes, as: UTF8.self)
    }
}
