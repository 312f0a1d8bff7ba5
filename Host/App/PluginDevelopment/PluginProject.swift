// A plugin project as it lies in its folder: what it is called, how it is built,
// and where its library comes out.

import Foundation
import HostCore
import HostPlugins

/// The project that `orkesta plugin dev` works on.
struct PluginProject: Sendable {
    /// Absolute.
    let folder: String
    let id: PluginID
    /// Its `plugins.d/ID.yaml`.
    let declarationFile: String
    /// Where the build puts the library, absolute.
    let libraryFolder: String
    let library: String
    /// Built by `swift build`; by `make` when not.
    let isSwift: Bool

    var libraryPath: String { "\(libraryFolder)/\(library)" }

    /// The command that builds it, run in the folder. `saved` are paths of files that
    /// count as just saved. make has to be told: to it a source that was saved while
    /// the compiler read it is older than what was compiled. swift build compares a
    /// source's time with the one that it noted.
    func buildCommand(saved: Set<String>) -> [String] {
        isSwift ? ["swift", "build"] : ["make"] + saved.sorted().flatMap { ["-W", $0] }
    }

    /// Throws `.invalid` when the folder is no project, with what is missing.
    init(in path: String) throws(Problem) {
        let folder = URL(filePath: path).standardizedFileURL.path
        self.folder = folder
        let files = FileManager.default
        if files.fileExists(atPath: "\(folder)/Package.swift") {
            (isSwift, libraryFolder) = (true, "\(folder)/.build/debug")
        } else if files.fileExists(atPath: "\(folder)/Makefile") {
            (isSwift, libraryFolder) = (false, "\(folder)/build")
        } else {
            throw PluginProject.missing("a Package.swift or a Makefile", in: path)
        }
        let names = (try? files.contentsOfDirectory(atPath: "\(folder)/plugins.d")) ?? []
        let declarations = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
        guard declarations.count == 1, let name = declarations.first else {
            throw PluginProject.missing("exactly one plugins.d/ID.yaml", in: path)
        }
        declarationFile = "\(folder)/plugins.d/\(name)"
        guard let text = try? String(contentsOfFile: declarationFile, encoding: .utf8) else {
            throw PluginProject.missing("a readable plugins.d/\(name)", in: path)
        }
        let declaration = try PluginDeclaration(parsing: text, file: declarationFile)
        guard let library = declaration.library else {
            throw PluginProject.missing("`library:` in plugins.d/\(name)", in: path)
        }
        (id, self.library) = (declaration.id, library)
    }

    private static func missing(_ what: String, in path: String) -> Problem {
        Problem(
            .invalid,
            "\(path) is no plugin project: it has not \(what)",
            field: "PATH",
            remedy: "Give the folder of a project made with orkesta plugin new"
        )
    }
}
