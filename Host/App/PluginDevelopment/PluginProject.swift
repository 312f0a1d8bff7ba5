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
    /// The command that builds it, run in the folder.
    let buildCommand: [String]

    var libraryPath: String { "\(libraryFolder)/\(library)" }

    /// Throws `.invalid` when the folder is no project, with what is missing.
    init(in path: String) throws(Problem) {
        let folder = URL(filePath: path).standardizedFileURL.path
        self.folder = folder
        let files = FileManager.default
        if files.fileExists(atPath: "\(folder)/Package.swift") {
            (buildCommand, libraryFolder) = (["swift", "build"], "\(folder)/.build/debug")
        } else if files.fileExists(atPath: "\(folder)/Makefile") {
            (buildCommand, libraryFolder) = (["make"], "\(folder)/build")
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
