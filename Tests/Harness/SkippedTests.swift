// What could not be tested here, because something of other people's cannot be had: it is
// said at the end of `make test`, which is green without it.

import Glibc

/// The list of one run, in a file beside the build that `make test` empties and prints.
public enum SkippedTests {
    private static let charactersMax = 400

    /// Adds a line. Where it cannot be written it is printed, which a run of many tests may hide.
    public static func note(_ name: String, because reason: any Error) {
        let words = "\(reason)".split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let line = "\(name): \(words.prefix(charactersMax))\n"
        print("skipped: \(line)")
        let file = open("\(BuildFolder.path)/skipped-tests", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { return }
        defer { close(file) }
        let bytes = Array(line.utf8)
        // One write: lines of several processes do not mix.
        _ = write(file, bytes, bytes.count)
    }
}
