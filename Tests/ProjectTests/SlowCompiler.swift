// A C compiler that a test holds between reading its source and writing its output,
// which is where a slow one spends its time.

import FoundationEssentials
import Glibc
import TestHarness
import Testing

/// A script in the folder of a test's projects.
struct SlowCompiler {
    /// For the environment, as CC.
    let path: String
    private let hold: String
    private let reached: String

    init(in folder: ProjectFolder) throws {
        (path, hold, reached) = (folder.path("slow-cc"), folder.path("hold"), folder.path("reached"))
        let script = """
            #!/bin/sh
            cc "$@" || exit
            [ -e "\(hold)" ] || exit 0
            touch "\(reached)"
            while [ -e "\(hold)" ]; do sleep 0.05; done
            # The output is the last argument; it is as new as if it were written now.
            for output; do :; done
            touch "$output"

            """
        try Data(script.utf8).write(to: URL(filePath: path))
        guard chmod(path, 0o700) == 0 else { throw SystemCallError(call: "chmod", code: errno) }
    }

    /// From now on it stops when it has read a source.
    func stop() throws { try Data().write(to: URL(filePath: hold)) }

    /// It goes on, and does not stop again.
    func resume() throws { try FileManager.default.removeItem(atPath: hold) }

    /// Waits until it has read a source and stopped.
    func reachesStop() async throws {
        for _ in 0..<6_000 {
            if FileManager.default.fileExists(atPath: reached) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw SystemCallError(call: "waiting for the compiler", code: ETIMEDOUT)
    }
}
