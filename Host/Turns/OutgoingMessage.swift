// What goes out of what was said: each message by itself; or, where each one costs, texts
// that follow each other as one; or, where one carries all, everything that a turn says.

import HostConversations
import OrkestaModel

/// A message to send, under the key of the first stored one that it carries.
struct OutgoingMessage: Sendable, Hashable {
    let message: Message
    private(set) var content: Reply
    /// What follows in the same message.
    private(set) var more: [Reply] = []

    /// What of a turn goes out together, up to so many Unicode scalars.
    enum Joining: Sendable, Hashable {
        case nothing
        /// Neighbouring texts. A message of another form, which a text may introduce, is
        /// never joined.
        case texts(charactersMax: Int)
        case everything(charactersMax: Int)
    }

    static func joined(_ messages: [Message], _ joining: Joining) -> [OutgoingMessage] {
        var outgoing: [OutgoingMessage] = []
        for message in messages {
            if let last = outgoing.indices.last, outgoing[last].take(message.content, joining) { continue }
            outgoing.append(OutgoingMessage(message: message, content: message.content))
        }
        return outgoing
    }

    /// Takes up what follows; false when that goes out by itself.
    private mutating func take(_ next: Reply, _ joining: Joining) -> Bool {
        switch joining {
        case .nothing: return false
        case .texts(let charactersMax):
            guard hasRoom(for: next, charactersMax) else { return false }
            return take(text: next)
        case .everything(let charactersMax):
            guard hasRoom(for: next, charactersMax) else { return false }
            if !take(text: next) { more.append(next) }
            return true
        }
    }

    /// Joins a text to the text before it; false when one of them is none.
    private mutating func take(text next: Reply) -> Bool {
        guard case .text(let text) = next, case .text(let before) = more.last ?? content else { return false }
        let joined = Reply.text("\(before)\n\n\(text)")
        if more.popLast() == nil { content = joined } else { more.append(joined) }
        return true
    }

    private func hasRoom(for next: Reply, _ charactersMax: Int) -> Bool {
        ([content] + more + [next]).reduce(-2) { $0 + $1.plainText.unicodeScalars.count + 2 } <= charactersMax
    }
}
