// The section `ork_manifest` of a library: what a plugin says of itself, read
// without running it.

import HostCore

enum ManifestSection {
    /// The text of the section, up to its first NUL. Throws `.notFound` when the
    /// file cannot be opened, `.invalid` when it is no library or has no manifest.
    static func read(of path: String) throws(Problem) -> String {
        guard let file = ElfFile(path) else {
            throw Problem(
                .notFound,
                "the library \(path) cannot be opened",
                field: "library",
                remedy: "Build the plugin, or set ORKESTA_PLUGIN_PATH to the folder that holds it"
            )
        }
        guard let section = file.sections.first(where: { $0.name == "ork_manifest" }),
            let bytes = file.bytes(of: section, limit: Limits.pluginManifestBytesMax)
        else {
            throw Problem(
                .invalid,
                "\(path) is no 64-bit ELF library with a section ork_manifest",
                field: "library",
                remedy: "Build it against the Orkesta SDK (ORK_MANIFEST_SECTION in orkesta/entry.h)"
            )
        }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
