// What goes out of what was said: each message by itself, or, where each one costs,
// texts that follow each other as one.

import HostConversations
import OrkestaModel

/// A message to send, under the key of the first stored one that it carries.
struct OutgoingMessage: Sendable, Hashable {
    let message: Message
    var content: Reply

    /// Joins neighbouring texts up to so many Unicode scalars; nil joins none. A
    /// message of another form, which a text may introduce, is never joined.
    static func joined(_ messages: [Message], charactersMax: Int?) -> [OutgoingMessage] {
        var outgoing: [OutgoingMessage] = []
        for message in messages {
            let next = OutgoingMessage(message: message, content: message.content)
            guard let charactersMax, case .text(let text) = message.content, let last = outgoing.last,
                case .text(let before) = last.content,
                before.unicodeScalars.count + text.unicodeScalars.count + 2 <= charactersMax
            else {
                outgoing.append(next)
                continue
            }
            outgoing[outgoing.count - 1].content = .text("\(before)\n\n\(text)")
        }
        return outgoing
    }
}
