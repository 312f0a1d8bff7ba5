// Holds the house to STYLE.md and to ARCHITECTURE.md's table of imports. Each
// failure names the place and the remedy.

import Foundation
import Testing

@Suite("House rules")
struct TidyTests {
    private static let tree = SourceTree.repository

    @Test("the sources keep the rule", arguments: Rule.all)
    func sourcesKeep(rule: Rule) {
        for file in Self.tree.files {
            for finding in rule.findings(file) {
                Issue.record("\(file.path):\(finding.line): \(finding.problem). \(rule.name): \(rule.remedy)")
            }
        }
    }

    @Test func theTreeIsRead() {
        #expect(
            Self.tree.files.contains { $0.module == "HostCore" },
            "No source of Host/Core below \(Self.tree.root.path): the rules looked at nothing."
        )
    }

    @Test func theReadmeShowsBothCommands() {
        let page = Self.tree.root.appendingPathComponent("README.md")
        let readme = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
        for command in ["make run", "make test"] {
            #expect(readme.contains(command), "README.md: tell the reader about `\(command)`.")
        }
    }

    @Test(.enabled("needs git and a checkout of the repository", { trackedPaths() != nil }))
    func nothingBuiltIsTracked() throws {
        let tracked = try #require(trackedPaths())
        for path in tracked where isBuilt(path) {
            Issue.record("\(path): made by a build, yet tracked. git rm -r --cached it; .gitignore keeps it out.")
        }
    }

    @Test(arguments: ["Package.resolved", "SDK/Package.resolved", ".build/debug.yaml", "SDK/.build/x", "a.profraw"])
    func builtFilesAreKnown(path: String) {
        #expect(isBuilt(path))
    }

    @Test(arguments: ["Package.swift", "Host/Core/Clock.swift", "Scripts/build"])
    func writtenFilesAreKnown(path: String) {
        #expect(!isBuilt(path))
    }
}

private func isBuilt(_ path: String) -> Bool {
    let names = path.split(separator: "/")
    return names.contains { $0 == ".build" || $0.hasPrefix(".build-") || $0 == ".swiftpm" }
        || names.last == "Package.resolved" || path.hasSuffix(".profraw")
}

/// What git tracks; nil where there is no git or no repository (an unpacked source archive).
private func trackedPaths() -> [String]? {
    let git = Process()
    git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    git.arguments = ["git", "-C", SourceTree.repository.root.path, "ls-files", "-z"]
    let output = Pipe()
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    guard (try? git.run()) != nil else { return nil }
    let listing = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    guard git.terminationStatus == 0 else { return nil }
    return listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
}
