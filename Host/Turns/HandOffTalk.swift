// What was said since agents spoke last: whether a person is there, and what they told
// the customer.

import HostConversations
import HostCore
import HostStorage
import OrkestaModel

/// The end of a conversation that changes hands.
struct HandOffTalk: Sendable {
    private static let messagesRead = 100
    private static let saidMax = 10
    private static let saidCharactersMax = 1_000

    /// Of the person, since agents spoke last; oldest first.
    let said: [String]
    /// Of the customer, since then; oldest first.
    let asked: [String]
    /// What the customer wrote since anybody spoke; nil for nothing.
    let openQuestion: String?
    /// The customer knows that a person is there.
    private let isPersonThere: Bool
    private let present: JSON

    init(_ conversation: Conversation, of tenant: TenantHandle, in connection: any DatabaseConnection) throws {
        let history = try Conversations(tenant).history(
            of: conversation.id,
            limit: Self.messagesRead,
            in: connection
        )
        let start = history.lastIndex { $0.role == .assistant }.map { $0 + 1 } ?? 0
        let talk = history[start...]
        said = Self.words(of: .person, in: talk)
        asked = Self.words(of: .user, in: talk)
        let open = talk[(talk.lastIndex { $0.role == .person }.map { $0 + 1 } ?? talk.startIndex)...]
        let question = Self.words(of: .user, in: open).joined(separator: "\n").prefix(Limits.messageCharactersMax)
        openQuestion = question.isEmpty ? nil : String(question)
        let last = talk.last { $0.role != .user }
        isPersonThere = last.map { $0.role == .person || HandOffPhrases.isArrival($0.content.plainText) } ?? false
        present = conversation.context
    }

    private static func words(of role: MessageRole, in talk: ArraySlice<Message>) -> [String] {
        talk.filter { $0.role == role }.suffix(saidMax)
            .map { String($0.content.plainText.prefix(saidCharactersMax)) }
    }

    /// What the customer is told; nil for what they know.
    func notice(_ state: Conversation.State, locale: String) -> String? {
        switch state {
        case .paused: isPersonThere ? nil : HandOffPhrases.arrival(in: locale)
        case .active: isPersonThere ? HandOffPhrases.departure(in: locale) : nil
        case .completed: nil
        }
    }

    /// The conversation's context with `person`, which agents read: what was said, what the
    /// customer asked meanwhile, and the note. Without any of them it has none.
    func context(note: String?, at moment: Timestamp) -> JSON {
        guard !said.isEmpty || !asked.isEmpty || note != nil else { return present.merging(["person": .null]) }
        return present.merging([
            "person": [
                "said": JSON(said), "asked": JSON(asked), "note": JSON(note), "until": .string(moment.description),
            ]
        ])
    }
}
