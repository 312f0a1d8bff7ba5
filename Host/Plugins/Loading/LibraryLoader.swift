// Loads libraries off Swift's cooperative threads: reading, hashing, copying and
// `dlopen` block, and a library's own `load` may compute for long.

import Dispatch
import HostCore

#if canImport(Glibc)
import Glibc
#endif

/// The libraries of this process, each loaded once for each state of its file.
actor LibraryLoader {
    private let copiesFolder: String
    private let queue = DispatchQueue(label: "orkesta.library-loader")
    private var libraries: [String: Task<Result<PluginLibrary, Problem>, Never>] = [:]
    private var byContent: [String: PluginLibrary] = [:]

    init(copiesFolder: String) { self.copiesFolder = copiesFolder }

    /// The library of an entry. A failure is kept until the file changes or
    /// ``forgetFailure(_:)``. Throws `.pluginFailure` or `.notFound`.
    func library(_ path: String, expecting manifest: PluginManifest) async throws(Problem) -> PluginLibrary {
        let key = "\(path) \(fileState(path)) \(manifest.id)"
        if let known = libraries[key] { return try await known.value.get() }
        let known = byContent
        let task = Task { [queue, copiesFolder] in
            await withUnsafeContinuation { continuation in
                queue.async {
                    continuation.resume(returning: load(path, manifest, copiesIn: copiesFolder, known))
                }
            }
        }
        libraries[key] = task
        let result = await task.value
        if case .success(let library) = result { byContent[library.identity] = library }
        return try result.get()
    }

    /// The next one who asks tries again.
    func forgetFailure(_ path: String) async {
        for (key, task) in libraries where key.hasPrefix("\(path) ") {
            if case .failure = await task.value { libraries[key] = nil }
        }
    }

    /// Runs blocking work where it may block.
    func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withUnsafeContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }
}

private func load(
    _ path: String,
    _ manifest: PluginManifest,
    copiesIn folder: String,
    _ known: [String: PluginLibrary]
) -> Result<PluginLibrary, Problem> {
    do throws(Problem) {
        return .success(try PluginLibrary.load(path, expecting: manifest, copiesIn: folder, known: known))
    } catch {
        return .failure(error)
    }
}

/// What changes when a file is replaced or rewritten; one system call.
func fileState(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "missing" }
    return "\(status.st_ino).\(status.st_size).\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
}
