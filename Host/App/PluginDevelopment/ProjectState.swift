// What changes when somebody saves a file of a project, or builds it elsewhere.

import Foundation
import HostCore

/// The state of a project's files at a moment; another state means that something
/// was saved. Names, sizes and times are compared, not contents.
struct ProjectState: Sendable, Equatable {
    /// What a person edits: each file's state by its path in the project.
    let sources: [String: String]
    /// The library that the build made.
    let library: String

    /// Folders that hold what builds make, or what others wrote.
    private static let skipped: Set<String> = ["build", "vendor"]

    init(sources: [String: String], library: String) {
        self.sources = sources
        self.library = library
    }

    init(_ project: PluginProject) {
        var sources: [String: String] = [:]
        let files = FileManager.default.enumerator(atPath: project.folder)
        while let path = files?.nextObject() as? String, sources.count < Limits.projectFilesMax {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            if name.hasPrefix(".") || Self.skipped.contains(name) {
                files?.skipDescendants()
            } else if let state = fileState("\(project.folder)/\(path)") {
                sources[path] = state
            }
        }
        self.sources = sources
        library = fileState(project.libraryPath) ?? ""
    }

    /// Paths of the sources that were saved since `earlier`.
    func saved(since earlier: [String: String]) -> Set<String> {
        Set(sources.filter { $0.value != earlier[$0.key] }.keys)
    }

    /// Calls `changed` whenever the state is another one and has stayed so for a
    /// look; ends when the task is cancelled.
    static func watch(_ project: PluginProject, changed: @Sendable () -> Void) async {
        var (known, seen) = (ProjectState(project), ProjectState(project))
        while (try? await Task.sleep(for: .milliseconds(250))) != nil {
            let now = ProjectState(project)
            if now == seen, now != known {
                known = now
                changed()
            }
            seen = now
        }
    }
}

/// Nil for what is no regular file.
private func fileState(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return "\(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
}
