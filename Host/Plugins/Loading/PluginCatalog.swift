// Every plugin that this host knows: the files of plugins.d, the manifests of
// their libraries, and what is wrong with those that cannot be used.

public import HostCore
public import OrkestaModel
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// The plugins of this host, read at start; one is read again when it is changed
/// for a tenant, so that a library may be built or replaced meanwhile.
public struct PluginCatalog: Sendable {
    /// One file of plugins.d, usable or not.
    public struct Entry: Sendable {
        public let id: PluginID
        public let file: String
        public let libraryPath: String?
        public let settings: JSON
        /// The manifest, or what is wrong.
        public let manifest: Result<PluginManifest, Problem>
    }

    public var entries: [Entry] { read.entries.withLock { $0 } }
    /// Files that are no declaration at all.
    public let problems: [Problem]
    private let searchPath: [String]
    private let read: Read

    private final class Read: Sendable {
        let entries: Mutex<[Entry]>

        init(_ entries: [Entry]) { self.entries = Mutex(entries) }
    }

    /// Reads `folder/*.yaml`; libraries are looked for in `searchPath`, in order.
    public init(folder: String, searchPath: [String]) {
        var entries: [Entry] = []
        var problems: [Problem] = []
        for file in yamlFiles(in: folder) {
            do throws(Problem) {
                let declaration = try PluginDeclaration(parsing: try readText(file), file: file)
                entries.append(Entry(declaration, searchPath: searchPath))
            } catch {
                problems.append(error)
            }
        }
        self.problems = problems
        self.searchPath = searchPath
        read = Read(entries)
    }

    /// Reads a plugin's declaration and manifest again; blocks on files. What cannot
    /// be read any more stays as it was.
    func refresh(_ id: PluginID) {
        guard let file = entries.first(where: { $0.id == id })?.file, let text = try? readText(file),
            let declaration = try? PluginDeclaration(parsing: text, file: file)
        else { return }
        let entry = Entry(declaration, searchPath: searchPath)
        read.entries.withLock { entries in
            for index in entries.indices where entries[index].id == id { entries[index] = entry }
        }
    }

    /// Throws `.notFound` for an unknown plugin.
    public func entry(_ id: PluginID) throws(Problem) -> Entry {
        guard let entry = entries.first(where: { $0.id == id }) else {
            throw Problem(
                .notFound,
                "there is no plugin \(id)",
                field: "plugin",
                remedy: "Known are: \(entries.map(\.id.rawValue).joined(separator: ", ")). See plugins.d"
            )
        }
        return entry
    }
}

extension PluginCatalog.Entry {
    fileprivate init(_ declaration: PluginDeclaration, searchPath: [String]) {
        id = declaration.id
        file = declaration.file
        settings = declaration.settings
        libraryPath = searchPath.map { "\($0)/\(declaration.library)" }.first { access($0, R_OK) == 0 }
        manifest = PluginCatalog.Entry.manifest(declaration, libraryPath)
    }

    private static func manifest(_ declaration: PluginDeclaration, _ path: String?) -> Result<PluginManifest, Problem> {
        guard let path else {
            return .failure(
                Problem(
                    .notFound,
                    "the library \(declaration.library) is in none of the plugin folders",
                    field: declaration.file,
                    remedy: "Build it, or set ORKESTA_PLUGIN_PATH to the folder that holds it"
                )
            )
        }
        do throws(Problem) {
            let manifest = try PluginManifest(parsing: try ManifestSection.read(of: path))
            guard manifest.id == declaration.id else {
                throw Problem(
                    .invalid,
                    "\(declaration.library) is plugin \(manifest.id)",
                    field: declaration.file,
                    remedy: "Name the file \(manifest.id).yaml, or name the right library in it"
                )
            }
            return .success(manifest)
        } catch {
            return .failure(error)
        }
    }
}

private func yamlFiles(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name.hasSuffix(".yaml"), !name.hasPrefix(".") { names.append("\(folder)/\(name)") }
    }
    return names.sorted()
}

private func readText(_ path: String) throws(Problem) -> String {
    guard let bytes = readFile(path), bytes.count <= Limits.pluginManifestBytesMax else {
        throw Problem(.invalid, "the file cannot be read, or is too large", field: path, remedy: "Mend or remove it")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Problem(.invalid, "the file is not UTF-8", field: path, remedy: "Save it as UTF-8")
    }
    return text
}
