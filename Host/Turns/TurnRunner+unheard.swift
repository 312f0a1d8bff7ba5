// Messages without words: a voice note is written down, an attached list is read, and where
// nobody can, or the provider hands nothing on of what the customer sent, the host asks for
// words itself.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import OrkestaModel

extension TurnRunner {
    /// What was said, or stands in a list that was attached, in words; the time that takes is not
    /// the turn's. Where a person answers, the person reads the list.
    func heard(_ queued: QueuedItem, from snapshot: TurnSnapshot) async -> HeardMessage {
        let item = queued.item
        guard !item.isUnreadable else {
            var heard = HeardMessage(item.saying(UnreadablePhrases.shown(in: snapshot.locale(for: item))))
            heard.isUnderstood = false
            return heard
        }
        var heard = HeardMessage(item)
        if let voiceNotes, voiceNotes.mayBeOne(item) {
            heard = await queued.deadline.standingStill {
                await voiceNotes.hear(item, of: snapshot.handle, locale: snapshot.locale(for: item))
            }
        }
        guard heard.isUnderstood, heard.item == item, snapshot.conversation.state != .paused,
            attachedTexts.mayHaveOne(item)
        else { return heard }
        heard.item = await queued.deadline.standingStill { await attachedTexts.read(item, of: snapshot.handle) }
        return heard
    }

    /// What the host says to what it does not understand.
    func unheard(_ heard: HeardMessage, _ snapshot: TurnSnapshot) async throws -> TurnDraft {
        var draft = silent(heard, snapshot)
        let item = heard.item
        let locale = snapshot.locale(for: item)
        let text =
            item.isUnreadable ? UnreadablePhrases.pleaseWrite(in: locale) : VoicePhrases.pleaseWrite(in: locale)
        if item.isUnreadable, try await wasJustSaid(text, to: item, snapshot) { return draft }
        draft.replies = [StagedReply(agent: nil, reply: .text(text), fallback: nil)]
        return draft
    }

    /// Whoever sends several such things at once is asked once.
    private func wasJustSaid(_ text: String, to item: InboxItem, _ snapshot: TurnSnapshot) async throws -> Bool {
        let talk = try await database.read { connection in
            try Conversations(snapshot.handle).talk(
                in: snapshot.conversation,
                limit: Limits.repliesPerTurnMax,
                connection
            )
        }
        guard let last = talk.last(where: { $0.role != .user }), last.content == .text(text) else { return false }
        return item.receivedAt < last.at.advanced(byMilliseconds: Limits.unreadableRestMilliseconds)
    }
}
