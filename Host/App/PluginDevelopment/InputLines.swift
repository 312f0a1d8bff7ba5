// Lines of standard input while the program does something else.

import Foundation
import Glibc

/// Reads standard input on a thread of its own, which ends with the process.
enum InputLines {
    /// Calls `received` with each line that is not blank, then once with nil. The
    /// descriptor is read, not `stdin`: who waits in `readLine` holds a lock that
    /// flushing the output needs.
    static func read(_ received: @escaping @Sendable (String?) -> Void) {
        Thread.detachNewThread {
            var pending: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
                guard count > 0 else { break }
                pending += buffer[..<count]
                while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                    deliver(pending[..<end], to: received)
                    pending.removeFirst(end + 1)
                }
            }
            deliver(pending[...], to: received)
            received(nil)
        }
    }

    private static func deliver(_ line: ArraySlice<UInt8>, to received: (String?) -> Void) {
        let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        if !text.isEmpty { received(text) }
    }
}
