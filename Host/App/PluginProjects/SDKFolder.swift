// Where the Orkesta SDK lies: a folder, or a repository that is fetched.

import Foundation
import HostCore

/// A folder with the SDK's Package.swift and headers.
struct SDKFolder: Sendable {
    /// Absolute, or relative to the project when it was fetched into it.
    let path: String

    /// Where a repository goes within a project.
    static let vendored = "vendor/orkesta"

    /// Whether `text` names a repository rather than a folder.
    static func isURL(_ text: String) -> Bool {
        text.contains("://") || (text.hasPrefix("git@") && text.contains(":"))
    }

    /// The SDK in `folder`, or in the repository of Orkesta that it is. Throws
    /// `.invalid` when there is none.
    init(in folder: String) throws(Problem) {
        let absolute = URL(filePath: folder).standardizedFileURL.path
        guard let found = SDKFolder.candidates(absolute).first(where: SDKFolder.isSDK) else {
            throw Problem(
                .invalid,
                "there is no Orkesta SDK in \(folder)",
                field: "--sdk",
                remedy: "Give the folder SDK of the Orkesta repository, or the repository's URL"
            )
        }
        path = found
    }

    private init(path: String) { self.path = path }

    /// What was said (`--sdk`), else the environment's ORKESTA_SDK, else the
    /// repository in which this program was built. Throws `.notFound` when nobody
    /// knows it.
    static func location(_ said: String?, environment: [String: String]) throws(Problem) -> String {
        if let said = said ?? environment["ORKESTA_SDK"], !said.isEmpty { return said }
        var folder = HostSettings.executableFolder
        while folder.count > 1 {
            if isSDK("\(folder)/SDK") { return "\(folder)/SDK" }
            folder = (folder as NSString).deletingLastPathComponent
        }
        throw Problem(
            .notFound,
            "the Orkesta SDK is not beside this program",
            field: "--sdk",
            remedy: "Give its folder or the URL of the Orkesta repository with --sdk, or in ORKESTA_SDK"
        )
    }

    /// Fetches a repository to `vendor/orkesta` of the project in `project`. Throws
    /// `.unavailable` with git's own words.
    static func fetch(_ url: String, into project: String) async throws(Problem) -> SDKFolder {
        let folder = "\(project)/\(vendored)"
        let git = ChildCommand(
            words: ["git", "clone", "--quiet", "--depth", "1", "--", url, folder],
            environment: ["GIT_TERMINAL_PROMPT": "0"]
        )
        let ending = try await git.run()
        guard ending.code == 0 else {
            let reason = ending.output.split(separator: "\n").last.map(String.init) ?? "git ended with \(ending.code)"
            throw Problem(
                .unavailable,
                "the SDK cannot be fetched: \(reason)",
                field: "--sdk",
                remedy: "Check the URL, or give a folder"
            )
        }
        let found = try SDKFolder(in: folder).path
        return SDKFolder(path: vendored + found.dropFirst(URL(filePath: folder).standardizedFileURL.path.count))
    }

    private static func candidates(_ folder: String) -> [String] { [folder, "\(folder)/SDK"] }

    private static func isSDK(_ folder: String) -> Bool {
        ["Package.swift", "ABI/include/orkesta/orkesta.h", "Swift"].allSatisfy {
            FileManager.default.fileExists(atPath: "\(folder)/\($0)")
        }
    }
}
