// A mail client that says line by line what it is told to, and keeps the replies.

import NIOCore
import NIOPosix

enum MailClient {
    /// Says each line once the one before is answered; the lines behind a `354` up to
    /// the dot get one reply together. Returns the greeting and the replies, several
    /// lines of one joined by `/`.
    static func converse(_ port: Int, _ lines: [String]) async throws -> [String] {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var waiting = lines[...]
            var replies: [String] = []
            var text = ""
            for try await buffer in inbound {
                text += String(buffer: buffer)
                while let reply = takeReply(&text) {
                    replies.append(reply)
                    guard var line = waiting.popFirst() else { return replies }
                    if reply.hasPrefix("354") {
                        while line != ".", let next = waiting.popFirst() {
                            try await outbound.write(ByteBuffer(string: line + "\r\n"))
                            line = next
                        }
                    }
                    try await outbound.write(ByteBuffer(string: line + "\r\n"))
                }
            }
            return replies
        }
    }

    /// A reply ends with the line that has a space behind its code.
    private static func takeReply(_ text: inout String) -> String? {
        var reply: [Substring] = []
        var rest = text[...]
        while let end = rest.firstRange(of: "\r\n") {
            let line = rest[..<end.lowerBound]
            rest = rest[end.upperBound...]
            reply.append(line)
            guard line.dropFirst(3).first != "-" else { continue }
            text = String(rest)
            return reply.joined(separator: "/")
        }
        return nil
    }
}
