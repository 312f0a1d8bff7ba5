// Every plugin that this host knows: the files of plugins.d, the manifests of
// their libraries, and what is wrong with those that cannot be used.

public import HostCore
public import OrkestaModel
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// The plugins of this host, read at start; one is read again when it is changed
/// for a tenant or reloaded, so that it may be added, built or replaced meanwhile.
public struct PluginCatalog: Sendable {
    /// One file of plugins.d, usable or not.
    public struct Entry: Sendable {
        public let id: PluginID
        public let file: String
        public let libraryPath: String?
        public let settings: JSON
        /// The manifest, or what is wrong.
        public let manifest: Result<PluginManifest, Problem>
        /// The functions that it binds as tools; none while something is wrong.
        let tools: [BoundFunction]

        /// Whether there is a library to make instances of; the file of one that
        /// has none only binds tools.
        let hasLibrary: Bool
    }

    public var entries: [Entry] { read.entries.withLock { $0 } }
    /// Files that are no declaration at all.
    public let problems: [Problem]
    private let folder: String
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
        for file in fileNames(in: folder, suffix: ".yaml") {
            do throws(Problem) {
                let declaration = try PluginDeclaration(parsing: try readText(file), file: file)
                entries.append(Entry(declaration, searchPath: searchPath))
            } catch {
                problems.append(error)
            }
        }
        self.problems = problems
        self.folder = folder
        self.searchPath = searchPath
        read = Read(entries)
    }

    /// Reads a plugin's declaration and manifest again, or for the first time when its
    /// file is new; blocks on files. Throws what is wrong with the file; what is known
    /// stays as it was then, and when the file is gone.
    func refresh(_ id: PluginID) throws(Problem) {
        let file = entries.first { $0.id == id }?.file ?? "\(folder)/\(id).yaml"
        guard access(file, F_OK) == 0 else { return }
        let declaration = try PluginDeclaration(parsing: try readText(file), file: file)
        let entry = Entry(declaration, searchPath: searchPath)
        read.entries.withLock { entries in
            entries.removeAll { $0.id == id }
            entries.append(entry)
            entries.sort { $0.id < $1.id }
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
        hasLibrary = declaration.library != nil
        libraryPath = declaration.library.flatMap { library in
            searchPath.map { "\($0)/\(library)" }.first { access($0, R_OK) == 0 }
        }
        do throws(Problem) {
            let manifest = try PluginCatalog.Entry.manifest(declaration, libraryPath)
            tools = try PluginCatalog.Entry.tools(declaration, searchPath)
            self.manifest = .success(manifest)
        } catch {
            tools = []
            manifest = .failure(error)
        }
    }

    private static func tools(
        _ declaration: PluginDeclaration,
        _ searchPath: [String]
    ) throws(Problem) -> [BoundFunction] {
        let libraries = SharedLibraries(pluginFolders: searchPath)
        var tools: [BoundFunction] = []
        for tool in declaration.tools {
            tools.append(try BoundFunction(tool, plugin: declaration.id, libraries: libraries))
        }
        return tools
    }

    private static func manifest(_ declaration: PluginDeclaration, _ path: String?) throws(Problem) -> PluginManifest {
        guard let library = declaration.library else { return PluginManifest(toolsOf: declaration.id) }
        guard let path else {
            throw Problem(
                .notFound,
                "the library \(library) is in none of the plugin folders",
                field: declaration.file,
                remedy: "Build it, or set ORKESTA_PLUGIN_PATH to the folder that holds it"
            )
        }
        let manifest = try PluginManifest(parsing: try ManifestSection.read(of: path))
        guard manifest.id == declaration.id else {
            throw Problem(
                .invalid,
                "\(library) is plugin \(manifest.id)",
                field: declaration.file,
                remedy: "Name the file \(manifest.id).yaml, or name the right library in it"
            )
        }
        return manifest
    }
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
