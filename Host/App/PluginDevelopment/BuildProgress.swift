// The line that shows on a terminal that a build goes on: for how long, and what
// the tool said last.

import Foundation
import HostTime
import Synchronization

/// One line of a terminal, drawn over itself.
final class BuildProgress: Sendable {
    private let start = SystemClock.monotonicMilliseconds()
    private let latest = Mutex("")

    /// So that the line fits a terminal of 80 columns: one that wraps is not drawn over.
    private static let columns = 66
    private static let toStartOfEmptyLine = "\r\u{1B}[K"

    /// A piece of the tool's output, from any thread.
    func heard(_ output: String) {
        let lines = output.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        guard let line = lines.last(where: { !$0.isEmpty }) else { return }
        latest.withLock { $0 = String(line.prefix(Self.columns)) }
    }

    func draw() {
        let seconds = (SystemClock.monotonicMilliseconds() - start) / 1_000
        print("\(Self.toStartOfEmptyLine)  \(seconds) s  \(latest.withLock { $0 })", terminator: "")
        fflush(nil)
    }

    func wipe() {
        print(Self.toStartOfEmptyLine, terminator: "")
        fflush(nil)
    }
}
