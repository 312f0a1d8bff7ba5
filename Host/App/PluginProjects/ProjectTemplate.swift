// The templates of plugin projects, which this program carries (SDK/Templates).

import Foundation
import HostCore
import PluginTemplates

/// A kind of plugin in a language.
struct ProjectTemplate: Sendable {
    /// What a plugin is for.
    enum Kind: String, Sendable, CaseIterable { case agent, channel }
    /// What it is written in.
    enum Language: String, Sendable, CaseIterable { case c, swift }

    /// One file of a project.
    struct File: Sendable, Equatable {
        /// Relative to the project's folder.
        let path: String
        let text: String
    }

    let kind: Kind
    let language: Language

    /// The files of a new project. `sdk` is the folder that a Swift package names;
    /// a C project carries the headers instead.
    func files(_ name: ProjectName, sdk: String?) -> [File] {
        var replacements = [
            ("newplugin", name.id.rawValue), ("NewPlugin", name.type), ("New plugin", name.display),
        ]
        if let sdk { replacements.append(("\"../..\"", "\"\(swiftLiteral(sdk))\"")) }
        return Self.embedded("\(kind)-\(language)").map { file in
            let (path, text) = replacements.reduce((file.path, file.text)) { result, replacement in
                (
                    result.0.replacingOccurrences(of: replacement.0, with: replacement.1),
                    result.1.replacingOccurrences(of: replacement.0, with: replacement.1)
                )
            }
            return File(path: path, text: text)
        }
    }

    /// The headers of the ABI, under `include/`.
    static var headers: [File] { embedded("headers") }

    private static func embedded(_ project: String) -> [File] {
        var count = 0
        let files = UnsafeBufferPointer(start: plugin_template_files(&count), count: count)
        return files.filter { String(cString: $0.project) == project }.map {
            File(path: String(cString: $0.path), text: String(cString: $0.text))
        }
    }
}

/// A path inside the quotes of a Swift string.
private func swiftLiteral(_ path: String) -> String {
    path.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
}
