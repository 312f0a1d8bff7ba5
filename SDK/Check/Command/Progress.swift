// What a person who waits sees: one line on the terminal, rewritten.

import Glibc

/// Shows how far a run is; silent where there is no terminal.
struct Progress: Sendable {
    private let isShown = isatty(STDERR_FILENO) == 1

    func show(_ done: Int, of count: Int, running: [String]) {
        guard isShown else { return }
        writeToStandardError("\r\u{1B}[K\(done)/\(count)  \(running.joined(separator: "  "))")
    }

    func clear() {
        guard isShown else { return }
        writeToStandardError("\r\u{1B}[K")
    }
}

/// Writes at once, past any buffer.
func writeToStandardError(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
