// Plugins in C, compiled by the tests that use them.

/// The `clang` that comes with the Swift toolchain, found in PATH.
public enum PluginCompiler {
    /// The compiler refused a source.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// Compiles a C source to a shared library, against the ABI in `headers`.
    /// - Throws: ``Failure`` with what the compiler said.
    public static func compile(
        _ source: String,
        to library: String,
        headers: String,
        _ flags: [String] = []
    ) async throws {
        let run = try await CommandLineRun.orkesta(
            ["clang", "-std=c11", "-shared", "-fPIC", "-pthread", "-I", headers, source, "-o", library]
                + flags + ["-lm"],
            timeoutMilliseconds: 120_000,
            executable: "/usr/bin/env"
        )
        guard run.exitCode == 0 else { throw Failure(description: "clang \(source): \(run.standardError)") }
    }
}
