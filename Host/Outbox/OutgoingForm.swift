// What goes out of a message by a channel that cannot carry all: what the channel has no form
// for becomes text, whose choices are numbered, and what is too long becomes several messages.

import HostCore
public import HostInbox
public import OrkestaModel

/// A message in the form that its channel can carry. Pure.
struct OutgoingForm: Sendable, Hashable {
    /// One message of the channel's.
    struct Part: Sendable, Hashable {
        let reply: Reply
        /// What follows in the same message.
        var more: [Reply] = []
        /// How much of the whole the parts before it say, in Unicode scalars of plain text.
        let offset: Int
    }

    /// In the order in which they are read; never empty.
    let parts: [Part]

    /// `more` follows `reply` in the same message, where the channel composes.
    init(_ reply: Reply, more: [Reply] = [], for capabilities: ChannelCapabilities) {
        guard more.isEmpty || capabilities.isComposed else {
            let text = ([reply] + more).map(\.plainText).joined(separator: "\n\n")
            parts = Self.placed(TextParts.replies(of: .text(text), capabilities.textLengthMax))
            return
        }
        let forms = ([reply] + more).map { capabilities.form(of: $0) }
        let lengths = forms.map { TextParts.length(of: $0.plainText) }
        if forms.count > 1, lengths.reduce(0, +) <= capabilities.textLengthMax ?? .max {
            parts = [Part(reply: forms[0], more: Array(forms.dropFirst()), offset: 0)]
        } else {
            parts = Self.placed(forms.flatMap { TextParts.replies(of: $0, capabilities.textLengthMax) })
        }
    }

    private static func placed(_ replies: [Reply]) -> [Part] {
        var offset = 0
        return replies.map { reply in
            defer { offset += max(1, TextParts.length(of: reply.plainText)) }
            return Part(reply: reply, offset: offset)
        }
    }
}

extension ChannelCapabilities {
    /// Whether the channel has something to tap for such a reply, and no numbers.
    public func draws(_ reply: Reply) -> Bool {
        switch form(of: reply) {
        case .buttons, .list: true
        case .text, .image, .document, .link: false
        }
    }

    /// The reply as such a channel shows it, however long it is. More buttons than one message
    /// has become a list, where the channel knows lists.
    func form(of reply: Reply) -> Reply {
        let isShown: Bool
        switch reply {
        case .text, .link: isShown = true
        case .list: isShown = lists
        case .image: isShown = media
        case .document: isShown = documents
        case .buttons(let text, let choices):
            isShown = buttons && (buttonsMax == 0 || choices.count <= buttonsMax)
            if buttons, !isShown, lists {
                return .list(text: text, choices.map { ReplyListItem(id: $0.id, title: $0.title) })
            }
        }
        return isShown ? reply : .text(reply.plainText)
    }
}

extension OutboxItem {
    /// The row as messages of such a channel: the first in its own place, and what follows it in
    /// rows of their own. Most rows fit as they are, and cost a look at their length.
    func formed(for capabilities: ChannelCapabilities) -> (first: OutboxItem, following: [OutboxItem]) {
        if more.isEmpty, reply["type"] == "text", let text = reply["text"]?.stringValue,
            text.utf8.count <= capabilities.textLengthMax ?? .max
        {
            return (self, [])
        }
        // What nobody can read is the plugin's to refuse.
        guard let said = try? ([reply] + more).map({ try Reply(json: $0) }), let beginning = said.first else {
            return (self, [])
        }
        let parts = OutgoingForm(beginning, more: Array(said.dropFirst()), for: capabilities).parts
        guard let first = parts.first, parts.count > 1 || [first.reply] + first.more != said else { return (self, []) }
        let following = parts.enumerated().dropFirst().map { place, part in
            // Listed right behind the first, in the tenant's time.
            let moment = createdAt.advanced(byMilliseconds: Int64(place))
            return OutboxItem(part, of: self, id: OutboxItemID(at: moment, randomness: SystemRandomness()))
        }
        return (OutboxItem(first, of: self, id: id, template: following.isEmpty ? template : nil), following)
    }

    /// What another row says, or a part of it; the provider's template says the whole.
    private init(_ part: OutgoingForm.Part, of item: OutboxItem, id: OutboxItemID, template: JSON? = nil) {
        self.init(
            id: id,
            tenant: item.tenant,
            channel: item.channel,
            address: item.address,
            conversationID: item.conversationID,
            messageID: item.messageID,
            sequence: item.sequence,
            reply: part.reply.json,
            more: part.more.map(\.json),
            locale: item.locale,
            sendGuard: item.sendGuard,
            attempts: id == item.id ? item.attempts : 0,
            createdAt: item.createdAt,
            triedAt: id == item.id ? item.triedAt : nil,
            fallbackOf: item.fallbackOf,
            offset: item.offset + part.offset,
            round: item.round,
            template: template,
            isWindowClosed: item.isWindowClosed,
            isByPerson: item.isByPerson,
            isOtherForm: item.isOtherForm
        )
    }
}
