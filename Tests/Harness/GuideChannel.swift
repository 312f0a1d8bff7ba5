// The channel that the guide for integrators writes: its code is what tests compile.

import FoundationEssentials

/// The pager of `SDK/ABI/FIRST-CHANNEL.md`.
public enum GuideChannel {
    private static let sdk =
        String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex)) + "/../../SDK"

    /// Compiles it without a warning, with `words` in the place of `other` where that is not
    /// empty. Returns the path of the library, `libpager.so`.
    /// - Throws: ``PluginCompiler/Failure`` also where the guide does not say `other`.
    public static func compile(
        into folder: TemporaryFolder,
        _ words: String = "",
        replacing other: String = ""
    ) async throws -> String {
        var code = code("c", in: try String(contentsOfFile: sdk + "/ABI/FIRST-CHANNEL.md", encoding: .utf8))
        if !other.isEmpty {
            guard code.contains(other) else { throw PluginCompiler.Failure(description: "not in the guide: \(other)") }
            code = code.replacing(other, with: words)
        }
        let (source, library) = (folder.file("pager.c"), folder.file("libpager.so"))
        try Data(code.utf8).write(to: URL(filePath: source))
        let json = sdk + "/Templates/shared-c/src"
        try await PluginCompiler.compile(
            source,
            to: library,
            headers: sdk + "/ABI/include",
            ["-Wall", "-Wextra", "-Werror", "-fvisibility=hidden", "-I", json, json + "/json.c"]
        )
        return library
    }

    /// The blocks of a language in a Markdown page, one after the other.
    private static func code(_ language: String, in page: String) -> String {
        var code = ""
        var isInside = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") { isInside = line == "```\(language)" } else if isInside { code += line + "\n" }
        }
        return code
    }
}
