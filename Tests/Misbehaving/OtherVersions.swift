// The ABI's headers of other versions: the frozen ones of 1.0, and ones of a future
// in which every struct has grown.

import FoundationEssentials

enum OtherVersions {
    private static let older = CompiledPlugins.repository + "/Tests/ABITests/Older"
    static let olderHeaders = older + "/include"
    static let olderSource = older + "/agent.c"

    /// The name of the struct that a line of a header ends, if it begins with its
    /// size: those are the ones that may grow.
    private static func grown(_ header: String) -> String {
        var lines: [String] = []
        var isSized = false
        for line in header.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("typedef struct") { isSized = false }
            if line == "    uint32_t size;" { isSized = true }
            if line.hasPrefix("} ork_"), isSized { lines.append("    void (*of_the_future)(void);") }
            lines.append(line)
        }
        return lines.joined(separator: "\n")
    }

    /// Writes today's headers, every sized struct one field longer and the minor
    /// version 99, into a folder below `parent`, and returns its path.
    static func newerHeaders(in parent: String) throws -> String {
        let today = CompiledPlugins.repository + "/SDK/ABI/include"
        let folder = parent + "/newer"
        for name in try FileManager.default.subpathsOfDirectory(atPath: today) where name.hasSuffix(".h") {
            let path = "\(folder)/\(name)"
            let parent = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            let text = try String(contentsOf: URL(filePath: "\(today)/\(name)"), encoding: .utf8)
            let later = grown(text).replacing("#define ORK_ABI_MINOR 0", with: "#define ORK_ABI_MINOR 99")
            try Data(later.utf8).write(to: URL(filePath: path))
        }
        return folder
    }
}
