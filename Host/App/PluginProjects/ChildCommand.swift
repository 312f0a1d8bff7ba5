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

    /// Runs it to its end; a cancelled task ends it early. `heard` gets each piece of
    /// the output as it comes, on another thread. Throws `.unavailable` when it cannot
    /// be started.
    func run(_ heard: @escaping @Sendable (String) -> Void = { _ in }) async throws(Problem) -> Ending {
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
            await readToEnd(output.fileHandleForReading, heard)
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
private func readToEnd(_ file: FileHandle, _ heard: @escaping @Sendable (String) -> Void) async -> String {
    await withUnsafeContinuation { continuation in
        DispatchQueue.global().async {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                // FileHandle has no reading that returns with what there is and throws.
                let count = read(file.fileDescriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                bytes += buffer[..<count]
                heard(String(decoding: buffer[..<count], as: UTF8.self))
            }
            continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
        }
    }
}
