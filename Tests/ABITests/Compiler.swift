// Runs a C compiler on a source text.

import Foundation

/// How one run of the compiler ended.
struct Compilation {
    let succeeded: Bool
    let output: String
}

/// Compilers found in PATH: the `clang` that comes with the Swift toolchain, or gcc.
enum Compiler {
    /// The root of the repository.
    static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    static let headers = "\(repository)/SDK/ABI/include"

    /// Checks `source` without making an object; `language` is c or c++.
    static func check(
        _ source: String,
        language: String,
        _ arguments: [String],
        compiler: String = "clang"
    ) throws
        -> Compilation
    {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [compiler, "-fsyntax-only", "-I", headers, "-x", language] + arguments + ["-"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(source.utf8))
        try input.fileHandleForWriting.close()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Compilation(
            succeeded: process.terminationStatus == 0,
            output: String(decoding: text, as: UTF8.self)
        )
    }

    /// Paths of the ABI's headers under `include`, sorted.
    static func headerNames() throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: "\(headers)/orkesta")
        return names.filter { $0.hasSuffix(".h") }.sorted().map { "orkesta/\($0)" }
    }
}
