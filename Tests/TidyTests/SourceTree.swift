// The sources of the repository, read once for all rules.

import Foundation

struct SourceTree: Sendable {
    let root: URL
    let files: [SourceFile]

    /// The repository this test belongs to, or the one ORKESTA_TIDY_ROOT names.
    static let repository = SourceTree(
        root: ProcessInfo.processInfo.environment["ORKESTA_TIDY_ROOT"].map { URL(fileURLWithPath: $0) }
            ?? URL(fileURLWithPath: #filePath)  // <root>/Tests/TidyTests/SourceTree.swift
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    )

    /// Reads what is ours: hidden folders (.build) and links are not.
    init(root: URL) {
        self.root = root
        var paths = ["Package.swift"]
        for folder in ["SDK", "Host", "Plugins", "Tests"] {
            paths += Self.sourcePaths(below: folder, in: root)
        }
        files = paths.compactMap { path in
            guard let text = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8) else {
                return nil
            }
            return SourceFile(path: path, text: text)
        }
    }

    private static func sourcePaths(below folder: String, in root: URL) -> [String] {
        let walk = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
        var paths: [String] = []
        while let path = walk?.nextObject() as? String {
            if path.split(separator: "/").last?.hasPrefix(".") ?? false { walk?.skipDescendants() }
            guard [".swift", ".c", ".h"].contains(where: path.hasSuffix), !path.contains("/.") else { continue }
            paths.append("\(folder)/\(path)")
        }
        return paths.sorted()
    }
}
