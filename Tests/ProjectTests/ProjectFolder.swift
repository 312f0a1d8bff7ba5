// A folder in which a test makes plugin projects, as somebody at a terminal does.

import FoundationEssentials
import TestHarness
import Testing

/// Gone, with its projects, with the last reference.
final class ProjectFolder: Sendable {
    private let folder: TemporaryFolder

    /// The root of this repository.
    static let repository = String(
        #filePath.prefix(upTo: #filePath.firstRange(of: "/Tests/ProjectTests")?.lowerBound ?? #filePath.endIndex)
    )

    init() throws { folder = try TemporaryFolder(prefix: "orkesta-projects") }

    func path(_ name: String) -> String { folder.file(name) }

    /// Runs `orkesta plugin new ARGUMENTS --dir FOLDER/name`.
    func new(
        _ kind: String,
        _ name: String,
        language: String,
        arguments: [String] = [],
        environment: [String: String] = [:]
    ) async throws -> CommandLineRun {
        try await CommandLineRun.orkesta(
            ["plugin", "new", kind, name, "--lang", language, "--dir", path(name)] + arguments,
            environment: environment
        )
    }

    /// As ``new(_:_:language:arguments:environment:)``, and expects it to work.
    func made(_ kind: String, _ name: String, language: String, arguments: [String] = []) async throws {
        let run = try await new(kind, name, language: language, arguments: arguments)
        try #require(run.exitCode == 0, "\(run.standardError)")
        #expect(run.standardOutput.contains("orkesta plugin dev"), "\(run.standardOutput)")
    }

    /// Runs a command in a project.
    func run(_ words: [String], in name: String, timeoutMilliseconds: Int64 = 240_000) async throws -> CommandLineRun {
        try await CommandLineRun.orkesta(
            ["-C", path(name)] + words,
            timeoutMilliseconds: timeoutMilliseconds,
            executable: "/usr/bin/env"
        )
    }

    /// Paths of the project's files, and what they hold.
    func files(of name: String) throws -> [String: String] { try Self.files(in: path(name)) }

    static func files(in folder: String) throws -> [String: String] {
        var found: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            var isFolder = false
            _ = FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
            if !isFolder { found[path] = try text(of: "\(folder)/\(path)") }
        }
        return found
    }

    static func text(of path: String) throws -> String {
        String(decoding: try #require(FileManager.default.contents(atPath: path), "\(path)"), as: UTF8.self)
    }

    /// Replaces a text in a file of a project, as an editor does on saving.
    func edit(_ file: String, _ old: String, _ new: String) throws {
        let text = try Self.text(of: path(file))
        try #require(text.contains(old), "\(file) does not hold \(old)")
        try Data(text.replacing(old, with: new).utf8).write(to: URL(filePath: path(file)), options: .atomic)
    }
}
