// Makes a new project's folder: all of it, or nothing.

import Foundation
import HostCore

/// A project that does not exist yet.
struct NewProject: Sendable {
    let name: ProjectName
    let template: ProjectTemplate
    /// Where it will be; nothing may be there yet.
    let folder: String

    /// Writes the project. `sdk` is what the caller said of the SDK's place, if
    /// anything. Throws `.conflict` when something is there already; then, and after
    /// any other failure, nothing is changed.
    func write(sdk: String?, environment: [String: String]) async throws(Problem) {
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw Problem(
                .conflict,
                "\(folder) exists already",
                field: "--dir",
                remedy: "Choose another name or folder; nothing is overwritten"
            )
        }
        // Beside its place, so that moving it there is one step.
        let draft = "\(folder).\(getpid()).new"
        defer { try? FileManager.default.removeItem(atPath: draft) }
        let files = try await files(fetchingInto: draft, sdk, environment)
        do {
            for file in files { try write(file, in: draft) }
            try FileManager.default.moveItem(atPath: draft, toPath: folder)
        } catch {
            throw Problem(
                .invalid,
                "\(folder) cannot be written",
                field: "--dir",
                remedy: "Give a folder that you may write, with --dir"
            )
        }
    }

    private func files(
        fetchingInto draft: String,
        _ said: String?,
        _ environment: [String: String]
    ) async throws(Problem) -> [ProjectTemplate.File] {
        switch template.language {
        case .c:
            // The headers are small: a C project carries them, those of this program
            // unless others are named.
            guard let said else { return template.files(name, sdk: nil) + ProjectTemplate.headers }
            let sdk = try await sdk(said, fetchingInto: draft)
            return template.files(name, sdk: nil) + (try headers(of: sdk, draft))
        case .swift:
            let location = try SDKFolder.location(said, environment: environment)
            return template.files(name, sdk: try await sdk(location, fetchingInto: draft).path)
        }
    }

    private func sdk(_ location: String, fetchingInto draft: String) async throws(Problem) -> SDKFolder {
        SDKFolder.isURL(location)
            ? try await SDKFolder.fetch(location, into: draft) : try SDKFolder(in: location)
    }

    /// Copies of the SDK's headers; a repository fetched for them goes.
    private func headers(of sdk: SDKFolder, _ draft: String) throws(Problem) -> [ProjectTemplate.File] {
        let root = sdk.path.hasPrefix("/") ? sdk.path : "\(draft)/\(sdk.path)"
        let include = "\(root)/ABI/include"
        let paths = FileManager.default.enumerator(atPath: include)?.compactMap { $0 as? String } ?? []
        var files: [ProjectTemplate.File] = []
        for path in paths.sorted() where path.hasSuffix(".h") {
            guard let text = try? String(contentsOfFile: "\(include)/\(path)", encoding: .utf8) else {
                throw Problem(.invalid, "\(include)/\(path) cannot be read", field: "--sdk", remedy: "Check the folder")
            }
            files.append(ProjectTemplate.File(path: "include/\(path)", text: text))
        }
        try? FileManager.default.removeItem(atPath: "\(draft)/\(SDKFolder.vendored)")
        return files
    }

    private func write(_ file: ProjectTemplate.File, in folder: String) throws {
        let place = URL(filePath: "\(folder)/\(file.path)")
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(file.text.utf8).write(to: place)
    }
}
