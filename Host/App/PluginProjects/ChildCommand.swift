// A program that is run once: a compiler, git, the checker.

import Foundation
import HostCore

/// One run of another program. Its output and its errors come as one text; it
/// reads nothing.
struct ChildCommand: Sendable {
    /// How it ended.
    struct Ending: Sendable {
        /// The exit code; 128 + n when signal n ended it.
        let code: Int32
        let output: String
    }

    /// The program, found in PATH unless it is a path, and its arguments.
    let words: [String]
    var folder: String?
    /// Added to this process's environment.
    var environment: [String: String] = [:]

    /// Runs it to its end; a cancelled task ends it early. Throws `.unavailable` when
    /// it cannot be started.
    func run() async throws(Problem) -> Ending {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        do {
            try process.run()
        } catch {
            throw Problem(.unavailable, "\(words[0]) cannot be run: \(error)", remedy: "Install it, or see PATH")
        }
        let running = RunningProcess(process)
        let text = await withTaskCancellationHandler {
            await readToEnd(output.fileHandleForReading)
        } onCancel: {
            running.terminate()
        }
        process.waitUntilExit()
        let code = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return Ending(code: code, output: text)
    }
}

/// Safe: `terminate` only sends a signal, which Foundation allows from any thread.
private struct RunningProcess: @unchecked Sendable {
    private let process: Process

    init(_ process: Process) { self.process = process }

    func terminate() { process.terminate() }
}

/// Reads on a thread that may block.
private func readToEnd(_ file: FileHandle) async -> String {
    await withUnsafeContinuation { continuation in
        DispatchQueue.global().async {
            let bytes = (try? file.readToEnd()) ?? nil
            continuation.resume(returning: String(decoding: bytes ?? Data(), as: UTF8.self))
        }
    }
}
