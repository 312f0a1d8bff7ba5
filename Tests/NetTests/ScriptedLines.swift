// A server of a protocol that speaks in lines, such as SMTP: what it answers is
// scripted, what it hears is kept.

import Synchronization

/// Answers line by line.
final class ScriptedLines: Sendable {
    /// What is said to one line.
    struct Answer {
        /// Nil: nothing.
        var text: String?
        /// The lines behind it, up to a lone dot, are content.
        var startsContent = false
        var ends = false
    }

    private let server: TinyServer
    private let lines: LineLog

    private final class LineLog: Sendable {
        let lines = Mutex<[String]>([])
    }

    var port: Int { Int(server.port) }
    var heard: [String] { lines.lines.withLock { $0 } }

    /// `script` gets each line, and whether it is content.
    init(greeting: String, _ script: @escaping @Sendable (_ line: String, _ isContent: Bool) -> Answer) throws {
        let log = LineLog()
        lines = log
        server = try TinyServer(converse: { connection in
            connection.write("\(greeting)\r\n")
            var isContent = false
            while let line = connection.readLine() {
                log.lines.withLock { $0.append(line) }
                let answer = script(line, isContent)
                if isContent, line == "." { isContent = false }
                if answer.startsContent {
                    isContent = true
                    connection.write("354 go on\r\n")
                } else if let text = answer.text {
                    connection.write("\(text)\r\n")
                }
                if answer.ends { return }
            }
        })
    }
}
