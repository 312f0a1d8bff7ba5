// Where the library of a bound tool lies: in the plugin folders, or where the
// system's dynamic loader looks. A path from outside is never followed.

#if canImport(Glibc)
import Glibc
#endif

/// The folders in which libraries are found by bare name.
struct SharedLibraries: Sendable {
    private let folders: [String]

    /// `pluginFolders` come before the system's.
    init(pluginFolders: [String]) { folders = pluginFolders + SharedLibraries.systemFolders }

    /// The file of a library, or nil.
    func find(_ name: String) -> String? {
        guard SharedLibraries.isName(name) else { return nil }
        return folders.lazy.map { "\($0)/\(name)" }.first { access($0, R_OK) == 0 }
    }

    /// Whether `name` is a bare file name of a library: `libm.so.6`, `libx.so`.
    static func isName(_ name: String) -> Bool {
        !name.contains("/") && !name.contains("\0") && !name.hasPrefix(".")
            && (name.hasSuffix(".so") || name.contains(".so."))
    }

    /// The folders of /etc/ld.so.conf.d, then those that every loader has.
    private static let systemFolders: [String] = {
        let configured = fileNames(in: "/etc/ld.so.conf.d", suffix: ".conf").flatMap { file in
            let text = readFile(file).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return text.split(separator: "\n").map { $0.filter { $0 != " " && $0 != "\t" } }.filter {
                $0.hasPrefix("/")
            }
        }
        return configured + ["/lib64", "/usr/lib64", "/lib", "/usr/lib"]
    }()
}

/// The paths of a folder's files with an ending, sorted; hidden ones are left out.
func fileNames(in folder: String, suffix: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name.hasSuffix(suffix), !name.hasPrefix(".") { names.append("\(folder)/\(name)") }
    }
    return names.sorted()
}
